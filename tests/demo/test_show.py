"""What the demo prints: every fact in its place, and nothing said where there is nothing to say."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console, RenderableType

from demo import show, world
from demo.client import Client
from demo.line_in_town import LineInTown
from demo.phone import Phone
from demo.reps import Rep

VISIT: dict[str, Any] = {
    "accountName": "Leipomo [red]",
    "checkedInAt": "2026-03-02T07:05:06.000Z",
    "distanceMeters": 12.4,
    "onSiteProbability": 0.987,
    "presence": "ON_SITE",
    "standing": "COUNTED",
    "status": "COMPLETED",
    "outcome": "ORDER_TAKEN",
    "fix": {"accuracyMeters": 7.6, "provider": "GPS"},
}


@pytest.fixture
def rep(tmp_path: Path) -> Iterator[Rep]:
    person, line = next(world.FINLAND.reps()), LineInTown(loses_an_answer=False)
    with (
        closing(Client("http://doorstep", line)) as client,
        closing(Phone(tmp_path, client, login="", password="")) as phone,
    ):
        yield Rep(person, client, "Team K", phone, line)


def printed(renderable: RenderableType) -> str:
    console = Console(width=160)
    with console.capture() as capture:
        console.print(renderable)
    return capture.get()


def test_a_visit_is_told_in_local_time_with_distance_probability_and_verdict(rep: Rep) -> None:
    text = printed(show.visits(rep, [VISIT]))
    for told in ("09:05:06", "Leipomo [red]", "GPS ±8 m", "12 m", "99%", "on site", "counted", "order taken"):
        assert told in text


def test_a_visit_without_a_fix_has_neither_distance_nor_probability(rep: Rep) -> None:
    held = {**VISIT, "fix": None, "distanceMeters": None, "onSiteProbability": None, "presence": "UNLOCATED"}
    text = printed(show.visits(rep, [{**held, "standing": "HELD", "outcome": None, "status": "OPEN"}]))
    assert "unlocated" in text
    assert "open" in text
    assert "%" not in text


def test_a_route_tells_times_reasons_and_what_was_left_out(rep: Rep) -> None:
    stop = {
        "accountName": "Leipomo",
        "account": None,
        "arriveAt": "2026-03-02T07:30:00Z",
        "departAt": "2026-03-02T08:00:00Z",
        "travelSeconds": 240,
        "waitSeconds": 0,
        "reasons": ["HIGH_VALUE", "ON_THE_WAY"],
    }
    plan = {
        "date": "2026-03-02",
        "travelSource": "ESTIMATE",
        "travelMeters": 1234,
        "departAt": "2026-03-02T07:00:00Z",
        "returnAt": "2026-03-02T13:00:00Z",
        "stops": [stop],
        "leftOut": [{"accountName": f"Shop {number}", "why": "No time"} for number in range(4)],
    }
    text = printed(show.route(rep, plan))
    for told in ("09:00 to 15:00", "1.2 km", "estimated", "09:30", "10:00", "4 min", "high value, on the way"):
        assert told in text
    assert "Shop 1 (No time) and 2 more" in " ".join(text.split())


def test_a_manager_sees_the_visits_by_standing() -> None:
    log = [{"standing": standing} for standing in ("HELD", "COUNTED", "COUNTED")]
    assert "sees 3 visits today: 2 counted, 1 held." in printed(show.tally("Mikko", log))
