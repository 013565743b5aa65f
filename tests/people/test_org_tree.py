"""Sight runs downward: what a viewer learns of the org tree."""

from tests.api_client import every_edge
from tests.world import World


def test_a_manager_sees_own_unit_and_below_and_nothing_above_or_beside(world: World) -> None:
    area, beside = world.unit("Area"), world.unit("Beside")
    team = world.unit("Team", area)
    _, manager = world.member(area, "MANAGER")

    seen = manager.ask("{ viewer { orgUnit { name parent { id } ancestors { name } children { id } } } }")
    assert seen["viewer"]["orgUnit"] == {
        "name": "Area",
        "parent": None,
        "ancestors": [{"name": "Area"}],
        "children": [{"id": team}],
    }
    for unit in (beside, world.top, "nonsense"):
        assert manager.ask("query($id: ID!) { orgUnit(id: $id) { name } }", id=unit) == {"orgUnit": None}
        assert manager.ask("query($id: ID!) { node(id: $id) { id } }", id=unit) == {"node": None}


def test_members_are_paged_by_name_within_sight(world: World) -> None:
    team = world.unit("Team")
    for name in ("Aino", "Eero", "Oona"):
        world.member(team, name=name)
    _, manager = world.member(team, "MANAGER", name="Yrjö")
    _, rep = world.member(team, name="Zoe")

    query = """query($id: ID!, $after: String) { orgUnit(id: $id) {
        members(first: 2, after: $after) { edges { node { name } } pageInfo { hasNextPage endCursor } } } }"""
    edges = every_edge(lambda after: manager.ask(query, id=team, after=after)["orgUnit"]["members"])
    assert [edge["node"]["name"] for edge in edges] == ["Aino", "Eero", "Oona", "Yrjö", "Zoe"]
    assert [edge["node"]["name"] for edge in rep.ask(query, id=team)["orgUnit"]["members"]["edges"]] == ["Zoe"]


def test_only_admins_add_units_and_members_and_only_below_their_own(world: World) -> None:
    team, beside = world.unit("Team"), world.unit("Beside")
    _, manager = world.member(team, "MANAGER")
    _, admin = world.member(team, "ADMIN")

    assert manager.act("addOrgUnit", {"name": "X", "parentId": team})["__typename"] == "NotAllowed"
    assert admin.act("addOrgUnit", {"name": "X", "parentId": team})["__typename"] == "OrgUnitSuccess"
    foreign = admin.act("addOrgUnit", {"name": "X", "parentId": beside})
    unknown = admin.act("addOrgUnit", {"name": "X", "parentId": "nonsense"})
    assert foreign == unknown
    assert foreign["__typename"] == "NotFound"


def test_bad_members_are_refused_by_field_and_leave_nothing_behind(world: World) -> None:
    good = {
        "orgUnitId": world.top,
        "name": "Aino",
        "login": f"aino-{world.top}",
        "password": "long enough",
        "role": "REP",
        "timeZone": "Europe/Helsinki",
    }
    bad = {
        "name": ["", " ", "x" * 10_000, "a\u0007b", "a\u0000b"],
        "login": ["", "root"],
        "password": ["short", "x" * 2000],
        "timeZone": ["Mars/Olympus", "../../etc/passwd"],
        "workHours": [[{"weekdays": [8], "from": "09:00", "to": "17:00"}]],
    }
    for field, values in bad.items():
        for value in values:
            refused = world.admin.act("addMember", {**good, field: value})
            assert refused["__typename"] == "InvalidInput", (field, value)
            assert refused["field"].startswith(field)
    assert world.admin.act("addMember", good)["__typename"] == "MemberSuccess"
