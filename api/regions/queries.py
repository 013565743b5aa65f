"""Regions: one, many, and the one at a place."""

import strawberry

import regions
from api.connection import Connection, page_request
from api.context import Info
from api.global_ids import identifier_of, optional_identifier_of
from api.regions import loaders
from api.regions.types import Region, region_connection, region_of
from api.space import PositionInput, read_position


@strawberry.input
class RegionFilter:
    owner_id: strawberry.ID | None = strawberry.field(
        default=None, description="Owned now by this very unit, neither by one above nor below it."
    )
    unowned: bool | None = strawberry.field(
        default=None, description="True: only regions whose `owner` is null for the viewer; false: only the others."
    )
    search: str | None = strawberry.field(default=None, description="Part of code or name, in either case.")


@strawberry.type
class RegionQueries:
    @strawberry.field
    def region(self, info: Info, id: strawberry.ID) -> Region | None:
        return region_of(info, loaders.regions(info).get(identifier_of("Region", id)))

    @strawberry.field(description="By name.")
    def regions(
        self, info: Info, filter: RegionFilter | None = None, first: int | None = 20, after: str | None = None
    ) -> Connection[Region]:
        context = info.context
        page = regions.region_page(
            context.session,
            context.actor,
            wanted=_wanted(filter or RegionFilter()),
            request=page_request(first, after),
            now=context.now,
        )
        return region_connection(info, page)

    @strawberry.field(
        description="The smallest region whose boundary covers the point; null where none does, and then only admins "
        "and managers at the root handle what lies there."
    )
    def region_at(self, info: Info, position: PositionInput) -> Region | None:
        context = info.context
        place = read_position(position, "position")
        return region_of(info, loaders.regions(info).get(regions.region_at(context.session, place)))


def _wanted(chosen: RegionFilter) -> regions.RegionFilter:
    owner_id = optional_identifier_of("OrgUnit", chosen.owner_id)
    return regions.RegionFilter(owner_id=owner_id, unowned=chosen.unowned, search=chosen.search)
