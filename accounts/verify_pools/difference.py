"""What a verification says."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Difference:
    """`what`: a sentence with both figures. The subject is an account, for limits the one that broke them."""

    account_id: UUID
    what: str


@dataclass(frozen=True, slots=True)
class Checked:
    """How much was replayed, and what differed; none differed where all is well."""

    accounts: int
    events: int
    holdings: int
    credits: int
    differences: tuple[Difference, ...]
