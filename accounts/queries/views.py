"""Accounts as their viewers may see them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, and_, func, or_, select
from sqlalchemy.orm import Session

from accounts.kinds import Stage
from accounts.opening_hours import OpeningHours
from accounts.opening_hours_json import week_from_json
from accounts.phones import masked
from accounts.rules import Clock
from accounts.tables import Account
from geo import Position
from people import Actor, visible_member_ids


@dataclass(frozen=True, slots=True)
class AccountView:
    id: UUID
    name: str
    address: str | None
    category: str | None
    external_id: str | None
    phone: str | None
    "Masked while the account lies in the public pool."
    position: Position
    geofence_meters: int | None
    "None: as the visit policy says."
    stage: Stage
    value: int
    visit_minutes: int
    opening_hours: tuple[OpeningHours, ...] | None
    region_id: UUID | None
    owner_id: UUID | None
    claimed_at: datetime | None
    last_visit_at: datetime | None
    held_visits: int
    kept_until: datetime | None
    "A manager keeps it from being released until then."

    @property
    def clock(self) -> Clock:
        return Clock(
            stage=self.stage,
            claimed_at=self.claimed_at,
            last_visit_at=self.last_visit_at,
            held_visits=self.held_visits,
            kept_until=self.kept_until,
        )


def actors_lands() -> Select[UUID]:
    """The lands that the actor works in or sees accounts in, read once a statement; see migration 0004."""
    return select(func.unnest(func.actor_land_ids(), type_=Uuid))


def on_actors_land() -> ColumnElement[bool]:
    """For a rep: in the own regions. For others: in regions in sight; in none, where that is the actor's to handle."""
    return Account.land_id.in_(actors_lands())


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """For a rep own accounts and the own regions' pool; for others what lies or is held at and below the own unit."""
    if actor.is_rep:
        return or_(Account.owner_id == actor.member_id, and_(Account.owner_id.is_(None), on_actors_land()))
    return or_(on_actors_land(), Account.owner_id.in_(visible_member_ids(actor)))


def accounts_by_id(session: Session, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, AccountView]:
    rows = session.execute(ACCOUNTS.where(Account.id.in_(ids), visible_to(actor)))
    return {row.id: account_view(row) for row in rows}


def in_public_pool(view: AccountView) -> AccountView:
    """The account as it looks once its owner has given it up."""
    phone = masked(view.phone) if view.phone and view.owner_id is not None else view.phone
    return replace(view, owner_id=None, claimed_at=None, held_visits=0, kept_until=None, phone=phone)


ACCOUNTS = select(
    Account.id,
    Account.name,
    Account.address,
    Account.category,
    Account.external_id,
    Account.phone,
    func.ST_X(func.geometry(Account.position)).label("longitude"),
    func.ST_Y(func.geometry(Account.position)).label("latitude"),
    Account.geofence_meters,
    Account.stage,
    Account.value,
    Account.visit_minutes,
    Account.opening_hours,
    Account.region_id,
    Account.owner_id,
    Account.claimed_at,
    Account.last_visit_at,
    Account.held_visits,
    Account.kept_until,
)


def account_view(row: Any) -> AccountView:
    """A row with the columns of ACCOUNTS."""
    return AccountView(
        id=row.id,
        name=row.name,
        address=row.address,
        category=row.category,
        external_id=row.external_id,
        phone=masked(row.phone) if row.phone and row.owner_id is None else row.phone,
        position=Position(row.longitude, row.latitude),
        geofence_meters=row.geofence_meters,
        stage=Stage(row.stage),
        value=row.value,
        visit_minutes=row.visit_minutes,
        opening_hours=None if row.opening_hours is None else week_from_json(row.opening_hours),
        region_id=row.region_id,
        owner_id=row.owner_id,
        claimed_at=row.claimed_at,
        last_visit_at=row.last_visit_at,
        held_visits=row.held_visits,
        kept_until=row.kept_until,
    )
