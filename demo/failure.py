"""What can stop the demo."""


class DemoFailed(Exception):
    """The demo can't go on; the message says why, for a person to read."""
