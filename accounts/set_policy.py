"""An admin or a manager sets values of a policy on a unit at or below the own, or lets them be inherited again."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from accounts.policy_lock import lock_policies
from accounts.policy_values import POOL_VALUES, VISIT_VALUES, Kind, Value, check_values, stored
from accounts.tables import PolicySetting
from core import advisory, audit, events
from core.errors import NotAllowed, NotFound
from core.ids import new_id
from people import Actor, units_by_id


def set_pool_policy(
    session: Session, actor: Actor, *, unit_id: UUID, values: Mapping[str, Value | None], now: datetime
) -> UUID:
    """The unit's id. `values`: by name as in PoolPolicy; absent stays, None goes back to inheriting.

    Raises NotFound, NotAllowed, InvalidInput.
    """
    lock_policies(session)
    return _set(session, actor, unit_id, values, POOL_VALUES, act="setPoolPolicy", now=now)


def set_visit_policy(
    session: Session, actor: Actor, *, unit_id: UUID, values: Mapping[str, Value | None], now: datetime
) -> UUID:
    """As `set_pool_policy`, by name as in VisitPolicy."""
    return _set(session, actor, unit_id, values, VISIT_VALUES, act="setVisitPolicy", now=now)


def _set(
    session: Session,
    actor: Actor,
    unit_id: UUID,
    values: Mapping[str, Value | None],
    kinds: Mapping[str, Kind],
    *,
    act: str,
    now: datetime,
) -> UUID:
    if unit_id not in units_by_id(session, actor, [unit_id]):
        raise NotFound("unit")
    if not actor.manages:
        raise NotAllowed("Only managers and admins set policies, at and below the own unit.")
    check_values(values, kinds)
    changed = _changed(session, unit_id, values)
    if changed:
        _record(session, actor, unit_id, changed, now)
        details = {name: None if value is None else stored(value) for name, value in changed.items()}
        audit.record(session, now=now, member_id=actor.member_id, act=act, subject_id=unit_id, details=details)
        events.publish(session, now=now, kind="policy.changed", subject_id=unit_id, payload=details)
    return unit_id


def _changed(session: Session, unit_id: UUID, values: Mapping[str, Value | None]) -> dict[str, Value | None]:
    """What differs from what the unit itself has set. From here on nobody else sets this unit's policies."""
    advisory.lock(session, f"policies of {unit_id}")
    rows = session.execute(
        select(PolicySetting.field, PolicySetting.value).where(
            PolicySetting.unit_id == unit_id, PolicySetting.ends_at.is_(None)
        )
    )
    own = {row.field: row.value for row in rows}
    return {
        name: value for name, value in values.items() if (None if value is None else stored(value)) != own.get(name)
    }


def _record(session: Session, actor: Actor, unit_id: UUID, values: Mapping[str, Value | None], now: datetime) -> None:
    current = (PolicySetting.unit_id == unit_id, PolicySetting.field.in_(values), PolicySetting.ends_at.is_(None))
    latest = session.scalars(select(PolicySetting.starts_at).where(*current)).all()
    # Requests that wait for each other carry instants a little out of order: a later value starts later.
    at = max([now, *latest])
    session.execute(update(PolicySetting).where(*current).values(ends_at=at, ended_by=actor.member_id))
    settings = [
        {
            "id": new_id(),
            "unit_id": unit_id,
            "field": name,
            "value": stored(value),
            "starts_at": at,
            "set_by": actor.member_id,
        }
        for name, value in values.items()
        if value is not None
    ]
    if settings:
        session.execute(insert(PolicySetting), settings)
