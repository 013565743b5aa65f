"""The demo's people and regions, added through the API as an admin would.

Each step looks at what is there and adds what is missing: a loading that was broken off goes on where it stopped.
"""

from typing import Any

from demo import operations, world
from demo.client import Client
from regions import read_regions


def ensure_tree(admin: Client, password: str) -> dict[str, str]:
    """The units with their members and policy; gives the id of each unit, the root's too, by its name."""
    root = admin.ask(operations.VIEWER)["orgUnit"]
    return {root["name"]: root["id"]} | _ensure_unit(admin, world.FINLAND, root["id"], password)


def ensure_regions(admin: Client, unit_ids: dict[str, str]) -> None:
    """The six regions, each owned by its team."""
    known = {region["code"] for region in admin.all(operations.REGIONS)}
    for row in read_regions(world.REGIONS, owner_field="owner"):
        if row.code not in known:
            owner = unit_ids[row.owner] if row.owner else None
            region = {"code": row.code, "name": row.name, "boundary": row.boundary, "ownerOrgUnitId": owner}
            admin.act(operations.ADD_REGION, input=region)


def _ensure_unit(admin: Client, unit: world.Unit, parent_id: str, password: str) -> dict[str, str]:
    siblings = {child["name"]: child["id"] for child in admin.ask(operations.UNIT, id=parent_id)["children"]}
    unit_id = siblings.get(unit.name)
    if unit_id is None:
        added = admin.act(operations.ADD_ORG_UNIT, input={"name": unit.name, "parentId": parent_id})
        unit_id = str(added["orgUnit"]["id"])
    found = admin.ask(operations.UNIT, id=unit_id)
    _ensure_members(admin, unit, found, password)
    _ensure_policy(admin, unit, found)
    ids = {unit.name: unit_id}
    for below in unit.units:
        ids |= _ensure_unit(admin, below, unit_id, password)
    return ids


def _ensure_members(admin: Client, unit: world.Unit, found: dict[str, Any], password: str) -> None:
    known = {edge["node"]["name"] for edge in found["members"]["edges"]}
    for person in unit.people:
        if person.name not in known:
            member = {
                "orgUnitId": found["id"],
                "name": person.name,
                "login": person.login,
                "password": password,
                "role": person.role,
                "timeZone": world.TIME_ZONE,
            }
            admin.act(operations.ADD_MEMBER, input=member)


def _ensure_policy(admin: Client, unit: world.Unit, found: dict[str, Any]) -> None:
    if any(found["poolPolicy"][name] != value for name, value in unit.pool_policy.items()):
        admin.act(operations.SET_POOL_POLICY, input={"orgUnitId": found["id"], "policy": dict(unit.pool_policy)})
