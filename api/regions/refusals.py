"""Refusals of boundaries as clients see them."""

import strawberry

import geo
import regions
from api.context import Info
from api.regions import loaders
from api.regions.types import Region, region_node
from api.scalars import GeoJSON
from api.space import Position, position_node
from api.user_error import UserError


@strawberry.type
class RegionOverlap:
    region: Region
    area_square_meters: float
    where: GeoJSON


@strawberry.type(
    description="Any two regions are apart, touch, or one lies wholly inside the other, and then the smaller one owns "
    "its place. Anything else is refused: where the overlap lies and with whom."
)
class RegionOverlaps(UserError):
    overlaps: list[RegionOverlap] = strawberry.field(description="The largest first, a hundred at most.")


@strawberry.type(description="Unclosed ring, crossing edges beyond repair, coordinates out of range, not an area.")
class InvalidBoundary(UserError):
    at: Position | None


def region_overlaps(refusal: regions.RegionOverlaps, info: Info) -> RegionOverlaps:
    loaders.regions(info).want(overlap.region_id for overlap in refusal.overlaps)
    return RegionOverlaps(message=refusal.message, overlaps=[_overlap(overlap, info) for overlap in refusal.overlaps])


def invalid_boundary(refusal: geo.InvalidBoundary, _: Info) -> InvalidBoundary:
    at = None if refusal.at is None else position_node(refusal.at)
    return InvalidBoundary(message=refusal.message, at=at)


def _overlap(overlap: regions.Overlap, info: Info) -> RegionOverlap:
    return RegionOverlap(
        region=region_node(info, loaders.regions(info).need(overlap.region_id)),
        area_square_meters=overlap.area_square_meters,
        where=GeoJSON(geo.to_geojson(overlap.where)),
    )
