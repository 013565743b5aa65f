"""Regions: boundaries on the map, who owns them when, and dated exceptions.

Two regions are apart, touch, or nest, and then the smaller owns its place. A region belongs to the
unit that owns it and to every unit below. Their verbs that change a boundary are finished by the
accounts room (`accounts.add_region`, `accounts.redraw_region`), which gives accounts their new region.
"""

from regions.add_region import NewRegion, add_region
from regions.assign_region import assign_region
from regions.boundaries import BoundaryChange
from regions.grant_cross_region import grant_cross_region
from regions.locks import share_boundaries
from regions.overlaps import Overlap, RegionOverlaps
from regions.ownership import Period, owner_at
from regions.queries.attempts import AttemptView, attempt_page
from regions.queries.facts import may_work_in, region_brief
from regions.queries.grants import GrantView, grants_by_id, grants_of_members
from regions.queries.regions import (
    RegionFilter,
    RegionView,
    boundaries_by_id,
    ownership_of_regions,
    region_at,
    region_page,
    regions_by_id,
    regions_of_units,
)
from regions.record_attempt import record_attempt, record_attempts
from regions.redraw_region import redraw_region
from regions.region_files import RegionRow, read_regions
from regions.revoke_cross_region import revoke_cross_region, revoke_grants_of

__all__ = [
    "AttemptView",
    "BoundaryChange",
    "GrantView",
    "NewRegion",
    "Overlap",
    "Period",
    "RegionFilter",
    "RegionOverlaps",
    "RegionRow",
    "RegionView",
    "add_region",
    "assign_region",
    "attempt_page",
    "boundaries_by_id",
    "grant_cross_region",
    "grants_by_id",
    "grants_of_members",
    "may_work_in",
    "owner_at",
    "ownership_of_regions",
    "read_regions",
    "record_attempt",
    "record_attempts",
    "redraw_region",
    "region_at",
    "region_brief",
    "region_page",
    "regions_by_id",
    "regions_of_units",
    "revoke_cross_region",
    "revoke_grants_of",
    "share_boundaries",
]
