"""Who is signed in, and what lies in sight of the org tree."""

import strawberry

from api.context import Info
from api.global_ids import identifier_of
from api.people import loaders
from api.people.types import Member, OrgUnit, member_node, unit_of


@strawberry.type
class PeopleQueries:
    @strawberry.field(description="The signed-in member.")
    def viewer(self, info: Info) -> Member:
        return member_node(info, loaders.members(info).need(info.context.actor.member_id))

    @strawberry.field(description="The viewer's part of the org tree is what lies at and below the viewer's unit.")
    def org_unit(self, info: Info, id: strawberry.ID) -> OrgUnit | None:
        return unit_of(info, loaders.units(info).get(identifier_of("OrgUnit", id)))
