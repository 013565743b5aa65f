"""The tables of this room; see migration 0004 for their policies and for what PostgreSQL computes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from geoalchemy2 import Geography, Geometry, WKBElement
from sqlalchemy import Computed, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Table


class Account(Table):
    """A customer's door. Owner, claim and stage say how things stand; `Holding` and `PoolEvent` how they came about."""

    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    address: Mapped[str | None]
    category: Mapped[str | None]
    external_id: Mapped[str | None] = mapped_column(unique=True)
    phone: Mapped[str | None]
    tax_id: Mapped[str | None]
    position: Mapped[WKBElement] = mapped_column(Geography("POINT", 4326, spatial_index=False))
    mercator: Mapped[WKBElement] = mapped_column(Geometry("POINT", 3857, spatial_index=False), Computed(""))
    geofence_meters: Mapped[int | None]
    "None: as the visit policy says."
    stage: Mapped[str]
    value: Mapped[int]
    visit_minutes: Mapped[int]
    opening_hours: Mapped[list[dict[str, Any]] | None] = mapped_column(JSONB(none_as_null=True))
    region_id: Mapped[UUID | None] = mapped_column(ForeignKey("region.id"))
    land_id: Mapped[UUID] = mapped_column(Computed(""))
    "The region, or the nil UUID: no man's land."
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    "None: in the public pool."
    claimed_at: Mapped[datetime | None]
    last_visit_at: Mapped[datetime | None]
    held_visits: Mapped[int]
    "The owner's visits that wait for a reviewer, and meanwhile suspend the release."
    kept_until: Mapped[datetime | None]
    "Until then a manager keeps it from being released; over with the holding, like `held_visits`."
    created_at: Mapped[datetime]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))


class AccountPastPlacement(Table):
    """Where an account lay, and in which region, up to `until`."""

    __tablename__ = "account_past_placement"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    until: Mapped[datetime] = mapped_column(primary_key=True)
    region_id: Mapped[UUID | None] = mapped_column(ForeignKey("region.id"))
    position: Mapped[WKBElement] = mapped_column(Geography("POINT", 4326, spatial_index=False))
    moved_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    "None: the region moved, not the account."


class Holding(Table):
    """The period in which a member held an account."""

    __tablename__ = "holding"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    began: Mapped[str]


class PoolEvent(Table):
    __tablename__ = "pool_event"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[str]
    at: Mapped[datetime]
    from_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    to_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))
    reason: Mapped[str | None]


class VisitCredit(Table):
    """What a visit is worth to the release clock."""

    __tablename__ = "visit_credit"

    visit_id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    at: Mapped[datetime]
    standing: Mapped[str]


class AccountHold(Table):
    """A manager keeps an account from being released until an instant, or until it is ended or changes hands."""

    __tablename__ = "account_hold"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    starts_at: Mapped[datetime]
    until: Mapped[datetime]
    reason: Mapped[str]
    set_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    ended_at: Mapped[datetime | None]


class ReleaseWarning(Table):
    """That an account's owner was warned of the release at that instant."""

    __tablename__ = "release_warning"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    release_at: Mapped[datetime] = mapped_column(primary_key=True)


class PoolException(Table):
    """Limits of one rep's own for a period, in place of the policy's; None: as the policy says."""

    __tablename__ = "pool_exception"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    capacity: Mapped[int | None]
    daily_claims: Mapped[int | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    reason: Mapped[str]
    set_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))


class PolicySetting(Table):
    """One value of a policy, set on a unit for a period."""

    __tablename__ = "policy_setting"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("org_unit.id"))
    field: Mapped[str]
    value: Mapped[str]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    set_by: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    ended_by: Mapped[UUID | None] = mapped_column(ForeignKey("member.id"))


class FirstOrder(Table):
    """The first paid order of an account; an order reference serves one account."""

    __tablename__ = "first_order"

    reference: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), unique=True)
    paid_at: Mapped[datetime]
    recorded_at: Mapped[datetime]
