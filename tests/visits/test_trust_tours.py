"""Doubts that a tour raises, where each of its check-ins alone might be chance."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine

import visits
from core import clock
from core.db import acting, make_engine
from tests.api_client import Client, Json
from tests.visits.phone import fix
from tests.visits.queue import entry
from tests.visits.test_trust import at, burst, doubts, measured, queued, seen
from tests.world import World, uuid_of

DAY = 24 * 60


@pytest.fixture
def engine(database_url: str) -> Engine:
    return make_engine(database_url, threads=1)


def codes(world: World, visit: Json) -> set[str]:
    return {code for code, severity in doubts(world, visit) if severity != "INFO"}


def fine(x: float) -> float:
    """With more decimals than anybody types."""
    return x + 0.0000123457


def known_phone(world: World, rep: Client, *, days_ago: float = 2, **more: Any) -> list[Json]:
    """Three honest visits, whose coordinates have many decimals."""
    places = [(fine(0.01 * index), fine(0.09), days_ago * DAY - 60 * index) for index in range(1, 4)]
    return queued(
        rep, *(at(world, x, y, ago, measured={"altitudeMeters": 20 + x * 99}, **more) for x, y, ago in places)
    )


@pytest.mark.parametrize(
    ("figures", "is_seen"),
    [
        ({"altitudeMeters": 10, "accuracy": 5, "speedMetersPerSecond": 1.2, "provider": "FUSED"}, True),
        ({"altitudeMeters": 0, "accuracy": 50, "speedMetersPerSecond": 1.2, "provider": "UNKNOWN"}, True),
        ({"altitudeMeters": 0, "accuracy": 20, "speedMetersPerSecond": 0, "provider": "UNKNOWN"}, False),
        ({"altitudeMeters": 10, "accuracy": 20, "speedMetersPerSecond": 0, "provider": "NETWORK"}, False),
    ],
)
def test_constants_at_three_customers_in_a_row_in_one_street(
    world: World, rep: Client, figures: Json, *, is_seen: bool
) -> None:
    known_phone(world, rep)
    stops = queued(
        rep, *(at(world, 0.05 + index / 1000, 0.05, 300 - 40 * index, measured=figures) for index in range(3))
    )
    assert [codes(world, stop) for stop in stops] == [{"SAME_ALTITUDE"} if is_seen else set()] * 3, "each bears it"
    assert {seen(world, stop)["standing"] for stop in stops} == {"HELD" if is_seen else "COUNTED"}


def test_figures_that_agree_now_and_then_are_no_row(world: World, rep: Client) -> None:
    def told(index: int, altitude: float) -> Json:
        return at(world, 0.05 + index / 1000, 0.05, 300 - 40 * index, measured={"altitudeMeters": altitude})

    stops = queued(rep, *(told(index, altitude) for index, altitude in enumerate((31, 31, 34, 31, 31))))
    assert [codes(world, stop) for stop in stops] == [set()] * 5


def test_a_pin_typed_in_fewer_decimals_shows_at_the_first_customer_even_at_the_reps_own_pin(
    world: World, team: str, rep: Client
) -> None:
    known_phone(world, rep)
    place = world.place(fine(0.05), fine(0.05))
    account = world.account(fine(0.05), fine(0.05), by=rep)
    cut = {axis: round(place[axis], 5) for axis in ("longitude", "latitude")}
    typed = entry(account, None, minutes_ago=100, fix=measured(world, 0.05, 0.05, 100) | cut)
    kept = entry(account, None, minutes_ago=50, fix=measured(world, 0.05, 0.05, 50) | place)
    first, second = queued(rep, typed, kept)
    assert doubts(world, first) == {("EXACTLY_ON_PIN", "HARD")}
    assert codes(world, second) == set(), "a fix that the phone kept, and the rep made the pin"
    other = world.account(fine(0.05), fine(0.05), evenIfDuplicate=True)
    strange = entry(other, None, minutes_ago=150, fix=measured(world, 0.05, 0.05, 150, accuracy=9) | cut)
    assert codes(world, queued(world.member(team)[1], strange)[0]) == set(), "a phone whose decimals nobody knows"


def test_a_still_burst_on_a_coarse_grid_is_natural_unless_the_phone_is_known_to_be_finer(
    world: World, team: str, rep: Client
) -> None:
    def still(minutes_ago: float) -> Json:
        here = measured(world, 0.05, 0.05, minutes_ago, altitudeMeters=31.4)
        here |= {axis: round(here[axis], 5) for axis in ("longitude", "latitude")}
        told = burst(here)
        return entry(world.account(0.0502, 0.05), None, minutes_ago=minutes_ago, fix=told[-1], evidence={"burst": told})

    known_phone(world, rep)
    assert doubts(world, queued(rep, still(100))[0]) == {("FROZEN_FIXES", "HARD")}
    assert doubts(world, queued(world.member(team)[1], still(300))[0]) == {("FROZEN_FIXES", "SOFT")}


def test_there_and_back_within_minutes_is_no_cars_way(world: World, rep: Client) -> None:
    def day(minutes: float, *, begins: float) -> list[Json]:
        steps = [(0.01, 0.01), (0.09, 0.09), (0.011, 0.01)]
        return queued(
            rep, *(at(world, fine(x), fine(y), begins - minutes * index) for index, (x, y) in enumerate(steps))
        )

    home, far, back = day(9, begins=300)
    assert [doubts(world, each) for each in (home, far, back)] == [set(), {("IMPOSSIBLE_TRAVEL", "HARD")}, set()]
    assert [codes(world, each) for each in day(30, begins=2 * DAY)] == [set()] * 3
    steps = [(0.02, 0.01), (0.09, 0.08), (0.02, 0.08)]
    on = queued(rep, *(at(world, fine(x), fine(y), DAY - 7 * index) for index, (x, y) in enumerate(steps)))
    assert [codes(world, each) for each in on] == [set()] * 3, "a train's way, perhaps: it doesn't come back"


def test_roads_have_a_limit_in_the_version_that_brought_it_and_in_no_older_one(
    world: World, rep: Client, engine: Engine
) -> None:
    """Some 10 km in two minutes, told to be at walking speed: over 160 km/h though all errors are allowed for."""
    walking = {"speedMetersPerSecond": 3}
    began = clock.now()
    _, fast = queued(rep, *(at(world, x, x, ago, measured=walking) for x, ago in ((0.01, 60), (0.09, 58))))
    with acting(engine) as session:
        until = clock.now() + timedelta(seconds=1)
        by = {
            version: [
                {signal.code for signal in each.after.signals}
                for each in visits.rescore(session, since=began, until=until, rules=visits.RULES[version])
                if each.after is not None and each.visit_id == uuid_of(fast["id"])
            ]
            for version in ("2026-11-22", "2026-11-23")
        }
    assert by == {"2026-11-22": [set()], "2026-11-23": [{"IMPOSSIBLE_TRAVEL"}]}


def test_an_old_fix_sent_again_under_its_own_time_is_no_cache(world: World, rep: Client) -> None:
    account, old = world.account(), measured(world, 0.05, 0.05, 2 * DAY)
    cached = measured(world, 0.03, 0.05, 500)
    queued(rep, entry(account, None, minutes_ago=2 * DAY, fix=old), at(world, 0.02, 0.05, DAY))
    again, first, second = queued(
        rep,
        entry(account, None, minutes_ago=600, fix=old),
        entry(world.account(0.03, 0.05), None, minutes_ago=499, fix=cached),
        entry(world.account(0.03, 0.0502), None, minutes_ago=200, fix=cached),
    )
    assert doubts(world, again) == {("STALE_FIX", "INFO"), ("REPEATED_FIX", "HARD")}
    assert [codes(world, each) for each in (first, second)] == [set()] * 2


def test_a_networks_repeats_are_copies_in_bad_company_only(world: World, rep: Client) -> None:
    network = {"provider": "NETWORK", "accuracy": 31.5}
    customers = [world.account(0.02 * index, 0.05) for index in range(1, 4)]

    def visit(index: int, ago: float, **more: Any) -> Json:
        return at(world, 0.02 * (index + 1), 0.05, ago, account=customers[index], measured=more)

    queued(rep, visit(0, 2 * DAY, **network), visit(1, 2 * DAY - 60), visit(2, 2 * DAY - 120, **network))
    alone = queued(rep, visit(0, DAY, **network), visit(2, DAY - 60, **network))
    assert [codes(world, each) for each in alone] == [set()] * 2
    tour = queued(rep, visit(0, 300, **network), visit(1, 240), visit(2, 180, **network))
    assert [doubts(world, each) for each in tour] == [{("REPEATED_FIX", "HARD")}] * 3


def of_boot(world: World, minutes_ago: float, *, lie_minutes: float = 0.0, x: float = 0.05) -> Json:
    """Of a phone that tells its uptime and its boot, and nothing at the sending; `lie_minutes`: forged, all of it."""
    uptime = {"uptimeSeconds": 500_000 - minutes_ago * 60, "bootId": "one"}
    claim = at(world, x, 0.05 + minutes_ago / 1e6, minutes_ago, evidence=uptime)
    return moved(claim, lie_minutes)


def moved(claim: Json, minutes: float) -> Json:
    def earlier(instant: str) -> str:
        return (datetime.fromisoformat(instant) - timedelta(minutes=minutes)).isoformat()

    there = {**claim["fix"], "recordedAt": earlier(claim["fix"]["recordedAt"])}
    return {**claim, "recordedAt": earlier(claim["recordedAt"]), "fix": there}


def test_of_one_boot_the_day_that_disagrees_is_doubted_though_no_sending_tells(world: World, rep: Client) -> None:
    honest = queued(rep, *(of_boot(world, ago) for ago in (3 * DAY - 9, 2 * DAY)))
    forged = queued(rep, *(of_boot(world, ago, lie_minutes=133) for ago in (DAY + 300, DAY + 240)))
    assert [doubts(world, each) for each in forged] == [{("CLOCK_CHANGED", "SOFT")}] * 2, "perhaps it is put right"
    honest += queued(rep, of_boot(world, 30))
    assert [("CLOCK_CHANGED", "HARD") in doubts(world, each) for each in forged] == [True] * 2
    assert [codes(world, each) for each in honest] == [set()] * 3


@pytest.mark.parametrize("minutes", [47, 180])
def test_a_clock_put_right_at_noon_is_no_suspicion(world: World, rep: Client, minutes: float) -> None:
    """In one queue of the evening: the morning's claims lie among the afternoon's, or disagree about the boot."""
    honest = queued(rep, *(of_boot(world, ago) for ago in (3 * DAY - 9, 2 * DAY)))
    morning = [of_boot(world, ago, lie_minutes=-minutes) for ago in (600, 560, 520)]
    noon = [of_boot(world, ago, x=0.09) for ago in (360, 345, 320)]
    honest += queued(rep, *morning, *noon) + queued(rep, of_boot(world, 10))
    assert {seen(world, each)["standing"] for each in honest} == {"COUNTED"}


def test_a_forged_day_that_came_first_is_doubted_once_the_phone_has_run_on(world: World, rep: Client) -> None:
    (forged,) = queued(rep, of_boot(world, 3 * DAY - 300, lie_minutes=133))
    assert codes(world, forged) == set()
    queued(rep, of_boot(world, 2 * DAY))
    honest = queued(rep, of_boot(world, DAY))[0]
    assert doubts(world, forged) == {("CLOCK_CHANGED", "HARD")}
    assert codes(world, honest) == set()


def test_whole_hours_are_a_mistake_for_a_morning_and_a_set_clock_for_a_tour(world: World, rep: Client) -> None:
    def told(minutes_ago: float) -> Json:
        evidence = {"uptimeSeconds": 500_000 - minutes_ago * 60, "sentUptimeSeconds": 500_000}
        return moved(at(world, 0.05, 0.05 + minutes_ago / 1e6, minutes_ago, evidence=evidence), 120)

    morning = queued(rep, *(told(2 * DAY - 30 * index) for index in range(4)))
    assert [doubts(world, each) for each in morning] == [{("CLOCK_CHANGED", "SOFT")}] * 4
    assert {seen(world, each)["standing"] for each in morning} == {"COUNTED"}
    tour = queued(rep, *(told(400 - 40 * index) for index in range(5)))
    assert {seen(world, each)["standing"] for each in tour} == {"HELD"}


def test_a_phone_started_after_the_claimed_hour_is_belied_by_its_fix(world: World, rep: Client) -> None:
    """Claimed for nine and a half hours ago; by the uptime and by the satellites it was half an hour ago."""
    claim = at(world, 0.05, 0.05, 30, evidence={"uptimeSeconds": 600, "sentUptimeSeconds": 2400})
    set_back = datetime.fromisoformat(claim["recordedAt"]) - timedelta(hours=9, minutes=7)
    lie = queued(rep, {**claim, "recordedAt": set_back.isoformat()})[0]
    assert ("CLOCK_CHANGED", "HARD") in doubts(world, lie)
    old = at(world, 0.05, 0.07, 577, evidence={"uptimeSeconds": 600, "sentUptimeSeconds": 2400})
    assert "CLOCK_CHANGED" not in codes(world, queued(rep, old)[0]), "started anew since: nothing told"


def aged(world: World, x: float, minutes_ago: float, age_minutes: float, *, at_x: float | None = None) -> Json:
    """With a fix taken so long before; `at_x`: and there."""
    place = world.place(x if at_x is None else at_x, 0.05)
    here = fix(place, metres_north=7, age_seconds=(minutes_ago + age_minutes) * 60)
    return entry(world.account(x, 0.05), None, minutes_ago=minutes_ago, fix=here)


def test_a_tour_whose_fixes_are_of_one_age_has_another_clock(world: World, rep: Client) -> None:
    first, second = queued(rep, aged(world, 0.02, 300, 133), aged(world, 0.03, 240, 133))
    assert ("CLOCK_CHANGED", "HARD") in doubts(world, second)
    assert seen(world, first)["standing"] == "HELD"


def test_caches_agree_in_age_by_chance(world: World, team: str, rep: Client) -> None:
    """At three stops of six, or of the stop before at stops half an hour and more apart."""
    ages = [40, 21, 40, 33, 40, 12]
    stops = [aged(world, 0.01 + index / 100, 500 - 50 * index, age) for index, age in enumerate(ages)]
    assert [codes(world, each) for each in queued(rep, *stops)] == [set()] * 6
    before = [
        aged(world, 0.01 + index / 100, 500 - 70 * index, 70, at_x=index / 100 + 0.0001 * index) for index in range(5)
    ]
    assert [codes(world, each) for each in queued(world.member(team)[1], *before)] == [set()] * 5


def test_still_bursts_on_a_coarse_grid_at_three_customers_are_an_apps(world: World, rep: Client) -> None:
    def still(x: float, minutes_ago: float, altitude: float) -> Json:
        here = measured(world, x, 0.05, minutes_ago, altitudeMeters=altitude, speedMetersPerSecond=0)
        here |= {axis: round(here[axis], 5) for axis in ("longitude", "latitude")}
        told = burst(here)
        return entry(world.account(x, 0.05), None, minutes_ago=minutes_ago, fix=told[-1], evidence={"burst": told})

    two = queued(rep, still(0.02, 2 * DAY, 55), still(0.03, 2 * DAY - 60, 10))
    assert {seen(world, each)["standing"] for each in two} == {"COUNTED"}
    three = queued(rep, still(0.05, 300, 10), still(0.06, 240, 55), still(0.07, 180, 0.5))
    assert {seen(world, each)["standing"] for each in three} == {"HELD"}


def test_white_noise_is_chance_in_one_burst_and_none_in_two_of_a_tour(world: World, rep: Client) -> None:
    """Every other step jumps: 83 % of what independent numbers would."""

    def noisy(x: float, minutes_ago: float) -> Json:
        here = measured(world, x, 0.05, minutes_ago, altitudeMeters=31.4)
        told = burst(here, seconds=11)
        for each, step in zip(told, (1, 1, -1, -1) * 3, strict=True):
            each["latitude"] += step * 0.00001
        return entry(world.account(x, 0.05), None, minutes_ago=minutes_ago, fix=told[-1], evidence={"burst": told})

    (once,) = queued(rep, noisy(0.02, 2 * DAY))
    assert doubts(world, once) == {("UNNATURAL_JITTER", "SOFT")}
    twice = queued(rep, noisy(0.02, 300), noisy(0.04, 240))
    assert [seen(world, each)["standing"] for each in (once, *twice)] == ["COUNTED", "HELD", "HELD"]


def test_a_device_that_names_itself_has_kept_its_salt(world: World, team: str, rep: Client) -> None:
    """So four strange scans in a row count though it never found a station again."""
    customers, number = [world.account(0.02 * index, 0.05) for index in range(1, 5)], count()
    device = {"device": f"own-{uuid4()}"}

    def tour(ago: float, **more: Any) -> list[Json]:
        return [
            at(
                world,
                fine(0.02 * (index + 1)) + ago / 1e8,
                fine(0.05),
                ago - 40 * index,
                account=customer,
                evidence={"surroundings": [f"{next(number)}"], **more},
            )
            for index, customer in enumerate(customers)
        ]

    queued(rep, *tour(2 * DAY, **device))
    assert {seen(world, each)["standing"] for each in queued(rep, *tour(300, **device))} == {"HELD"}
    colleague = world.member(team)[1]
    assert {seen(world, each)["standing"] for each in queued(colleague, *tour(250))} == {"COUNTED"}
