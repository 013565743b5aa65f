"""Who made a visit, for those who see the visit by its stamp and the member no longer."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, cast, column, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from people import Actor, MemberView, Role, WorkHours, units_by_id
from visits.queries import visible_to
from visits.tables import Visit


def former_members(session: Session, actor: Actor, visit_ids: Sequence[UUID]) -> dict[UUID, MemberView]:
    """By visit, its member as the viewer knew the member then: what has become of the member since isn't told.

    The unit is the last one on the visit's stamp, from the root down, that the viewer still sees.
    """
    made_by = _members_of(visit_ids)
    rows = session.execute(select(made_by).join(Visit, Visit.id == made_by.c.visit_id).where(visible_to(actor))).all()
    in_sight = units_by_id(session, actor, list({unit_id for row in rows for unit_id in row.unit_path}))
    return {row.visit_id: _view(row, _last_of(row.unit_path, in_sight)) for row in rows}


def _members_of(visit_ids: Sequence[UUID]) -> Any:
    """See migration 0005."""
    columns = (column("visit_id", Uuid), column("unit_path", ARRAY(Uuid)), column("member_id", Uuid))
    shown = (column("name", Text), column("role", Text), column("time_zone", Text), column("work_hours", JSONB))
    return func.members_of_visits(cast(list(visit_ids), ARRAY(Uuid))).table_valued(*columns, *shown)


def _last_of(unit_path: Sequence[UUID], in_sight: Iterable[UUID]) -> UUID:
    """The viewer's own unit is on every stamp that the viewer sees."""
    known = set(in_sight)
    return next(unit_id for unit_id in reversed(unit_path) if unit_id in known)


def _view(row: Any, unit_id: UUID) -> MemberView:
    return MemberView(
        id=row.member_id,
        unit_id=unit_id,
        name=row.name,
        role=Role(row.role),
        time_zone=row.time_zone,
        work_hours=None if row.work_hours is None else tuple(WorkHours.from_json(span) for span in row.work_hours),
        left_at=None,
    )
