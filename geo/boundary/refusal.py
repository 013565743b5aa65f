"""The one refusal of this folder, apart from those who raise it since they import each other."""

from core.errors import DomainError
from geo.position import Position


class InvalidBoundary(DomainError):
    """Not an area, or one broken beyond repair. `at`: where, if it is broken at a place."""

    def __init__(self, message: str, at: Position | None = None) -> None:
        super().__init__(message)
        self.at = at
