"""The tables of this room; see migrations 0006 and 0016 for their policies."""

from datetime import date, datetime
from uuid import UUID

from geoalchemy2 import Geography, WKBElement
from sqlalchemy import ARRAY, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Table


class DayRouteRow(Table):
    """A plan; of those of a member and date the newest counts, the others stay for the explanation."""

    __tablename__ = "day_route"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    "Stamped with `planned_at`."
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    date: Mapped[date]
    mode: Mapped[str]
    travel_source: Mapped[str]
    travel_seconds: Mapped[int]
    travel_meters: Mapped[int]
    visit_seconds: Mapped[int]
    wait_seconds: Mapped[int]
    departs_at: Mapped[datetime]
    returns_at: Mapped[datetime]
    break_from: Mapped[datetime | None]
    break_until: Mapped[datetime | None]
    path: Mapped[WKBElement | None] = mapped_column(Geography("LINESTRING", 4326, spatial_index=False))
    start: Mapped[WKBElement | None] = mapped_column(Geography("POINT", 4326, spatial_index=False))
    finish: Mapped[WKBElement | None] = mapped_column(Geography("POINT", 4326, spatial_index=False))
    "The three of them are erased with the positions of their time."
    planned_at: Mapped[datetime]
    problem_hash: Mapped[bytes]
    travel_version: Mapped[str]
    solver_version: Mapped[str]
    seed: Mapped[int]
    iterations: Mapped[int]
    returns_by: Mapped[datetime]
    max_stops: Mapped[int]
    include_pool: Mapped[bool]
    break_asked_from: Mapped[datetime | None]
    break_minutes: Mapped[int]
    replans: Mapped[UUID | None] = mapped_column(ForeignKey("day_route.id"))
    planned_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))


class DayRouteStop(Table):
    __tablename__ = "day_route_stop"

    route_id: Mapped[UUID] = mapped_column(ForeignKey("day_route.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    "0 is the first."
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    account_name: Mapped[str]
    arrives_at: Mapped[datetime]
    departs_at: Mapped[datetime]
    travel_seconds: Mapped[int]
    wait_seconds: Mapped[int]
    reasons: Mapped[list[str]] = mapped_column(ARRAY(Text))


class DayRouteLeftOut(Table):
    __tablename__ = "day_route_left_out"

    route_id: Mapped[UUID] = mapped_column(ForeignKey("day_route.id"), primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True)
    "0 is the one worth most."
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    account_name: Mapped[str]
    reason: Mapped[str]
    why: Mapped[str]
