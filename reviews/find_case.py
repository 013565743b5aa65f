"""The first steps of every verb on one case: the case itself, held still, and whether this was said of it before."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from core.errors import NotFound
from people import Actor
from reviews.kinds import CaseEventKind
from reviews.queries.views import CASES, case_state, in_subtree, visible_to
from reviews.rules import CaseState
from reviews.tables import CaseEvent, ReviewCase


def find_case(session: Session, actor: Actor, case_id: UUID, *, lock: bool) -> CaseState:
    """The case; with `lock` no other transaction changes it before this one ends, and accounts are locked before.

    Raises NotFound for a case out of sight, as for one that there isn't. A reviewer's own is found: that it is the
    reviewer's own is for the verb to judge.
    """
    statement = CASES.where(ReviewCase.id == case_id, or_(visible_to(actor), in_subtree(actor)))
    row = session.execute(statement.with_for_update(key_share=True) if lock else statement).one_or_none()
    if row is None:
        raise NotFound("case")
    return case_state(row)


def has_said(session: Session, actor: Actor, case_id: UUID, kind: CaseEventKind, note: str) -> bool:
    """Whether the actor has done so to the case, with these very words: then it is sent again."""
    said = select(CaseEvent.number).where(
        CaseEvent.case_id == case_id,
        CaseEvent.kind == kind,
        CaseEvent.by_id == actor.member_id,
        CaseEvent.note == note,
    )
    return session.scalar(said.limit(1)) is not None
