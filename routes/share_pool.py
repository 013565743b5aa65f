"""Which rep of a team is offered which account of the public pool, so that no account is visited twice. Pure."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from geo import Position
from routes.candidate_facts import CandidateFacts
from routes.corridor import off_way_meters
from routes.day_request import DayRequest

Days = Mapping[UUID, DayRequest]
"Each rep's, by member."


def nearest_place(place: Position, days: Sequence[DayRequest]) -> int:
    """The number of the day whose way from start to end comes nearest; the first of several."""
    return min(range(len(days)), key=lambda number: _away(place, days[number]))


def shared_out(found: Mapping[UUID, Sequence[CandidateFacts]], days: Days) -> dict[UUID, list[CandidateFacts]]:
    """Of what each rep found, own accounts for each, and every pool lead for the nearest of those who found it."""
    finders: dict[UUID, list[UUID]] = {}
    for rep, facts in found.items():
        for known in facts:
            finders.setdefault(known.account_id, []).append(rep)
    return {
        rep: [
            known
            for known in facts
            if known.is_own or known.must or _is_for(rep, known.position, finders[known.account_id], days)
        ]
        for rep, facts in found.items()
    }


def _is_for(rep: UUID, place: Position, finders: Sequence[UUID], days: Days) -> bool:
    return finders[nearest_place(place, [days[finder] for finder in finders])] == rep


def _away(place: Position, day: DayRequest) -> float:
    [away] = off_way_meters([place], start=day.start, musts=[], end=day.end)
    return away
