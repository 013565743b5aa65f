"""The tables of this room; see migration 0005 for their partitions and policies."""

from datetime import datetime
from typing import Any
from uuid import UUID

from geoalchemy2 import Geography, WKBElement
from sqlalchemy import Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Table


class VisitReceipt(Table):
    """That a member's `visit_id` is bound to a stored visit, and to which input."""

    __tablename__ = "visit_receipt"

    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(primary_key=True)
    "Made by the phone."
    id: Mapped[UUID]
    "The stored visit's."
    input_hash: Mapped[bytes]


class Visit(Table):
    __tablename__ = "visit"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    "Stamped with `checked_in_at`."
    visit_id: Mapped[UUID]
    member_id: Mapped[UUID]
    unit_path: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    "The member's unit at check-in, from the root down; never rewritten."
    account_id: Mapped[UUID]
    account_name: Mapped[str]
    region_id: Mapped[UUID | None]
    checked_in_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
    sent_at: Mapped[datetime]
    received_at: Mapped[datetime]
    offline: Mapped[bool]
    no_fix_reason: Mapped[str | None]
    distance_meters: Mapped[float | None]
    on_site_probability: Mapped[float | None]
    geofence_meters: Mapped[int]
    presence: Mapped[str]
    standing: Mapped[str]
    refused: Mapped[bool]
    rule_version: Mapped[str]
    trust_score: Mapped[int]
    signals: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    signal_codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    closes_at: Mapped[datetime]
    "End of the member's day: from then on a visit without check-out is over."
    checked_out_at: Mapped[datetime | None]
    check_out_hash: Mapped[bytes | None]
    outcome: Mapped[str | None]
    note: Mapped[str | None]


class VisitLog(Table):
    """One row for each unit on a visit's path and each mark of the visit; see visits/log.py."""

    __tablename__ = "visit_log"

    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(primary_key=True)


class VisitPosition(Table):
    """A fix of a visit; what retention deletes."""

    __tablename__ = "visit_position"

    visit_id: Mapped[UUID] = mapped_column(primary_key=True)
    act: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[WKBElement] = mapped_column(Geography("POINT", srid=4326, spatial_index=False))
    raw_longitude: Mapped[float]
    raw_latitude: Mapped[float]
    datum: Mapped[str]
    accuracy_meters: Mapped[float]
    recorded_at: Mapped[datetime]
    altitude_meters: Mapped[float | None]
    speed_meters_per_second: Mapped[float | None]
    bearing_degrees: Mapped[float | None]
    provider: Mapped[str]
    mocked: Mapped[bool]


class OpenVisit(Table):
    """The visit a member is at: one at most, decided by the primary key."""

    __tablename__ = "open_visit"

    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID]
    account_id: Mapped[UUID]
    closes_at: Mapped[datetime]
