"""The check-ins around a batch of new ones, from which the history of each is taken."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from geo import Fix
from visits.history.history import History
from visits.history.pin_move import PinMove
from visits.history.sighting import Sighting
from visits.satellite import is_satellite

OWN_DAYS = 3
"A member's check-ins so long before and after count as history: maxLateHours is three days by default."
OWN_BEFORE, OWN_AFTER = 80, 40
"So many of them at most, the nearest in time: nobody visits more, and a flood of them shan't cost the server more."
ALIKE_DAYS = 30
"What resembles a new check-in of the same member counts for so long."
ALIKE_LATEST = 500
"Among so many of the latest before it."
MOVES_DAYS = 180
PROVED_METERS = 100
"A visit on site as near to a pin proves it."
DEVICE_DAYS = 1
MATE_DAYS = 7
"What others who used a device did with theirs."
TWIN_SECONDS = 3600.0
AT_ACCOUNT = 8
ON_PIN_METERS = 1.5
"A check-in nearer to its pin is worth keeping in mind."
_DAY = 86_400.0


class Book:
    """Sightings, in the order in which they were received; add each check-in once it is judged."""

    def __init__(
        self,
        sightings: Iterable[Sighting] = (),
        *,
        moves: Iterable[PinMove] = (),
        registered_devices: Iterable[str] = (),
    ) -> None:
        self._by_id: dict[UUID, Sighting] = {}
        self._of_member: dict[UUID, list[Sighting]] = defaultdict(list)
        self._on_device: dict[str, list[Sighting]] = defaultdict(list)
        self._at_account: dict[UUID, list[Sighting]] = defaultdict(list)
        self._at_place: dict[tuple[float, float], list[Sighting]] = defaultdict(list)
        self._measured: dict[tuple[float | None, float], list[Sighting]] = defaultdict(list)
        self._moves: dict[UUID, list[PinMove]] = defaultdict(list)
        self._registered = set(registered_devices)
        for sighting in sightings:
            self.add(sighting)
        for move in moves:
            self.add_move(move)

    def add(self, sighting: Sighting) -> None:
        """Also to replace what is known of it."""
        if sighting.id in self._by_id:
            self._remove(self._by_id[sighting.id])
        self._by_id[sighting.id] = sighting
        for sightings in self._places_of(sighting):
            insort(sightings, sighting, key=_order)

    def add_move(self, move: PinMove) -> None:
        self._moves[move.member_id].append(move)

    def suspect(self, visit_id: UUID, code: str) -> None:
        """An earlier one turned out to be the lie."""
        known = self._by_id.get(visit_id)
        if known is not None:
            self.add(known.accused(code))

    def history_of(self, this: Sighting) -> History:
        """What bears on `this`: the same from the database's rows as from all that ever happened."""
        device = this.phone.device
        return History(
            this=this,
            own=self._own(this),
            others=self._others(this),
            at_account=self._latest_at_account(this),
            moves=[move for move in self._moves.get(this.member_id, ()) if this.at - move.at <= MOVES_DAYS * _DAY],
            is_device_registered=device is not None and device in self._registered,
        )

    def _own(self, this: Sighting) -> list[Sighting]:
        mine = self._of_member.get(this.member_id, ())
        here = bisect_left(mine, _order(this), key=_order)
        near = mine[max(0, here - OWN_BEFORE) : here + OWN_AFTER + 1]
        found = {each.id: each for each in near if _is_near(each, this, OWN_DAYS * _DAY)}
        found |= {each.id: each for each in mine[max(0, here - ALIKE_LATEST) : here] if _is_alike(each, this)}
        if this.fix is not None and is_satellite(this.fix):
            copies = self._at_place.get(_place(this.fix), ())
            found |= {each.id: each for each in copies if each.member_id == this.member_id}
        found.pop(this.id, None)
        return sorted(found.values(), key=_order)

    def _others(self, this: Sighting) -> list[Sighting]:
        found: dict[UUID, Sighting] = {}
        device, fix = this.phone.device, this.fix
        if device is not None:
            mates = [other for other in self._on_device.get(device, ()) if _is_near(other, this, DEVICE_DAYS * _DAY)]
            for mate_id in {mate.member_id for mate in mates if mate.member_id != this.member_id}:
                of_mate = (each for each in self._of_member[mate_id] if _is_near(each, this, MATE_DAYS * _DAY))
                found |= {each.id: each for each in of_mate}
        if fix is not None and is_satellite(fix):
            twins = [*self._at_place.get(_place(fix), ()), *self._measured.get(_measures(fix), ())]
            found |= {
                each.id: each
                for each in twins
                if each.member_id != this.member_id and abs(each.at - this.at) <= TWIN_SECONDS
            }
        return sorted(found.values(), key=_order)

    def _latest_at_account(self, this: Sighting) -> list[Sighting]:
        earlier = [each for each in self._at_account.get(this.account_id, ()) if each.at < this.at]
        return earlier[-AT_ACCOUNT:]

    def _remove(self, sighting: Sighting) -> None:
        for sightings in self._places_of(sighting):
            sightings.remove(sighting)

    def _places_of(self, sighting: Sighting) -> Iterable[list[Sighting]]:
        yield self._of_member[sighting.member_id]
        yield self._at_account[sighting.account_id]
        if sighting.phone.device is not None:
            yield self._on_device[sighting.phone.device]
        if sighting.fix is not None and is_satellite(sighting.fix):
            yield self._at_place[_place(sighting.fix)]
            if sighting.fix.altitude_meters:
                yield self._measured[_measures(sighting.fix)]


def _order(sighting: Sighting) -> tuple[float, UUID]:
    return sighting.at, sighting.id


def _is_near(other: Sighting, this: Sighting, seconds: float) -> bool:
    return abs(other.at - this.at) <= seconds


def _is_alike(other: Sighting, this: Sighting) -> bool:
    """At the same customer, on its pin, or with the same altitude and accuracy."""
    if this.at - other.at > ALIKE_DAYS * _DAY:
        return False
    if other.account_id == this.account_id or _is_on_pin(other):
        return True
    if other.fix is None or this.fix is None or this.fix.altitude_meters is None:
        return False
    return _measures(other.fix) == _measures(this.fix)


def _is_on_pin(sighting: Sighting) -> bool:
    return sighting.distance_meters is not None and sighting.distance_meters <= ON_PIN_METERS


def _place(fix: Fix) -> tuple[float, float]:
    return fix.raw.longitude, fix.raw.latitude


def _measures(fix: Fix) -> tuple[float | None, float]:
    return fix.altitude_meters, fix.accuracy_meters
