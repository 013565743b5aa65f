from dataclasses import replace

import pytest

from routes.search import Node, Objective, Pause, Routes, Vehicle, replay
from tests.routes.search.tasks import ALWAYS, on_a_street

_NODES = [Node(5, 30, ((100, 120), (200, 220))), Node(7, 10, ALWAYS, must=True)]
_TASK = on_a_street(_NODES, at=[40, 10], objective=Objective.PRIZE)


def test_prize_travel_and_end_are_those_of_the_routes_driven() -> None:
    driven = replay(_TASK, ((2, 1),))
    assert (driven.prize, driven.travel, driven.ends, driven.violations) == (12, 80, (170,), ())


def test_an_arrival_between_two_windows_waits_for_the_second() -> None:
    late = replace(_TASK, vehicles=(Vehicle(0, 0, 90, 1_000),))
    assert replay(late, ((2, 1),)).ends == (270,)


@pytest.mark.parametrize(
    ("routes", "violation"),
    [
        (((1,),), "node 2 is missing"),
        (((2, 1, 2),), "node 2 is visited 2 times"),
        (((2, 0),), "node 0 is no customer"),
    ],
)
def test_what_is_wrong_with_the_visits_is_named(routes: Routes, violation: str) -> None:
    assert violation in replay(_TASK, routes).violations


@pytest.mark.parametrize(
    "vehicle",
    [
        Vehicle(0, 0, 200, 1_000),
        Vehicle(0, 0, 0, 169),
        Vehicle(0, 0, 0, 1_000, max_stops=1),
        Vehicle(0, 0, 0, 1_000, serves=frozenset({2})),
        Vehicle(0, 0, 0, 1_000, Pause(0, 30, 180)),
        Vehicle(0, 0, 0, 180, Pause(165, 165, 30)),
    ],
)
def test_a_route_that_breaks_a_rule_of_its_vehicle_is_found(vehicle: Vehicle) -> None:
    assert replay(replace(_TASK, vehicles=(vehicle,)), ((2, 1),)).violations


def test_a_pause_is_taken_where_the_route_is_over_soonest() -> None:
    resting = replace(_TASK, vehicles=(Vehicle(0, 0, 0, 1_000, Pause(60, 90, 30)),))
    assert replay(resting, ((2, 1),)).ends == (170,)
    assert replay(replace(_TASK, vehicles=(Vehicle(0, 0, 0, 1_000, Pause(175, 190, 30)),)), ((2, 1),)).ends == (170,)
