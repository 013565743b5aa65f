"""What a reviewer says of a case."""

from dataclasses import dataclass
from uuid import UUID

from geo import Position
from reviews.kinds import Decision


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision and its reasons; for BAD_ACCOUNT_DATA with where the account really is."""

    decision: Decision
    note: str
    position: Position | None = None
    account_id: UUID | None = None
    "Which account, where the case's visits were to several."
