"""An admin hangs a unit, with everything below it, under another."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, case, cast, delete, func, insert, literal, select, update
from sqlalchemy.orm import Session

from core import audit
from core.errors import InvalidInput
from people.actor import Actor
from people.queries.units import units_below
from people.rules import require_admin_over
from people.tables import OrgUnit, OrgUnitBelow
from people.tree_lock import lock_tree


@dataclass(frozen=True, slots=True)
class _Facts:
    """Both from the root down to the unit; None where there is none."""

    path: list[UUID] | None
    parent_path: list[UUID] | None


def move_org_unit(session: Session, actor: Actor, *, unit_id: UUID, new_parent_id: UUID, now: datetime) -> UUID:
    """The unit's id; under that parent already is success. Visits keep the path of their time.

    Raises InvalidInput, NotFound, NotAllowed.
    """
    facts = _gather(session, unit_id, new_parent_id)
    old_parent_path, new_parent_path = _judge(actor, facts)
    if old_parent_path == new_parent_path:
        return unit_id
    _move_paths(session, unit_id, old_parent_path, new_parent_path)
    _move_closure(session, unit_id, old_parent_path, new_parent_path)
    audit.record(
        session,
        now=now,
        member_id=actor.member_id,
        act="moveOrgUnit",
        subject_id=unit_id,
        details={"from": str(old_parent_path[-1]), "to": str(new_parent_id)},
    )
    return unit_id


def _gather(session: Session, unit_id: UUID, new_parent_id: UUID) -> _Facts:
    lock_tree(session)
    rows = session.execute(select(OrgUnit.id, OrgUnit.path).where(OrgUnit.id.in_([unit_id, new_parent_id])))
    paths = {row.id: row.path for row in rows}
    return _Facts(paths.get(unit_id), paths.get(new_parent_id))


def _judge(actor: Actor, facts: _Facts) -> tuple[list[UUID], list[UUID]]:
    """The old and the new parent's path."""
    require_admin_over(actor, facts.path)
    require_admin_over(actor, facts.parent_path)
    path, new_parent_path = facts.path or [], facts.parent_path or []
    if len(path) == 1:
        raise InvalidInput("orgUnitId", "The root of the tree has nowhere to go: name a unit below it.")
    if path[-1] in new_parent_path:
        raise InvalidInput("newParentId", "A unit can't hang below itself: name a unit outside its part of the tree.")
    return path[:-1], new_parent_path


def _move_paths(session: Session, unit_id: UUID, old_parent_path: list[UUID], new_parent_path: list[UUID]) -> None:
    own_part = OrgUnit.path[len(old_parent_path) + 1 : func.cardinality(OrgUnit.path)]
    session.execute(
        update(OrgUnit)
        .where(OrgUnit.id.in_(units_below(unit_id)))
        .values(
            path=func.array_cat(cast(new_parent_path, ARRAY(Uuid)), own_part),
            parent_id=case((OrgUnit.id == unit_id, literal(new_parent_path[-1], Uuid)), else_=OrgUnit.parent_id),
        )
        .execution_options(synchronize_session=False)
    )


def _move_closure(session: Session, unit_id: UUID, old_parent_path: list[UUID], new_parent_path: list[UUID]) -> None:
    left = [above for above in old_parent_path if above not in new_parent_path]
    entered = [above for above in new_parent_path if above not in old_parent_path]
    moved = units_below(unit_id)
    session.execute(
        delete(OrgUnitBelow)
        .where(OrgUnitBelow.unit_id.in_(left), OrgUnitBelow.below_id.in_(moved))
        .execution_options(synchronize_session=False)
    )
    above = func.unnest(cast(entered, ARRAY(Uuid)), type_=Uuid)
    session.execute(
        insert(OrgUnitBelow).from_select(["unit_id", "below_id"], moved.with_only_columns(above, OrgUnitBelow.below_id))
    )
