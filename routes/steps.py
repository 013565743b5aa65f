"""Single steps through a day, forward and backward in time.

An `earliest…` answers when a step is reached if the rep is there at `time`; the matching `latest…` answers by
when the rep must be there to reach it by `time`. All keep order: to be earlier never makes one later. So of two
ways to the same place with the same visits done, the earlier is at least as good, and that alone lets the search
be exact where it claims to be.
"""

from routes.problem import Break, Window

LATE = 2**50
"An instant that can't be met any more."
EARLY = -(2**50)
"An instant that had to be met before there was time."


def earliest_begin(windows: tuple[Window, ...], time: int) -> int:
    """When a visit begins for one who arrives at `time`; LATE after the last window."""
    for window in windows:
        if time <= window.closes:
            return max(time, window.opens)
    return LATE


def latest_arrival(windows: tuple[Window, ...], time: int) -> int:
    """By when to arrive for a visit that begins at `time` or before; EARLY before the first window."""
    for window in reversed(windows):
        if window.opens <= time:
            return min(time, window.closes)
    return EARLY


def earliest_after_break(pause: Break, time: int) -> int:
    """When a break is over for one who could begin it at `time`; LATE where it may not begin any more."""
    return max(time, pause.earliest) + pause.seconds if time <= pause.latest else LATE


def latest_before_break(pause: Break, time: int) -> int:
    """By when to begin a break that is over by `time`; EARLY where none can be."""
    return min(pause.latest, time - pause.seconds) if pause.earliest + pause.seconds <= time else EARLY
