"""The queue of cases."""

import strawberry

import reviews
from api.connection import Connection, page_request
from api.context import Info
from api.global_ids import optional_identifier_of
from api.reviews.kinds import CaseKind, CaseStatus
from api.reviews.types import ReviewCase, case_connection
from api.visits.kinds import SignalCode


@strawberry.input
class ReviewCaseFilter:
    kind: list[CaseKind] | None = None
    status: list[CaseStatus] | None = None
    under: strawberry.ID | None = None
    member_id: strawberry.ID | None = None
    signal: list[SignalCode] | None = None
    mine: bool | None = strawberry.field(
        default=None, description="True: taken by the viewer now, or decided by the viewer; false: only the others."
    )


@strawberry.type
class ReviewQueries:
    @strawberry.field(
        description="Oldest due first: a reviewer's subtree, which managers and admins see as well; for a rep the "
        "decided ones about the rep, without related cases."
    )
    def review_cases(
        self, info: Info, filter: ReviewCaseFilter | None = None, first: int | None = 20, after: str | None = None
    ) -> Connection[ReviewCase]:
        context = info.context
        page = reviews.case_page(context.session, context.actor, _read(filter), page_request(first, after), context.now)
        return case_connection(info, page)


def _read(input: ReviewCaseFilter | None) -> reviews.CaseFilter:
    if input is None:
        return reviews.CaseFilter()
    return reviews.CaseFilter(
        kinds=input.kind or (),
        statuses=input.status or (),
        under=optional_identifier_of("OrgUnit", input.under),
        member_id=optional_identifier_of("Member", input.member_id),
        signals=input.signal or (),
        mine=input.mine,
    )
