"""Who made a visit, once the visitor's unit has moved out of sight."""

from sqlalchemy import Connection, text

from tests.api_client import Client, Json
from tests.visits.phone import check_in, fix
from tests.world import World, uuid_of

MADE_BY = """query($id: ID!) { visit(id: $id) { member {
    id name status orgUnit { name ancestors { name } } grants { id } privatePool { held } } } }"""


def test_a_visit_names_its_member_after_the_unit_moved_away_and_tells_nothing_newer(
    world: World, raw: Connection
) -> None:
    area, elsewhere = world.unit("Area"), world.unit("Elsewhere")
    district = world.unit("District", area)
    team = world.unit("Team", district)
    world.region(team)
    old_id, old = world.member(area, "MANAGER")
    _, new = world.member(elsewhere, "MANAGER")
    rep_id, rep = world.member(team, name="Aino")
    visit = check_in(rep, world.account(), fix(world.place()))["visit"]["id"]
    before = old.ask(MADE_BY, id=visit)["visit"]["member"]
    assert before["orgUnit"]["name"] == "Team"

    moved = world.admin.act("moveOrgUnit", {"orgUnitId": team, "newParentId": elsewhere})
    assert moved["__typename"] == "OrgUnitSuccess"
    made_by = old.ask(MADE_BY, id=visit)["visit"]["member"]
    assert made_by == {
        "id": rep_id,
        "name": "Aino",
        "status": "ACTIVE",
        "orgUnit": {"name": "District", "ancestors": [{"name": "Area"}, {"name": "District"}]},
        "grants": [],
        "privatePool": None,
    }
    assert old.ask("query($id: ID!) { node(id: $id) { id } }", id=rep_id) == {"node": None}
    assert new.ask(MADE_BY, id=visit) == {"visit": None}, "the visit was made for others"
    assert rep.ask(MADE_BY, id=visit)["visit"]["member"]["orgUnit"]["name"] == "Team"

    for viewer, names in ((old_id, ["Aino"]), (rep_id, []), (_id_of(new), [])):
        assert _behind_the_second_wall(raw, viewer, visit) == names


def _behind_the_second_wall(raw: Connection, viewer: str, visit: str) -> list[str]:
    setting = "SELECT set_config('role', 'doorstep_reader', true), set_config('doorstep.actor', :viewer, true)"
    raw.execute(text(setting), {"viewer": str(uuid_of(viewer))})
    members = text("SELECT name FROM members_of_visits(ARRAY[:visit ::uuid])")
    found = raw.scalars(members, {"visit": uuid_of(visit)}).all()
    raw.rollback()
    return list(found)


def _id_of(client: Client) -> str:
    viewer: Json = client.ask("{ viewer { id } }")["viewer"]
    return str(viewer["id"])
