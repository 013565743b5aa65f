"""Policies are inherited value by value, and what was in force then stays answerable."""

from datetime import timedelta
from typing import Any

import pytest

from accounts import pool_policies
from core import clock
from core.db import acting, make_engine
from tests.accounts.calls import set_pool_policy
from tests.api_client import Client, Json
from tests.world import World, uuid_of

POOL = """query($id: ID!) { orgUnit(id: $id) {
    poolPolicy { capacity dailyClaims idleDays maxHoldDays protectionDays origins { field orgUnit { id } } } } }"""
VISIT = """orgUnit { visitPolicy { geofenceMeters maxAccuracyMeters maxFixAgeSeconds maxLateHours offSite
    retainPositionsDays appealDays origins { field orgUnit { id } } } }"""

MORE = ("visitExtensionDays", "exemptStages", "warningDays")


def pool_policy(client: Client, unit: str) -> Json:
    policy: Json = client.ask(POOL, id=unit)["orgUnit"]["poolPolicy"]
    policy["origins"] = {origin["field"]: origin["orgUnit"] and origin["orgUnit"]["id"] for origin in policy["origins"]}
    return policy


def set_visit_policy(client: Client, unit: str, **policy: Any) -> Json:
    return client.act(
        "setVisitPolicy", {"orgUnitId": unit, "policy": policy}, f"... on OrgUnitPolicySuccess {{ {VISIT} }}"
    )


def test_each_value_comes_from_the_nearest_unit_that_set_it(world: World, root_admin: Client) -> None:
    area = world.unit("Area")
    team = world.unit("Team", area)
    defaults = {"capacity": 100, "dailyClaims": 20, "idleDays": 10, "maxHoldDays": 0, "protectionDays": 30}
    fresh = pool_policy(world.admin, team)
    fields = [*defaults, *MORE]
    assert fresh == {**defaults, "origins": dict.fromkeys(fields)}, "the root, where these come from, is out of sight"
    root = root_admin.ask("{ viewer { orgUnit { id } } }")["viewer"]["orgUnit"]["id"]
    assert pool_policy(root_admin, team)["origins"] == dict.fromkeys(fields, root)

    set_pool_policy(world.admin, area, capacity=50, idleDays=5)
    set_pool_policy(world.admin, team, capacity=5)
    set_pool_policy(world.admin, team, dailyClaims=3)
    policy = pool_policy(world.admin, team)
    assert policy.pop("origins") == {
        **dict.fromkeys(fields),
        "capacity": team,
        "idleDays": area,
        "dailyClaims": team,
    }
    assert policy == {**defaults, "capacity": 5, "idleDays": 5, "dailyClaims": 3}
    _, manager = world.member(team, "MANAGER")
    assert pool_policy(manager, team)["origins"]["idleDays"] is None, "who set it is out of sight"


def test_an_explicit_null_goes_back_to_inheriting_and_an_absent_value_stays(world: World) -> None:
    area = world.unit("Area")
    team = world.unit("Team", area)
    set_pool_policy(world.admin, area, capacity=50)
    set_pool_policy(world.admin, team, capacity=5, idleDays=3)
    done = set_pool_policy(world.admin, team, capacity=None)["orgUnit"]["poolPolicy"]
    assert (done["capacity"], done["idleDays"]) == (50, 3)


def test_visit_policies_alike(world: World) -> None:
    team = world.unit("Team")
    policy = set_visit_policy(world.admin, team, offSite="REFUSE", geofenceMeters=80)["orgUnit"]["visitPolicy"]
    assert [o["field"] for o in policy.pop("origins") if o["orgUnit"] == {"id": team}] == ["geofenceMeters", "offSite"]
    assert policy == {
        "geofenceMeters": 80,
        "maxAccuracyMeters": 100,
        "maxFixAgeSeconds": 120,
        "maxLateHours": 72,
        "offSite": "REFUSE",
        "retainPositionsDays": 180,
        "appealDays": 7,
    }
    assert set_visit_policy(world.admin, team, offSite=None)["orgUnit"]["visitPolicy"]["offSite"] == "HOLD"


def test_accounts_take_their_geofence_from_the_owner_else_from_their_regions_owner(world: World) -> None:
    area = world.unit("Area")
    team = world.unit("Team", area)
    world.region(area)
    _, rep = world.member(team)
    set_visit_policy(world.admin, area, geofenceMeters=200)
    set_visit_policy(world.admin, team, geofenceMeters=90)
    pool, own = world.account(0.01), world.account(0.02)
    tight = world.account(0.03, geofenceMeters=25)
    rep.act("claimAccount", {"accountId": own})
    query = "query($id: ID!) { account(id: $id) { geofenceMeters } }"
    meters = [rep.ask(query, id=account)["account"]["geofenceMeters"] for account in (pool, own, tight)]
    assert meters == [200, 90, 25]


