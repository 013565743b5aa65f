"""However a day's queue is shuffled, doubled, split and sent at once, live sends among it, the day is the same."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from random import Random

import pytest
from sqlalchemy import Connection, text

from tests.api_client import Client, Json
from tests.at_once import at_once
from tests.visits.phone import CHECKED_IN, CHECKED_OUT, now
from tests.visits.queue import entry, left, sync
from tests.world import World, uuid_of

DAY = """{ visits(first: 100) { edges { node {
    visitId checkedInAt checkedOutAt outcome note status standing account { id lastVisitAt } } } } }"""
STORED_ONCE = {"CheckInSuccess", None}


def a_day(world: World, dice: Random) -> list[Json]:
    """Visits of a day at a few neighbours, the last of them not ended."""
    accounts = [(world.account(0.05 + 0.001 * i), 0.05 + 0.001 * i) for i in range(4)]
    starts = range(15 * 12, 0, -15)
    day = []
    for minutes_ago in starts:
        account, x = dice.choice(accounts)
        claim = entry(account, world.place(x), minutes_ago=minutes_ago)
        note = f"Note {dice.random()}"
        day.append(left(claim, after_minutes=9, note=note) if minutes_ago != starts[-1] else claim)
    return day


def sends(rep: Client, day: list[Json], dice: Random) -> Iterator[Callable[[], list[str | None]]]:
    """The day in parts, each at least once; some parts again, some visits live, all in any order."""
    shuffled = dice.sample(day, len(day))
    cuts = sorted(dice.sample(range(1, len(day)), 3))
    parts = [shuffled[start:end] for start, end in zip([0, *cuts], [*cuts, len(day)], strict=True)]
    parts += [dice.choices(day, k=dice.randint(1, 9)) for _ in range(4)]
    parts += [[{**claim, "checkOut": None} for claim in dice.sample(day, 4)]]
    for part in parts:
        yield partial(queued, rep, part)
    for claim in dice.sample(day[:-1], 3):
        yield partial(checked_out_live, rep, claim)
    yield partial(checked_in_live, rep, dice.choice(day))


def queued(rep: Client, part: list[Json]) -> list[str | None]:
    return [None if each["result"] is None else each["result"]["__typename"] for each in sync(rep, *part)]


def checked_in_live(rep: Client, claim: Json) -> list[str | None]:
    live = {name: value for name, value in claim.items() if name != "checkOut"}
    result = rep.act("checkIn", {**live, "sentAt": now().isoformat()}, CHECKED_IN)["__typename"]
    return [] if result == "VisitAlreadyOpen" else [result]


def checked_out_live(rep: Client, claim: Json) -> list[str | None]:
    leaving = {"visitId": claim["visitId"], "sentAt": now().isoformat(), **claim["checkOut"]}
    result = rep.act("checkOut", leaving, CHECKED_OUT)["__typename"]
    assert result in ("CheckOutSuccess", "NotFound"), "ends the visit, or comes before it is known"
    return []


@pytest.mark.parametrize("seed", range(4))
def test_a_day_is_the_same_however_it_is_sent(world: World, raw: Connection, seed: int) -> None:
    dice = Random(seed)
    team = world.unit("Team")
    world.region(team)
    _, rep = world.member(team)
    day = a_day(world, dice)
    acts = list(sends(rep, day, dice))
    dice.shuffle(acts)
    for answer in at_once(acts):
        assert set(answer) <= STORED_ONCE
    assert set(queued(rep, day)) <= STORED_ONCE, "at last the whole queue, as a careful phone would"

    log = [edge["node"] for edge in rep.ask(DAY)["visits"]["edges"]]
    assert [visit["visitId"] for visit in log] == [claim["visitId"] for claim in reversed(day)]
    for visit, claim in zip(reversed(log), day, strict=True):
        assert_told(visit, claim)
    for account in {visit["account"]["id"] for visit in log}:
        counted = [visit for visit in log if visit["account"]["id"] == account and visit["standing"] == "COUNTED"]
        assert {visit["account"]["lastVisitAt"] for visit in counted} <= {
            max(visit["checkedInAt"] for visit in counted)
        }
    assert_once_each(raw, rep, len(day))


def assert_told(visit: Json, claim: Json) -> None:
    happened = datetime.fromisoformat(claim["recordedAt"])
    assert abs(datetime.fromisoformat(visit["checkedInAt"]) - happened) < timedelta(seconds=60)
    leaving = claim.get("checkOut")
    assert visit["outcome"] == (leaving and "MET")
    if leaving:
        stayed = datetime.fromisoformat(visit["checkedOutAt"]) - datetime.fromisoformat(visit["checkedInAt"])
        assert abs(stayed - timedelta(minutes=9)) < timedelta(seconds=60)
        assert visit["note"] == leaving["note"]


def assert_once_each(raw: Connection, rep: Client, visits: int) -> None:
    member = uuid_of(rep.ask("{ viewer { id } }")["viewer"]["id"])
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    for table, condition in (
        ("visit_receipt", "member_id = :id"),
        ("visit_credit", "member_id = :id"),
        ("outbox_event", "kind = 'visit.recorded' AND payload ->> 'member' = CAST(:id AS text)"),
        ("visit_position", "act = 'CHECK_IN' AND visit_id IN (SELECT id FROM visit WHERE member_id = :id)"),
    ):
        assert raw.scalar(text(f"SELECT count(*) FROM {table} WHERE {condition}"), {"id": member}) == visits
