"""Refusals that every room shares. A room's own refusals stand beside the verb that raises them.

A `DomainError` is an expected answer, not a failure: the api maps each to a member of the
verb's result union and commits, so that what the verb put on record stays on record.
Every attribute a refusal carries is a field that its GraphQL type shows.
"""


class DomainError(Exception):
    """A refusal with one sentence for the person who caused it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InvalidInput(DomainError):
    """A value that can't be accepted. `field` is its path in the input, like `fix.accuracyMeters`."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field

    def within(self, prefix: str) -> "InvalidInput":
        """The same refusal, seen from an outer input whose field `prefix` holds this one."""
        return InvalidInput(f"{prefix}.{self.field}", self.message)


class NotFound(DomainError):
    """No such thing in the viewer's sight; whether it exists elsewhere isn't told."""

    def __init__(self, what: str) -> None:
        super().__init__(f"There is no such {what}, or it isn't yours to see.")


class NotAllowed(DomainError):
    """In sight, but not for this role or this place in the tree."""
