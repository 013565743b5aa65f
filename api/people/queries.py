"""Who is signed in, and what lies in sight of the org tree."""

import strawberry

from api.context import Info
from api.global_ids import identifier_of
from api.people import loaders
from api.people.types import Member, OrgUnit, member_of, unit_of


@strawberry.type
class PeopleQueries:
    @strawberry.field(description="The signed-in member.")
    def viewer(self, info: Info) -> Member:
        viewer = member_of(info, loaders.members(info).get(info.context.actor.member_id))
        assert viewer is not None, "every actor sees oneself"
        return viewer

    @strawberry.field(description="The viewer's part of the org tree is what lies at and below the viewer's unit.")
    def org_unit(self, info: Info, id: strawberry.ID) -> OrgUnit | None:
        return unit_of(info, loaders.units(info).get(identifier_of("OrgUnit", id)))
