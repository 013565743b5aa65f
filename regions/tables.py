"""The tables of this room; see migration 0003 for their policies and for what PostgreSQL computes."""

from datetime import datetime
from uuid import UUID

from geoalchemy2 import Geography, Geometry, WKBElement
from sqlalchemy import ARRAY, ForeignKey, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Table


class Region(Table):
    __tablename__ = "region"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    boundary: Mapped[WKBElement] = mapped_column(Geography("MULTIPOLYGON", 4326, spatial_index=False))
    area_square_meters: Mapped[float]
    created_at: Mapped[datetime]


class RegionPart(Table):
    """A piece of a boundary, small enough for an index to be sharp and for a test to be quick."""

    __tablename__ = "region_part"

    region_id: Mapped[UUID] = mapped_column(ForeignKey("region.id"), primary_key=True)
    part: Mapped[WKBElement] = mapped_column(Geometry("POLYGON", 4326, spatial_index=False), primary_key=True)


class RegionPastBoundary(Table):
    """How a region was bounded up to `until`."""

    __tablename__ = "region_past_boundary"

    region_id: Mapped[UUID] = mapped_column(ForeignKey("region.id"), primary_key=True)
    until: Mapped[datetime] = mapped_column(primary_key=True)
    boundary: Mapped[WKBElement] = mapped_column(Geography("MULTIPOLYGON", 4326, spatial_index=False))
    redrawn_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))


class RegionOwnership(Table):
    """The period in which a unit, and all below it, owned a region; no two of a region overlap."""

    __tablename__ = "region_ownership"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    region_id: Mapped[UUID] = mapped_column(ForeignKey("region.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("org_unit.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    assigned_at: Mapped[datetime]
    assigned_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))


class CrossRegionGrant(Table):
    """A dated exception: until then, or until revoked, one rep may work in a region of others."""

    __tablename__ = "cross_region_grant"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    region_id: Mapped[UUID] = mapped_column(ForeignKey("region.id"))
    starts_at: Mapped[datetime]
    until: Mapped[datetime]
    reason: Mapped[str]
    granted_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))


class CrossRegionAttempt(Table):
    """An act that was refused since its place belongs to others."""

    __tablename__ = "cross_region_attempt"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    "Stamped with `at`."
    at: Mapped[datetime]
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    unit_path: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    "The member's unit at the time, from the root down; never rewritten."
    act: Mapped[str]
    region_id: Mapped[UUID | None] = mapped_column(ForeignKey("region.id"))
    account_id: Mapped[UUID | None]


class CrossRegionAttemptLog(Table):
    """One row for each unit on an attempt's path."""

    __tablename__ = "cross_region_attempt_log"

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("org_unit.id"), primary_key=True)
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("cross_region_attempt.id"), primary_key=True)
