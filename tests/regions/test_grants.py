"""Grants: dated exceptions, by an admin of both sides, for a rep."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from core import clock
from core.db import acting, make_engine
from regions import may_work_in
from tests.api_client import Client, Json
from tests.regions.moment import moment
from tests.world import World, uuid_of

GRANTED = "... on GrantSuccess { grant { id region { id } until reason by { name } revokedAt } }"
SOON = timedelta(days=7)


def grant(client: Client, member: str, region: str, **more: Any) -> Json:
    input = {"memberId": member, "regionId": region, "until": _in(SOON), "reason": "Holidays"}
    return client.act("grantCrossRegion", input | more, GRANTED)


def test_a_grant_is_told_to_its_rep_and_ends_when_revoked(world: World) -> None:
    team, beside = world.unit("Team"), world.unit("Beside")
    rep, phone = world.member(team)
    _, colleague = world.member(team)
    region = world.region(beside)
    until = _in(SOON)
    granted, again = (grant(world.admin, rep, region, until=until)["grant"] for _ in range(2))
    assert granted == again, "a retry is the same grant"
    assert granted["region"] == {"id": region}

    own = "{ viewer { grants { id region { id } reason by { name } revokedAt } } }"
    (seen,) = phone.ask(own)["viewer"]["grants"]
    assert seen == {"id": granted["id"], "region": {"id": region}, "reason": "Holidays", "by": None, "revokedAt": None}
    node = "query($id: ID!) { node(id: $id) { id } }"
    assert phone.ask(node, id=granted["id"])["node"] == {"id": granted["id"]}
    assert colleague.ask(node, id=granted["id"])["node"] is None

    revoked = [world.admin.act("revokeCrossRegion", {"grantId": granted["id"]}, GRANTED) for _ in range(2)]
    assert revoked[0]["grant"]["revokedAt"] is not None
    assert revoked[0] == revoked[1]


def test_a_rep_may_work_in_regions_of_units_above_and_in_granted_ones_as_of_an_instant(
    world: World, database_url: str
) -> None:
    team, beside = world.unit("Team"), world.unit("Beside")
    rep, _ = world.member(team)
    regions = {
        "own": world.region(team),
        "above": world.region(world.top, world.square(0.2)),
        "granted": world.region(beside, world.square(0.4)),
        "foreign": world.region(beside, world.square(0.6)),
    }
    before = moment()
    granted = grant(world.admin, rep, regions["granted"])["grant"]["id"]
    during = moment()
    world.admin.act("revokeCrossRegion", {"grantId": granted})
    world.admin.act("assignRegion", {"regionId": regions["own"], "orgUnitId": beside})

    def allowed(at: datetime) -> set[str]:
        with acting(make_engine(database_url, threads=1)) as session:
            path = (uuid_of(world.top), uuid_of(team))
            return {
                name
                for name, region in regions.items()
                if may_work_in(session, member_id=uuid_of(rep), unit_path=path, region_id=uuid_of(region), at=at)
            }

    assert allowed(before) == {"own", "above"}
    assert allowed(during) == {"own", "above", "granted"}
    assert allowed(clock.now()) == {"above"}
    assert allowed(before - timedelta(days=1)) == set()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("until", timedelta(0)),
        ("until", timedelta(days=-30_000)),
        ("until", timedelta(days=400)),
        ("reason", ""),
        ("reason", " \n"),
        ("reason", "x" * 10_000),
        ("reason", "a\u0000b"),
        ("memberId", None),
    ],
)
def test_a_grant_without_reason_end_or_rep_is_refused_by_field(world: World, field: str, value: Any) -> None:
    region = world.region(world.top)
    rep, _ = world.member(world.top)
    if field == "memberId":
        value, _ = world.member(world.top, "MANAGER")
    elif field == "until":
        value = _in(value)
    refused = grant(world.admin, rep, region, **{field: value})
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", field)


def test_only_an_admin_of_both_sides_grants(world: World) -> None:
    team, beside = world.unit("Team"), world.unit("Beside")
    rep, _ = world.member(team)
    foreign_rep, _ = world.member(beside)
    _, team_admin = world.member(team, "ADMIN")
    _, manager = world.member(world.top, "MANAGER")
    own, foreign = world.region(team), world.region(beside, world.square(0.2))

    assert grant(team_admin, rep, own)["__typename"] == "GrantSuccess"
    assert grant(team_admin, rep, foreign)["__typename"] == "NotAllowed"
    assert grant(manager, rep, foreign)["__typename"] == "NotAllowed"
    assert grant(team_admin, foreign_rep, own) == grant(team_admin, str(uuid4()), own)
    assert grant(team_admin, foreign_rep, own)["__typename"] == "NotFound"
    assert grant(team_admin, rep, "nonsense")["__typename"] == "NotFound"

    foreign_grant = grant(world.admin, foreign_rep, own)["grant"]["id"]
    for unseen in (foreign_grant, "nonsense", own):
        assert team_admin.act("revokeCrossRegion", {"grantId": unseen})["__typename"] == "NotFound"
    assert manager.act("revokeCrossRegion", {"grantId": foreign_grant})["__typename"] == "NotAllowed"


def _in(span: timedelta) -> str:
    return (datetime.now(UTC) + span).isoformat(timespec="milliseconds")
