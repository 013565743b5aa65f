"""Who owns a region now, who did then, and who may decide it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text

from regions.ownership import Period, earliest_change
from tests.api_client import Client, Json, every_edge
from tests.regions.moment import moment
from tests.world import World, uuid_of

ASSIGNED = "... on RegionSuccess { region { owner { id } } }"


def assign(client: Client, region: str, unit: str, start: datetime | None = None) -> Json:
    input = {"regionId": region, "orgUnitId": unit, "from": None if start is None else start.isoformat()}
    return client.act("assignRegion", input, ASSIGNED)


def owner(client: Client, region: str, at: datetime | None = None) -> str | None:
    query = "query($id: ID!, $at: DateTime) { region(id: $id) { owner(at: $at) { id } } }"
    found = client.ask(query, id=region, at=None if at is None else at.isoformat())["region"]["owner"]
    return None if found is None else str(found["id"])


def test_each_owner_of_three_reassignments_stays_answerable(world: World) -> None:
    before = moment()
    units = [world.unit(f"Team {number}") for number in range(4)]
    region = world.region(units[0])
    instants = [moment()]
    for unit in units[1:]:
        assert assign(world.admin, region, unit)["region"] == {"owner": {"id": unit}}
        instants.append(moment())
    assert [owner(world.admin, region, at) for at in instants] == units
    assert owner(world.admin, region, before) is None
    assert owner(world.admin, region) == units[-1]


def test_a_region_may_change_hands_at_an_instant_to_come(world: World) -> None:
    now_owner, later_owner, latest_owner = (world.unit(name) for name in ("Now", "Later", "Latest"))
    region = world.region(now_owner)
    soon = datetime.now(UTC) + timedelta(days=1)
    assert assign(world.admin, region, later_owner, soon)["region"] == {"owner": {"id": now_owner}}
    assert owner(world.admin, region, soon - timedelta(milliseconds=1)) == now_owner
    assert owner(world.admin, region, soon) == later_owner

    # The last word counts: at the same instant it replaces, from now on it replaces what was set for later.
    assign(world.admin, region, latest_owner, soon)
    assert owner(world.admin, region, soon) == latest_owner
    assign(world.admin, region, now_owner)
    assert owner(world.admin, region, soon) == now_owner


def test_giving_a_region_to_its_owner_again_changes_nothing(world: World, raw: Connection) -> None:
    team = world.unit("Team")
    region = world.region(team)
    assert assign(world.admin, region, team)["region"] == {"owner": {"id": team}}
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    for written, rows in [
        ("SELECT count(*) FROM region_ownership WHERE region_id = :id", 1),
        ("SELECT count(*) FROM audit_entry WHERE act = 'assignRegion' AND subject_id = :id", 0),
    ]:
        assert raw.execute(text(written), {"id": uuid_of(region)}).scalar_one() == rows


@pytest.mark.parametrize("days", [-36500, -0.0001, 2000, 365000])
def test_ownership_neither_rewrites_the_past_nor_reaches_far_ahead(world: World, days: float) -> None:
    region = world.region(world.top)
    refused = assign(world.admin, region, world.unit("Team"), datetime.now(UTC) + timedelta(days=days))
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", "from")
    assert owner(world.admin, region) == world.top


def test_an_admin_rules_only_regions_of_units_at_and_below_the_own(world: World, root_admin: Client) -> None:
    team, beside = world.unit("Team"), world.unit("Beside")
    _, team_admin = world.member(team, "ADMIN")
    _, manager = world.member(world.top, "MANAGER")
    own, foreign = world.region(team), world.region(beside, world.square(0.5))

    for region in (own, foreign):
        assert assign(manager, region, team)["__typename"] == "NotAllowed"
    assert assign(team_admin, foreign, team)["__typename"] == "NotAllowed"
    assert assign(team_admin, own, beside) == assign(team_admin, own, "nonsense")
    assert assign(team_admin, own, beside)["__typename"] == "NotFound"
    assert assign(team_admin, "nonsense", team)["__typename"] == "NotFound"
    redraw = {"regionId": foreign, "boundary": world.square(0.6)}
    assert team_admin.act("redrawRegion", redraw)["__typename"] == "NotAllowed"

    # A region inside that of others would take the place from them.
    inside = {"code": f"I-{own}", "name": "I", "boundary": world.square(0.51, 0.01, 0.01), "ownerOrgUnitId": team}
    assert team_admin.act("addRegion", inside)["__typename"] == "NotAllowed"
    assert world.admin.act("addRegion", inside)["__typename"] == "RegionSuccess"

    # What an admin above has set for later isn't undone from below.
    assign(world.admin, own, beside, datetime.now(UTC) + timedelta(days=1))
    assert assign(team_admin, own, world.unit("Squad", team))["__typename"] == "NotAllowed"

    nobodys = {"code": f"N-{own}", "name": "N", "boundary": world.square(0.8)}
    assert world.admin.act("addRegion", nobodys)["__typename"] == "NotAllowed"
    assert root_admin.act("addRegion", nobodys)["__typename"] == "RegionSuccess"


def test_regions_are_found_by_owner_and_by_words_page_by_page(world: World) -> None:
    team, squad = world.unit("Team"), world.unit("Squad")
    mine = [world.region(team, world.square(x / 10)) for x in range(3)]
    other = world.region(squad, world.square(0.5))
    _, manager = world.member(team, "MANAGER")

    query = """query($filter: RegionFilter, $after: String) { regions(filter: $filter, first: 2, after: $after) {
        edges { node { id code owner { id } } } pageInfo { hasNextPage endCursor } } }"""

    def found(**chosen: object) -> list[Json]:
        edges = every_edge(lambda after: manager.ask(query, filter=chosen, after=after)["regions"])
        return [edge["node"] for edge in edges]

    assert {region["id"] for region in found(ownerId=team)} == set(mine)
    assert {region["id"] for region in found(unowned=False)} == set(mine)
    assert found(ownerId=squad) == [], "the owner is out of sight"
    code = world.admin.ask("query($id: ID!) { region(id: $id) { code } }", id=other)["region"]["code"]
    assert found(search=code.lower()[2:], unowned=True) == [{"id": other, "code": code, "owner": None}]
    assert found(search="%") == []

    own = manager.ask("{ viewer { orgUnit { regions { id } } } }")["viewer"]["orgUnit"]["regions"]
    assert {region["id"] for region in own} == set(mine)


def test_an_assignment_made_a_moment_before_is_not_overtaken_and_one_for_later_is_replaced() -> None:
    now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    moment, day = timedelta(milliseconds=5), timedelta(days=1)
    just_made = Period(uuid4(), uuid4(), starts_at=now + moment, ends_at=None, assigned_at=now + moment)
    for_later = Period(uuid4(), uuid4(), starts_at=now + day, ends_at=None, assigned_at=now - day)
    assert earliest_change([just_made], now) == now + moment, "requests may overtake each other by milliseconds"
    assert earliest_change([for_later], now) == now
