from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from accounts import OpeningHours
from core.errors import InvalidInput
from geo import Position
from routes.day_problem import DayProblem, day_problem
from routes.day_request import DayBounds, DayRequest, check_request
from routes.planner import PlannedDay, plan_the_day
from routes.roads import RoadNetworks
from routes.survey import DayPlaces, survey
from routes.travel_times import TravelMode
from routes.wording import Wording
from tests.routes.candidates import candidate_facts

HELSINKI = ZoneInfo("Europe/Helsinki")
STATION = Position(24.9414, 60.1719)
CLOCKS_GO_FORWARD = date(2026, 3, 29)
FROM_FIVE_TO_SIX = (OpeningHours(7, time(5), time(6)),)


def _day(*, end: Position = STATION, depart_at: time = time(2)) -> tuple[DayBounds, DayProblem]:
    """From 02:00 on the Sunday that has no 03:30, to one door that opens at 05:00."""
    request = DayRequest(
        date=CLOCKS_GO_FORWARD,
        start=STATION,
        end=end,
        depart_at=depart_at,
        return_by=time(8),
        break_from=None,
        break_minutes=0,
        mode=TravelMode.WALKING,
        must_visit=(),
        include_pool=True,
        max_stops=5,
    )
    bounds = check_request(request, now=datetime(2026, 3, 28, 12, tzinfo=UTC), zone=HELSINKI)
    facts = [candidate_facts(opening_hours=FROM_FIVE_TO_SIX)]
    places = DayPlaces(STATION, end, musts=[], others=[known.position for known in facts])
    estimated = survey(places, TravelMode.WALKING, RoadNetworks(Path("/nowhere")))
    return bounds, day_problem(request, bounds, facts, zone=HELSINKI, survey=estimated)


def test_the_rep_is_at_the_door_when_it_opens_though_an_hour_is_missing() -> None:
    bounds, day = _day()
    planned = plan_the_day(day.problem, Wording(bounds.departs_at, HELSINKI), iterations=50)
    assert isinstance(planned, PlannedDay)
    (stop,) = planned.plan.stops
    assert bounds.instant(stop.begins).astimezone(HELSINKI).time() == time(5)
    assert timedelta(seconds=stop.begins) == timedelta(hours=2)


def test_a_day_too_short_for_its_own_way_is_refused() -> None:
    with pytest.raises(InvalidInput, match="from start to end alone takes") as refusal:
        _day(end=Position(25.7, 60.4))
    assert refusal.value.field == "returnBy"
