"""Devices as those see them whose they are and who manage those, and the keys that signatures are checked with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from core.paging import Keyset, Page, PageRequest
from people.actor import Actor
from people.queries.members import visible_member_ids
from people.tables import Device


@dataclass(frozen=True, slots=True)
class DeviceView:
    id: UUID
    name: str
    platform: str
    enrolled_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """`public_key` is SPKI in DER."""

    public_key: bytes
    revoked_at: datetime | None


def devices_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The actor's own, and those of the members whom the actor manages."""
    own = Device.member_id == actor.member_id
    return or_(own, Device.member_id.in_(visible_member_ids(actor))) if actor.manages else own


def devices_by_id(session: Session, actor: Actor, ids: Sequence[UUID]) -> dict[UUID, DeviceView]:
    rows = session.execute(_DEVICES.where(Device.id.in_(ids), devices_visible_to(actor)))
    return {row.id: _device(row) for row in rows}


def device_pages_of_members(
    session: Session, actor: Actor, member_ids: Sequence[UUID], request: PageRequest
) -> dict[UUID, Page[DeviceView]]:
    """The devices of each of the members, revoked ones too, newest first."""
    return _NEWEST_FIRST.page_per_parent(
        session,
        member_ids,
        lambda member_id: _DEVICES.where(Device.member_id == member_id, devices_visible_to(actor)),
        request,
        _device,
    )


def device_keys(session: Session, *, member_id: UUID, ids: Sequence[UUID]) -> dict[UUID, DeviceKey]:
    """The keys of those of the devices that are the member's. To be called as the writer."""
    keys = select(Device.id, Device.public_key, Device.revoked_at)
    rows = session.execute(keys.where(Device.id.in_(ids), Device.member_id == member_id))
    return {row.id: DeviceKey(bytes(row.public_key), row.revoked_at) for row in rows}


_DEVICES = select(Device.id, Device.name, Device.platform, Device.enrolled_at, Device.revoked_at)
_NEWEST_FIRST = Keyset(columns=(Device.id,), parsers=(UUID,), descending=True)


def _device(row: Any) -> DeviceView:
    return DeviceView(row.id, row.name, row.platform, row.enrolled_at, row.revoked_at)
