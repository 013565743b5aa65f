"""The one refusal of this folder."""

from core.errors import DomainError
from geo.position import Position


class InvalidBoundary(DomainError):
    """Not an area, or one broken beyond repair. `at`: the place, where it has one."""

    def __init__(self, message: str, at: Position | None = None) -> None:
        super().__init__(message)
        self.at = at
