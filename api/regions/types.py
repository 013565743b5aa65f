"""Regions and grants as clients see them."""

from datetime import datetime

import strawberry

import regions
from api.connection import Connection, connection
from api.context import Info
from api.global_ids import global_id
from api.node import Node
from api.people import loaders as people_loaders
from api.people.types import Member, OrgUnit, member_of, unit_of
from api.regions import loaders
from api.scalars import GeoJSON
from core.paging import Page
from geo import to_geojson


@strawberry.type
class Region(Node):
    code: str
    name: str
    area_square_meters: float
    view: strawberry.Private[regions.RegionView]

    @strawberry.field(description="MultiPolygon.")
    def boundary(self, info: Info) -> GeoJSON:
        return GeoJSON(to_geojson(loaders.boundaries(info).need(self.view.id)))

    @strawberry.field(description="Now, or at an instant.")
    def owner(self, info: Info, at: datetime | None = None) -> OrgUnit | None:
        periods = loaders.ownership(info).get(self.view.id) or []
        return unit_of(info, people_loaders.units(info).get(regions.owner_at(periods, at or info.context.now)))


@strawberry.type
class Grant(Node):
    until: datetime
    reason: str
    revoked_at: datetime | None
    view: strawberry.Private[regions.GrantView]

    @strawberry.field
    def region(self, info: Info) -> Region:
        return region_node(info, loaders.regions(info).need(self.view.region_id))

    @strawberry.field
    def by(self, info: Info) -> Member | None:
        return member_of(info, people_loaders.members(info).get(self.view.granted_by))


def region_node(info: Info, view: regions.RegionView) -> Region:
    loaders.boundaries(info).want([view.id])
    loaders.ownership(info).want([view.id])
    return Region(
        id=global_id("Region", view.id),
        code=view.code,
        name=view.name,
        area_square_meters=view.area_square_meters,
        view=view,
    )


def region_of(info: Info, view: regions.RegionView | None) -> Region | None:
    return None if view is None else region_node(info, view)


def region_connection(info: Info, page: Page[regions.RegionView]) -> Connection[Region]:
    return connection(page, lambda view: region_node(info, view))


def grant_node(info: Info, view: regions.GrantView) -> Grant:
    loaders.regions(info).want([view.region_id])
    people_loaders.members(info).want([view.granted_by])
    return Grant(
        id=global_id("Grant", view.id), until=view.until, reason=view.reason, revoked_at=view.revoked_at, view=view
    )


def grant_of(info: Info, view: regions.GrantView | None) -> Grant | None:
    return None if view is None else grant_node(info, view)
