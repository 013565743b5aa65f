"""Who sees which accounts, through the API and in raw SQL behind it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, text

from core.db import acting, make_engine
from tests.accounts.calls import claim, listed, release
from tests.api_client import Client
from tests.regions.test_grants import grant
from tests.world import World, uuid_of

ROLES = ["REP", "MANAGER", "REVIEWER", "ADMIN", "INTEGRATION"]


class Lands:
    """Two teams beside each other, each with a region; accounts in the pool and held, by name."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.area = world.unit("Area")
        self.team, self.beside = world.unit("Team", self.area), world.unit("Beside", self.area)
        self.region = world.region(self.team)
        world.region(self.beside, world.square(0.2))
        self.rep_id, self.rep = world.member(self.team)
        _, self.colleague = world.member(self.team)
        _, stranger = world.member(self.beside)
        self.ids = {
            "pool": world.account(),
            "own": world.account(0.06),
            "colleague's": world.account(0.07),
            "beside's pool": world.account(0.25),
            "stranger's": world.account(0.26),
        }
        claim(self.rep, self.ids["own"])
        claim(self.colleague, self.ids["colleague's"])
        claim(stranger, self.ids["stranger's"])

    def names(self, ids: list[str]) -> set[str]:
        return {name for name, id in self.ids.items() if id in ids}


@pytest.fixture
def lands(world: World) -> Lands:
    return Lands(world)


TEAMS = {"pool", "own", "colleague's"}
ALL = {*TEAMS, "beside's pool", "stranger's"}


@pytest.mark.parametrize("role", ROLES)
def test_sight_runs_downward_by_region_and_by_holder(lands: Lands, raw: Connection, role: str) -> None:
    at_team = (lands.rep_id, lands.rep) if role == "REP" else lands.world.member(lands.team, role)
    at_area = lands.world.member(lands.area, role)
    # A rep of the area works in regions that the area or one above owns: there are none.
    expected = [{"pool", "own"}, set()] if role == "REP" else [TEAMS, ALL]
    for (member, client), names in zip([at_team, at_area], expected, strict=True):
        assert lands.names(listed(client)) == names
        assert lands.names([id for id in lands.ids.values() if _found(client, id)]) == names
        assert lands.names(_in_raw_sql(raw, member, lands)) == names


def test_what_is_held_outside_the_own_regions_stays_in_sight_of_its_holders_unit(lands: Lands, raw: Connection) -> None:
    manager_id, manager = lands.world.member(lands.team, "MANAGER")
    _, heir = lands.world.member(lands.beside, "MANAGER")
    lands.world.admin.act("assignRegion", {"regionId": lands.region, "orgUnitId": lands.beside})

    assert lands.names(listed(lands.rep)) == {"own"}
    assert lands.names(listed(manager)) == {"own", "colleague's"}
    assert lands.names(_in_raw_sql(raw, manager_id, lands)) == {"own", "colleague's"}
    seen = heir.ask("query($id: ID!) { account(id: $id) { pool owner { id } } }", id=lands.ids["own"])["account"]
    assert seen == {"pool": "PRIVATE", "owner": None}, "the account is in sight, its owner isn't"
    assert listed(heir, filter={"ownerId": lands.rep_id}) == []

    given_back = release(lands.rep, lands.ids["own"])["account"]
    assert given_back["pool"] == "PUBLIC"
    assert not _found(lands.rep, lands.ids["own"]), "the rep lost sight of it with that"
    assert release(lands.rep, lands.ids["own"])["__typename"] == "AccountSuccess", "sent again, it is done"


def test_a_grant_opens_the_pool_of_a_region_of_others(lands: Lands) -> None:
    foreign = lands.world.region(lands.beside, lands.world.square(0.4))
    account = lands.world.account(0.45)
    assert not _found(lands.rep, account)
    grant(lands.world.admin, lands.rep_id, foreign)
    assert _found(lands.rep, account)
    assert not _found(lands.colleague, account)


def test_no_mans_land_is_for_admins_and_managers_at_the_root(world: World, root_admin: Client) -> None:
    account = world.account(0.5, 0.5, by=root_admin)
    root = root_admin.ask("{ viewer { orgUnit { id } } }")["viewer"]["orgUnit"]["id"]
    root_world = World(world.nobody, root_admin, root, world.west, world.south)
    sees = {role: _found(root_world.member(root, role)[1], account) for role in ROLES}
    assert sees == {"REP": False, "MANAGER": True, "REVIEWER": False, "ADMIN": True, "INTEGRATION": False}
    assert not _found(world.admin, account)


def test_strangers_and_those_who_left_see_nothing(lands: Lands, raw: Connection, database_url: str) -> None:
    assert _in_raw_sql(raw, None, lands) == []
    with acting(make_engine(database_url, threads=1)) as session:
        session.execute(text("UPDATE member SET left_at = now() WHERE id = :id"), {"id": uuid_of(lands.rep_id)})
    assert lands.names(_in_raw_sql(raw, lands.rep_id, lands)) == set()


