"""A rep put an account's pin somewhere else."""

from dataclasses import dataclass
from uuid import UUID

from geo import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class PinMove:
    """`at` in seconds since 1970; `to` is where the pin has been since, until somebody moves it again."""

    account_id: UUID
    member_id: UUID
    at: float
    before: Position
    to: Position
    was_proved_before: bool
    "Whether a visit had been on site at the old pin, beyond doubt: then the pin wasn't wrong."
