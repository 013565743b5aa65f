"""The tables of this room; see migration 0002 for their policies."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ForeignKey, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Table


class OrgUnit(Table):
    __tablename__ = "org_unit"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("org_unit.id"))
    name: Mapped[str]
    path: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    "From the root down to this unit."
    created_at: Mapped[datetime]


class OrgUnitBelow(Table):
    """`below` lies below `unit`, at any depth, or is it."""

    __tablename__ = "org_unit_below"

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("org_unit.id"), primary_key=True)
    below_id: Mapped[UUID] = mapped_column(ForeignKey("org_unit.id"), primary_key=True)


class Member(Table):
    __tablename__ = "member"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("org_unit.id"))
    name: Mapped[str]
    role: Mapped[str]
    time_zone: Mapped[str]
    work_hours: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB(none_as_null=True))
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class Credential(Table):
    __tablename__ = "credential"

    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"), primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    changed_at: Mapped[datetime]


class MemberSession(Table):
    """A sign-in and all that its refresh tokens renewed; `generation` counts the renewals."""

    __tablename__ = "member_session"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    device_name: Mapped[str | None]
    started_at: Mapped[datetime]
    generation: Mapped[int]
    rotated_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Device(Table):
    """An installation that signs evidence; `public_key` is SPKI in DER."""

    __tablename__ = "device"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    public_key: Mapped[bytes] = mapped_column(unique=True)
    name: Mapped[str]
    platform: Mapped[str]
    enrolled_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))


class SignInFailure(Table):
    """A failed sign-in, once for its login and once for its address; the database has no key for it."""

    __tablename__ = "sign_in_failure"

    counted_for: Mapped[bytes] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(primary_key=True)
