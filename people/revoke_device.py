"""A device is lost, sold or replaced: what it signs from now on is worth nothing."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from core import audit
from core.errors import NotFound
from people.actor import Actor
from people.queries.devices import devices_by_id
from people.tables import Device


def revoke_device(session: Session, actor: Actor, *, device_id: UUID, now: datetime) -> UUID:
    """The device's id; one that is revoked already stays as it is. By its member and by whoever manages the member.

    Raises NotFound.
    """
    if device_id not in devices_by_id(session, actor, [device_id]):
        raise NotFound("device")
    revoked = (
        update(Device)
        .where(Device.id == device_id, Device.revoked_at.is_(None))
        .values(revoked_at=now, revoked_by=actor.member_id)
        .returning(Device.id)
    )
    if session.scalar(revoked) is not None:
        audit.record(session, now=now, member_id=actor.member_id, act="revokeDevice", subject_id=device_id)
    return device_id