@pytest.mark.parametrize(
    ("verb", "policy"),
    [
        ("setPoolPolicy", {"capacity": -1}),
        ("setPoolPolicy", {"capacity": 2_000_000}),
        ("setPoolPolicy", {"dailyClaims": -1}),
        ("setPoolPolicy", {"idleDays": 0}),
        ("setPoolPolicy", {"maxHoldDays": 100_000}),
        ("setPoolPolicy", {"protectionDays": -5}),
        ("setPoolPolicy", {"visitExtensionDays": -1}),
        ("setPoolPolicy", {"warningDays": 366}),
        ("setVisitPolicy", {"geofenceMeters": 5}),
        ("setVisitPolicy", {"maxLateHours": -1}),
    ],
)
def test_bad_values_are_refused_by_field_and_set_nothing(world: World, verb: str, policy: Json) -> None:
    refused = world.admin.act(
        verb, {"orgUnitId": world.top, "policy": {"appealDays": 9, **policy} if "Visit" in verb else policy}
    )
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", f"policy.{next(iter(policy))}")
    assert pool_policy(world.admin, world.top)["capacity"] == 100
    appeal = world.admin.ask("{ viewer { orgUnit { visitPolicy { appealDays } } } }")
    assert appeal["viewer"]["orgUnit"]["visitPolicy"]["appealDays"] == 7


def test_admins_and_managers_set_them_at_and_below_their_own_unit(world: World) -> None:
    team, beside = world.unit("Team"), world.unit("Beside")
    outcomes = {
        role: set_pool_policy(world.member(team, role)[1], team, capacity=7)
        for role in ("MANAGER", "REP", "REVIEWER", "INTEGRATION")
    }
    assert {role: outcome["__typename"] for role, outcome in outcomes.items()} == {
        "MANAGER": "OrgUnitPolicySuccess",
        "REP": "NotAllowed",
        "REVIEWER": "NotAllowed",
        "INTEGRATION": "NotAllowed",
    }
    _, manager = world.member(team, "MANAGER")
    assert set_pool_policy(manager, beside, capacity=7) == set_pool_policy(manager, "nonsense", capacity=7)
    assert set_pool_policy(manager, world.top, capacity=7)["__typename"] == "NotFound"


def test_what_was_in_force_then_stays_answerable(world: World, database_url: str) -> None:
    team = world.unit("Team")
    unit_id = uuid_of(team)
    instants = []
    for capacity in (7, 8, None):
        instants.append(clock.now() - timedelta(milliseconds=1))
        set_pool_policy(world.admin, team, capacity=capacity)
    instants.append(clock.now())
    with acting(make_engine(database_url, threads=1)) as session:
        capacities = [pool_policies(session, [unit_id], at)[unit_id].capacity for at in instants]
    assert capacities == [100, 7, 8, 100]


def test_what_else_a_policy_may_say(world: World) -> None:
    team = world.unit("Team")
    selection = "... on OrgUnitPolicySuccess { orgUnit { poolPolicy { visitExtensionDays exemptStages warningDays } } }"
    policies = [
        world.admin.act("setPoolPolicy", {"orgUnitId": team, "policy": policy}, selection)["orgUnit"]["poolPolicy"]
        for policy in (
            {},
            {"visitExtensionDays": 4, "exemptStages": ["SIGNED", "CONTACTED", "SIGNED"], "warningDays": 0},
            {"exemptStages": []},
            {"exemptStages": None, "visitExtensionDays": None, "warningDays": None},
        )
    ]
    assert policies == [
        {"visitExtensionDays": 0, "exemptStages": [], "warningDays": 2},
        {"visitExtensionDays": 4, "exemptStages": ["CONTACTED", "SIGNED"], "warningDays": 0},
        {"visitExtensionDays": 4, "exemptStages": [], "warningDays": 0},
        {"visitExtensionDays": 0, "exemptStages": [], "warningDays": 2},
    ]


def test_the_history_of_policies_tells_what_was_set_by_whom_in_sight(world: World) -> None:
    team = world.unit("Team")
    manager_id, manager = world.member(team, "MANAGER")
    set_pool_policy(world.admin, team, capacity=7)
    set_pool_policy(manager, team, capacity=8)
    set_visit_policy(manager, team, offSite="REFUSE")
    set_pool_policy(manager, team, capacity=None)
    query = """query($id: ID!, $first: Int, $after: String) { orgUnit(id: $id) {
        policyHistory(first: $first, after: $after) {
            edges { node { field value since until by { id } endedBy { id } } }
            pageInfo { hasNextPage endCursor } } } }"""

    def page(client: Client, **arguments: Any) -> Json:
        found: Json = client.ask(query, id=team, **arguments)["orgUnit"]["policyHistory"]
        return found

    first = page(manager, first=2)
    rest = page(manager, first=2, after=first["pageInfo"]["endCursor"])
    settings = [edge["node"] for edge in (*first["edges"], *rest["edges"])]
    by = {"id": manager_id}
    assert [(each["field"], each["value"], each["by"], each["endedBy"]) for each in settings] == [
        ("offSite", "REFUSE", by, None),
        ("capacity", "8", by, by),
        ("capacity", "7", None, by),
    ], "the admin above is out of the manager's sight"
    assert (rest["pageInfo"]["hasNextPage"], settings[0]["until"]) == (False, None)
    assert settings[2]["until"] == settings[1]["since"]
    assert world.member(world.unit("Beside"), "MANAGER")[1].ask(query, id=team)["orgUnit"] is None
