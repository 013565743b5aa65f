"""What is known around a check-in, beside what it says itself."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from visits.history.pin_move import PinMove
from visits.history.sighting import Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """`this` is the check-in itself; nothing that was received after it is in here."""

    this: Sighting | None = None
    own: Sequence[Sighting] = ()
    "Of the same member, in order of `at`: the nearest of three days before and after, what is alike of a month before."
    others: Sequence[Sighting] = ()
    "Of other members: who used the same device within a day, what else they did that week, and the same fixes."
    at_account: Sequence[Sighting] = ()
    "The latest at the same account, by anybody; those of the same member stand in `own` too."
    moves: Sequence[PinMove] = ()
    "By the same member, of any account, in half a year."
    is_device_registered: bool = False
    "Whether the device named is an enrolled one's."

    def own_within(self, seconds: float) -> Sequence[Sighting]:
        """Those of the same member that happened up to `seconds` before or after."""
        if self.this is None:
            return ()
        first = bisect_left(self.own, self.this.at - seconds, key=_at)
        return self.own[first : bisect_right(self.own, self.this.at + seconds, key=_at)]


def _at(sighting: Sighting) -> float:
    return sighting.at


NO_HISTORY = History()
