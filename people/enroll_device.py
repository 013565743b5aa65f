"""A member's phone makes its key known, with which it signs evidence from now on."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from core import audit, text
from core.errors import InvalidInput
from core.ids import new_id
from people.actor import Actor
from people.device_key import read_public_key
from people.queries.members import lock_members
from people.tables import Device

MOST_DEVICES = 50
"In force at once; each reinstallation of the app takes one."


def enroll_device(
    session: Session, actor: Actor, *, public_key_pem: str, name: str, platform: str, now: datetime
) -> UUID:
    """The device's id; the one it has where the actor enrolled this key before. Raises InvalidInput.

    A signed payload names no member, so its key must: a key belongs to one member for ever, and a revoked one to none.
    """
    public_key = read_public_key(public_key_pem, "publicKeyPem")
    name, platform = text.line(name, "name", longest=100), text.line(platform, "platform", longest=100)
    lock_members(session, [actor.member_id])
    known_id = _enrolled_before(session, actor, public_key)
    if known_id is not None:
        return known_id
    _require_room(session, actor)
    device_id = new_id()
    device = insert(Device).values(
        id=device_id,
        member_id=actor.member_id,
        public_key=public_key,
        name=name,
        platform=platform,
        enrolled_at=now,
    )
    if session.scalar(device.on_conflict_do_nothing().returning(Device.id)) is None:
        raise _unusable()
    told = {"platform": platform}
    audit.record(session, now=now, member_id=actor.member_id, act="enrollDevice", subject_id=device_id, details=told)
    return device_id


def _enrolled_before(session: Session, actor: Actor, public_key: bytes) -> UUID | None:
    """The actor's own device in force with this key. Raises InvalidInput where another has it."""
    known = session.execute(
        select(Device.id, Device.member_id, Device.revoked_at).where(Device.public_key == public_key)
    ).one_or_none()
    if known is None:
        return None
    device_id, member_id, revoked_at = known
    if member_id != actor.member_id or revoked_at is not None:
        raise _unusable()
    return device_id


def _require_room(session: Session, actor: Actor) -> None:
    in_force = (Device.member_id == actor.member_id, Device.revoked_at.is_(None))
    if (session.scalar(select(func.count()).where(*in_force)) or 0) >= MOST_DEVICES:
        raise InvalidInput("publicKeyPem", f"You have {MOST_DEVICES} devices: revoke one that is no longer in use.")


def _unusable() -> InvalidInput:
    """One answer, whoever's the key is or was."""
    return InvalidInput("publicKeyPem", "This key can't be enrolled: make a new pair of keys for this installation.")
