"""No position outside work hours: minute by minute, past midnight, over a change of clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, text

from people import WorkHours, in_work_hours
from tests.api_client import Json
from tests.visits.queue import entry, left, measured, sync
from tests.world import World, uuid_of

MINUTE = timedelta(minutes=1)
BERLIN = ZoneInfo("Europe/Berlin")
EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("start", "end", "day", "minutes"),
    [
        (time(9), time(17), date(2026, 3, 28), 8 * 60),
        (time(22), time(6), date(2026, 1, 10), 8 * 60),
        (time(22), time(6), date(2026, 3, 28), 7 * 60),  # an hour is missing
        (time(22), time(6), date(2026, 10, 24), 9 * 60),  # an hour is there twice
        (time(1), time(4), date(2026, 3, 29), 2 * 60),
        (time(2, 30), time(3, 30), date(2026, 3, 29), 30),  # from half past two, which isn't, to half past three
        (time(2, 30), time(2, 45), date(2026, 10, 25), 30),  # twice a quarter of an hour
        (time(9), time(9), date(2026, 1, 10), 24 * 60),  # not after `from`: the next day
    ],
)
def test_work_hours_minute_by_minute(start: time, end: time, day: date, minutes: int) -> None:
    span = WorkHours((day.isoweekday(),), start, end)
    first = datetime.combine(day, time(), tzinfo=BERLIN).astimezone(UTC)
    at_work = [at for i in range(60 * 60) if in_work_hours([span], at := first + i * MINUTE, BERLIN)]
    assert len(at_work) == minutes
    assert in_work_hours([span], at_work[0], BERLIN)
    assert not in_work_hours([span], at_work[0] - timedelta(milliseconds=1), BERLIN)
    assert in_work_hours([span], at_work[-1] + MINUTE - timedelta(milliseconds=1), BERLIN)


def test_a_queue_keeps_positions_of_work_hours_only(world: World, raw: Connection) -> None:
    team = world.unit("Team")
    world.region(team)
    zone = ZoneInfo("Asia/Kathmandu")
    end = (datetime.now(zone) - 30 * MINUTE).replace(second=0, microsecond=0)
    hours = [{"weekdays": EVERY_DAY, "from": f"{end - 2 * 60 * MINUTE:%H:%M}", "to": f"{end:%H:%M}"}]
    _, rep = world.member(team, workHours=hours, timeZone="Asia/Kathmandu")
    account, place = world.account(), world.place()
    around = [end + offset * MINUTE for offset in range(-6, 6)]

    def visit_at(at: datetime) -> Json:
        ago = (datetime.now(zone) - at) / MINUTE
        here = measured(place, age_seconds=ago * 60 + 5)
        evidence = {"burst": [here], "surroundings": ["a"], "device": "phone"}
        claim = entry(account, None, minutes_ago=ago, fix=here, evidence=evidence)
        return left(claim | {"recordedAt": at.isoformat()}, after_minutes=0.5, fix=here)

    visits = [each["result"]["visit"] for each in sync(rep, *(visit_at(at) for at in around))]
    worked = [at < end for at in around]
    assert [visit["fix"] is not None for visit in visits] == worked
    assert [visit["presence"] == "UNLOCATED" for visit in visits] == [not each for each in worked]
    assert {visit["standing"] for visit, at_work in zip(visits, worked, strict=True) if not at_work} == {"HELD"}

    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    for visit, at_work in zip(visits, worked, strict=True):
        id = {"id": uuid_of(visit["id"])}
        acts = raw.scalars(text("SELECT act FROM visit_position WHERE visit_id = :id ORDER BY act"), id).all()
        assert acts == (["CHECK_IN", "CHECK_OUT"] if at_work else [])
        told = raw.execute(
            text("SELECT burst, surroundings, device FROM visit_evidence WHERE visit_id = :id"), id
        ).one()
        assert (len(told.burst), told.surroundings, told.device) == (
            (1, ["a"], "phone") if at_work else (0, [], "phone")
        )


def test_a_fix_from_before_work_isnt_kept_for_a_visit_at_work(world: World) -> None:
    team = world.unit("Team")
    world.region(team)
    now = datetime.now(UTC)
    hours = [{"weekdays": EVERY_DAY, "from": f"{now - 60 * MINUTE:%H:%M}", "to": f"{now + 60 * MINUTE:%H:%M}"}]
    _, rep = world.member(team, workHours=hours, timeZone="UTC")
    account = world.account()

    def kept(age_seconds: float) -> bool:
        claim = entry(account, None, minutes_ago=0, fix=measured(world.place(), age_seconds=age_seconds))
        (outcome,) = sync(rep, left(claim, after_minutes=0))
        return outcome["result"]["visit"]["fix"] is not None

    assert [kept(30), kept(20 * 60), kept(4 * 3600)] == [True, True, False]
