"""What the search for swap rings looks at: a district's doors, and how they went from hand to hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Door:
    """An account as far as it makes one rep want it rather than another: where it is, what it is, its worth.

    `east` and `north` in any one unit: only how they compare counts.
    """

    id: UUID
    east: float
    north: float
    value: int
    category: str | None
    since: datetime
    "From when on it could be claimed."
    holder_id: UUID | None
    "Who holds it now; only asked where it never moved in the time looked at."


@dataclass(frozen=True, slots=True)
class Move:
    """An account leaves a member's hands, comes into another's, or both at once."""

    account_id: UUID
    at: datetime
    from_id: UUID | None
    to_id: UUID | None
    let_go: bool = False
    "The former owner released it, or let it expire: not a manager's doing, nor a departure's."
    expired: bool = False
    claimed: bool = False


@dataclass(frozen=True, slots=True)
class District:
    """One public pool and its reps, over the time looked at; `moves` in the order of time."""

    doors: Sequence[Door]
    moves: Sequence[Move]
    protection_days: int


@dataclass(frozen=True, slots=True)
class HandOn:
    """One let the account go, and the other claimed it while the former was still kept from it."""

    account_id: UUID
    from_id: UUID
    to_id: UUID
    let_go_at: datetime
    claimed_at: datetime
    expired: bool
