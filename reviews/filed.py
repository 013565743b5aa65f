"""Which cases visits are in already, and which of a member's take more. To be read as the writer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from reviews.filing import Folder
from reviews.kinds import CaseKind
from reviews.queries.views import CASES, IS_UNDECIDED
from reviews.tables import CaseVisit, ReviewCase

_IS_OVER = or_(
    ReviewCase.closed_at.is_not(None), and_(ReviewCase.decision.is_not(None), ReviewCase.appealed_at.is_(None))
)
_VISIT_IDS = select(CaseVisit.case_id, CaseVisit.visit_id)


@dataclass(frozen=True, slots=True)
class Filed:
    """That a visit is in a case."""

    case_id: UUID
    kind: CaseKind
    is_undecided: bool
    is_over: bool
    "Closed, or decided and not under appeal."


def lock_undecided(session: Session, member_ids: Iterable[UUID]) -> list[Folder]:
    """The members' undecided cases, which nobody takes, decides or closes before this transaction ends."""
    statement = CASES.where(ReviewCase.member_id.in_(member_ids), IS_UNDECIDED)
    cases = session.execute(statement.order_by(ReviewCase.id).with_for_update(key_share=True)).all()
    visit_ids: dict[UUID, set[UUID]] = {case.id: set() for case in cases}
    for case_id, visit_id in session.execute(_VISIT_IDS.where(CaseVisit.case_id.in_(visit_ids))):
        visit_ids[case_id].add(visit_id)
    return [
        Folder(
            kind=CaseKind(case.kind),
            member_id=case.member_id,
            unit_path=tuple(case.unit_path),
            rule_version=case.rule_version,
            first_at=case.first_at,
            last_at=case.last_at,
            is_new=False,
            id=case.id,
            visit_ids=visit_ids[case.id],
        )
        for case in cases
    ]


def filed_visits(session: Session, visit_ids: Sequence[UUID]) -> dict[UUID, list[Filed]]:
    """By visit, the cases that it is or was in."""
    found: dict[UUID, list[Filed]] = {}
    rows = session.execute(
        select(
            CaseVisit.visit_id,
            CaseVisit.case_id,
            ReviewCase.kind,
            IS_UNDECIDED.label("is_undecided"),
            _IS_OVER.label("is_over"),
        )
        .join(ReviewCase, ReviewCase.id == CaseVisit.case_id)
        .where(CaseVisit.visit_id.in_(visit_ids))
    )
    for row in rows:
        found.setdefault(row.visit_id, []).append(Filed(row.case_id, CaseKind(row.kind), row.is_undecided, row.is_over))
    return found
