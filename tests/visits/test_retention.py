"""Positions go with the time that the policy of their unit gives them; the verdicts on them stay."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, text

from core import clock
from core.db import acting, make_engine
from tests.api_client import Client, Json
from tests.visits.phone import check_in, check_out, fix
from tests.world import World, uuid_of
from visits import retention
from visits.retention import erase_expired_positions

SHOWN = "visits { edges { node { id presence standing onSiteProbability fix { accuracyMeters } } } }"


def _visit(world: World, rep: Client, x: float) -> str:
    evidence = {"burst": [fix(world.place(x))], "device": "phone", "surroundings": ["ab12"]}
    done = check_in(rep, world.account(x), fix(world.place(x)), evidence=evidence)["visit"]
    check_out(rep, done["visitId"], fix=fix(world.place(x)))
    return str(done["id"])


def _team(world: World, x: float, days: int) -> tuple[Client, str]:
    unit = world.unit(f"{days} days")
    world.region(unit, world.square(x))
    policy = {"orgUnitId": unit, "policy": {"retainPositionsDays": days}}
    world.admin.act("setVisitPolicy", policy)
    _, rep = world.member(unit)
    return rep, _visit(world, rep, x + 0.05)


def _erase(database_url: str, now: datetime) -> None:
    engine, is_more = make_engine(database_url, threads=1), True
    while is_more:
        with acting(engine) as session:
            is_more = erase_expired_positions(session, now=now)


def _kept(raw: Connection, visit: str) -> int:
    """Rows of the tables that positions stand in."""
    raw.rollback()
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    counts = "SELECT count(*) FROM {} WHERE visit_id = :id"
    tables = ("visit_position", "visit_evidence")
    return sum(raw.execute(text(counts.format(table)), {"id": uuid_of(visit)}).scalar_one() for table in tables)


def _shown(rep: Client) -> Json:
    shown: Json = rep.ask(f"{{ {SHOWN} }}")["visits"]["edges"][0]["node"]
    return shown


def test_each_unit_keeps_positions_for_its_own_time(
    world: World, raw: Connection, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "MOST", 1)
    (short, visit), (long, other) = _team(world, 0, days=2), _team(world, 0.3, days=3)
    before = _shown(short)
    assert (_kept(raw, visit), _kept(raw, other)) == (3, 3)
    _erase(database_url, clock.now() + timedelta(days=2, minutes=-1))
    assert (_kept(raw, visit), _kept(raw, other)) == (3, 3)
    _erase(database_url, clock.now() + timedelta(days=2, minutes=1))
    assert (_kept(raw, visit), _kept(raw, other)) == (0, 3)
    assert before["fix"] is not None
    assert _shown(short) == before | {"fix": None}
    assert _shown(long)["fix"] is not None
