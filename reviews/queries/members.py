"""Whom cases are about, for those who see the case by its stamp and the member no longer."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, cast, column, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from people import Actor, MemberView, Role, WorkHours, units_by_id
from reviews.queries.views import visible_to
from reviews.tables import ReviewCase


def members_of_cases(session: Session, actor: Actor, case_ids: Sequence[UUID]) -> dict[UUID, MemberView]:
    """By case, its member as the viewer knew the member then; as `visits.former_members` has it for visits."""
    about = _members_of(case_ids)
    rows = session.execute(select(about).join(ReviewCase, ReviewCase.id == about.c.case_id).where(visible_to(actor)))
    found = rows.all()
    in_sight = units_by_id(session, actor, list({unit_id for row in found for unit_id in row.unit_path}))
    return {
        row.case_id: MemberView(
            id=row.member_id,
            unit_id=next(unit_id for unit_id in reversed(row.unit_path) if unit_id in in_sight),
            name=row.name,
            role=Role(row.role),
            time_zone=row.time_zone,
            work_hours=None if row.work_hours is None else tuple(WorkHours.from_json(span) for span in row.work_hours),
            left_at=None,
        )
        for row in found
    }


def _members_of(case_ids: Sequence[UUID]) -> Any:
    """See migration 0015."""
    columns = (column("case_id", Uuid), column("unit_path", ARRAY(Uuid)), column("member_id", Uuid))
    shown = (column("name", Text), column("role", Text), column("time_zone", Text), column("work_hours", JSONB))
    return func.members_of_cases(cast(list(case_ids), ARRAY(Uuid))).table_valued(*columns, *shown)
