"""The tables of this room; see migrations 0005 and 0011 for their partitions and policies."""

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
    in_work_hours: Mapped[bool]
    max_accuracy_meters: Mapped[int]
    max_fix_age_seconds: Mapped[int]
    off_site: Mapped[str]
    "This and the four above: what the judge was given."
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
    signed_by: Mapped[UUID | None]
    "The member's device; this and the next four: see visits/chain."
    signed_sequence: Mapped[int | None]
    signed_hash: Mapped[bytes | None]
    signature_fault: Mapped[str | None]
    chain_due_at: Mapped[datetime | None]


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
    unit_id: Mapped[UUID]
    "That the visit was made for: retention is per unit."
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


class VisitEvidence(Table):
    """What the phone told beside the fix of a check-in; what retention deletes. None where it told nothing."""

    __tablename__ = "visit_evidence"

    visit_id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID]
    burst: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    "Fixes; see visits/fix_json.py."
    device: Mapped[str | None]
    uptime_seconds: Mapped[float | None]
    sent_uptime_seconds: Mapped[float | None]
    boot_id: Mapped[str | None]
    surroundings: Mapped[list[str]] = mapped_column(ARRAY(Text))
    integrity: Mapped[str]
    signature: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    "None outside work hours: its payload holds the fix."


class EvidenceLink(Table):
    """That a device signed a check-in, as which number and after which; kept for refused check-ins too."""

    __tablename__ = "evidence_link"

    device_id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    payload_hash: Mapped[bytes] = mapped_column(primary_key=True)
    previous_hash: Mapped[bytes]
    received_at: Mapped[datetime]


class OpenVisit(Table):
    """The visit a member is at: one at most, decided by the primary key."""

    __tablename__ = "open_visit"

    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID]
    account_id: Mapped[UUID]
    closes_at: Mapped[datetime]