def test_holdings_and_history_in_raw_sql_follow_the_sight_of_member_and_account(lands: Lands, raw: Connection) -> None:
    counts = {
        "holding": "SELECT count(*) FROM holding WHERE account_id = ANY (:ids)",
        "pool_event": "SELECT count(*) FROM pool_event WHERE account_id = ANY (:ids)",
    }
    _become(raw, lands.rep_id)
    ids = {"ids": [uuid_of(id) for id in lands.ids.values()]}
    seen = {table: raw.execute(text(query), ids).scalar_one() for table, query in counts.items()}
    assert seen == {"holding": 1, "pool_event": 3}
    for table in ("visit_credit", "account_past_placement", "first_order", "release_warning", "procrastinate_jobs"):
        assert not raw.execute(text(f"SELECT has_table_privilege('doorstep_reader', '{table}', 'SELECT')")).scalar_one()


def test_holds_limits_and_policies_in_raw_sql_follow_the_sight_of_account_rep_and_unit(
    lands: Lands, raw: Connection
) -> None:
    world = lands.world
    unit = lands.team
    until = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    world.admin.act("holdAccount", {"accountId": lands.ids["own"], "until": until, "reason": "Why not"})
    world.admin.act("setMemberCapacity", {"memberId": lands.rep_id, "capacity": 9, "reason": "Why not"})
    world.admin.act("setPoolPolicy", {"orgUnitId": unit, "policy": {"capacity": 8}})
    colleague, manager = world.member(unit)[0], world.member(unit, "MANAGER")[0]
    reviewer, stranger = world.member(unit, "REVIEWER")[0], world.member(world.unit("Far"), "MANAGER")[0]
    queries = {
        "account_hold": "SELECT count(*) FROM account_hold WHERE account_id = :account",
        "pool_exception": "SELECT count(*) FROM pool_exception WHERE member_id = :member",
        "policy_setting": "SELECT count(*) FROM policy_setting WHERE unit_id = :unit",
    }
    about = {
        "account": uuid_of(lands.ids["own"]),
        "member": uuid_of(lands.rep_id),
        "unit": uuid_of(unit),
    }
    seen = {}
    for name, viewer in {
        "rep": lands.rep_id,
        "colleague": colleague,
        "manager": manager,
        "reviewer": reviewer,
        "stranger": stranger,
        "nobody": None,
    }.items():
        _become(raw, viewer)
        seen[name] = [raw.execute(text(query), about).scalar_one() for query in queries.values()]
    assert seen == {
        "rep": [1, 1, 1],
        "colleague": [0, 0, 1],
        "manager": [1, 1, 1],
        "reviewer": [1, 0, 1],
        "stranger": [0, 0, 0],
        "nobody": [0, 0, 0],
    }


def _found(client: Client, account: str) -> bool:
    by_id = client.ask("query($id: ID!) { account(id: $id) { id } node(id: $id) { id } }", id=account)
    assert by_id["account"] == by_id["node"]
    return by_id["account"] is not None


def _in_raw_sql(raw: Connection, member: str | None, lands: Lands) -> list[str]:
    _become(raw, member)
    ids = {uuid_of(id): id for id in lands.ids.values()}
    rows = raw.execute(text("SELECT id FROM account WHERE id = ANY (:ids)"), {"ids": list(ids)})
    return [ids[row.id] for row in rows]


def _become(raw: Connection, member: str | None) -> None:
    raw.rollback()
    raw.execute(text("SET LOCAL ROLE doorstep_reader"))
    actor = "" if member is None else str(uuid_of(member))
    raw.execute(text("SELECT set_config('doorstep.actor', :actor, true)"), {"actor": actor})


def test_what_nobody_owns_is_handled_at_the_root(world: World, root_admin: Client) -> None:
    place = world.square(0.5)
    added = root_admin.act(
        "addRegion",
        {"code": world.top, "name": "Nobody's", "boundary": place},
        "... on RegionSuccess { region { id } }",
    )
    account = world.account(0.55, by=root_admin)
    look = "query($id: ID!) { account(id: $id) { region { id } } }"
    assert root_admin.ask(look, id=account)["account"] == {"region": {"id": added["region"]["id"]}}
    assert world.admin.ask(look, id=account)["account"] is None

    near = """query($near: PositionInput!) { nearbyAccounts(near: $near) { edges { node { id } } } }"""
    found = root_admin.ask(near, near=world.place(0.55))["nearbyAccounts"]["edges"]
    assert found == [{"node": {"id": account}}]
    assert world.admin.ask(near, near=world.place(0.55))["nearbyAccounts"]["edges"] == []
