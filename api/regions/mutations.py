"""Regions, their owners and grants: what changes them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

import accounts
import regions
from api.acts import act
from api.context import Info
from api.errors import InvalidInput, NotAllowed, NotFound
from api.global_ids import identifier_of, optional_identifier_of
from api.regions import loaders
from api.regions.refusals import InvalidBoundary, RegionOverlaps
from api.regions.types import Grant, Region, grant_node, region_node
from api.scalars import GeoJSON


@strawberry.input
class AddRegionInput:
    code: str
    name: str
    boundary: GeoJSON
    owner_org_unit_id: strawberry.ID | None = None


@strawberry.input
class RedrawRegionInput:
    region_id: strawberry.ID
    boundary: GeoJSON


@strawberry.input
class AssignRegionInput:
    region_id: strawberry.ID
    org_unit_id: strawberry.ID
    from_: datetime | None = strawberry.field(name="from", default=None)


@strawberry.input
class GrantCrossRegionInput:
    member_id: strawberry.ID
    region_id: strawberry.ID
    until: datetime
    reason: str


@strawberry.input
class RevokeCrossRegionInput:
    grant_id: strawberry.ID


@strawberry.type
class RegionSuccess:
    region: Region


@strawberry.type
class GrantSuccess:
    grant: Grant


AddRegionResult = Annotated[
    RegionSuccess | InvalidBoundary | RegionOverlaps | InvalidInput | NotFound | NotAllowed,
    strawberry.union("AddRegionResult"),
]
RedrawRegionResult = Annotated[
    RegionSuccess | InvalidBoundary | RegionOverlaps | InvalidInput | NotFound | NotAllowed,
    strawberry.union("RedrawRegionResult"),
]
AssignRegionResult = Annotated[
    RegionSuccess | InvalidInput | NotFound | NotAllowed, strawberry.union("AssignRegionResult")
]
GrantCrossRegionResult = Annotated[
    GrantSuccess | InvalidInput | NotFound | NotAllowed, strawberry.union("GrantCrossRegionResult")
]


@strawberry.type
class RegionMutations:
    @strawberry.mutation(
        description="Boundary: GeoJSON Polygon or MultiPolygon, WGS 84. Repaired when repairable, else refused with "
        "the reason and where."
    )
    def add_region(self, info: Info, input: AddRegionInput) -> AddRegionResult:
        context = info.context
        actor = context.actor
        return act(
            info,
            lambda: accounts.add_region(context.session, actor, region=_new_region(input), now=context.now),
            lambda region_id: RegionSuccess(region=_region(info, region_id)),
        )

    @strawberry.mutation(
        description="Accounts inside the old or new boundary get their new region in the same transaction, also those "
        "added meanwhile."
    )
    def redraw_region(self, info: Info, input: RedrawRegionInput) -> RedrawRegionResult:
        context = info.context
        actor, region_id = context.actor, identifier_of("Region", input.region_id)
        return act(
            info,
            lambda: accounts.redraw_region(
                context.session, actor, region_id=region_id, boundary=input.boundary, now=context.now
            ),
            lambda _: RegionSuccess(region=_region(info, region_id)),
            subject_id=region_id,
        )

    @strawberry.mutation(
        description="Ownership from now or a future instant on (a past one is InvalidInput); history answers "
        "'who owned it then'."
    )
    def assign_region(self, info: Info, input: AssignRegionInput) -> AssignRegionResult:
        context = info.context
        actor, region_id = context.actor, identifier_of("Region", input.region_id)
        return act(
            info,
            lambda: regions.assign_region(
                context.session,
                actor,
                region_id=region_id,
                unit_id=identifier_of("OrgUnit", input.org_unit_id),
                start=input.from_,
                now=context.now,
            ),
            lambda _: RegionSuccess(region=_region(info, region_id)),
            subject_id=region_id,
        )

    @strawberry.mutation(description="A dated exception that lets one rep work in a region of others. Audited.")
    def grant_cross_region(self, info: Info, input: GrantCrossRegionInput) -> GrantCrossRegionResult:
        context = info.context
        actor, region_id = context.actor, identifier_of("Region", input.region_id)
        return act(
            info,
            lambda: regions.grant_cross_region(
                context.session,
                actor,
                member_id=identifier_of("Member", input.member_id),
                region_id=region_id,
                until=input.until,
                reason=input.reason,
                now=context.now,
            ),
            lambda grant_id: GrantSuccess(grant=_grant(info, grant_id)),
            subject_id=region_id,
        )

    @strawberry.mutation
    def revoke_cross_region(self, info: Info, input: RevokeCrossRegionInput) -> GrantCrossRegionResult:
        context = info.context
        actor, grant_id = context.actor, identifier_of("Grant", input.grant_id)
        return act(
            info,
            lambda: regions.revoke_cross_region(context.session, actor, grant_id=grant_id, now=context.now),
            lambda _: GrantSuccess(grant=_grant(info, grant_id)),
            subject_id=grant_id,
        )


def _new_region(input: AddRegionInput) -> regions.NewRegion:
    return regions.NewRegion(
        code=input.code,
        name=input.name,
        boundary=input.boundary,
        owner_unit_id=optional_identifier_of("OrgUnit", input.owner_org_unit_id),
    )


def _region(info: Info, region_id: UUID) -> Region:
    return region_node(info, loaders.regions(info).need(region_id))


def _grant(info: Info, grant_id: UUID) -> Grant:
    return grant_node(info, loaders.grants(info).need(grant_id))
