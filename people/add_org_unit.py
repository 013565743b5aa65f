"""An admin adds a unit below one of the own."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, literal, select
from sqlalchemy.orm import Session

from core import audit, text
from core.ids import new_id
from people.actor import Actor
from people.rules import require_admin_over
from people.tables import OrgUnit, OrgUnitBelow
from people.tree_lock import lock_unit


def add_org_unit(session: Session, actor: Actor, *, name: str, parent_id: UUID, now: datetime) -> UUID:
    """The new unit's id. Raises InvalidInput, NotFound, NotAllowed."""
    name = text.line(name, "name")
    parent_path = lock_unit(session, parent_id)
    require_admin_over(actor, parent_path)
    unit_id = insert_unit(session, name=name, parent_path=parent_path or [], now=now)
    audit.record(
        session,
        now=now,
        member_id=actor.member_id,
        act="addOrgUnit",
        subject_id=unit_id,
        details={"name": name, "parent": str(parent_id)},
    )
    return unit_id


def insert_unit(session: Session, *, name: str, parent_path: list[UUID], now: datetime) -> UUID:
    """Store a unit below `parent_path` (empty: the root) and its place in the closure."""
    unit_id = new_id()
    parent_id = parent_path[-1] if parent_path else None
    path = [*parent_path, unit_id]
    session.execute(insert(OrgUnit).values(id=unit_id, parent_id=parent_id, name=name, path=path, created_at=now))
    above = select(OrgUnitBelow.unit_id, literal(unit_id)).where(OrgUnitBelow.below_id == parent_id)
    session.execute(insert(OrgUnitBelow).values(unit_id=unit_id, below_id=unit_id))
    session.execute(insert(OrgUnitBelow).from_select(["unit_id", "below_id"], above))
    return unit_id
