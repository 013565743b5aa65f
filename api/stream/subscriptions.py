"""The fields of Subscription."""

import strawberry

from api.context import Info
from api.edge.request_errors import Code, RequestError
from api.reviews import loaders as review_loaders
from api.reviews.types import ReviewCase, case_node
from api.stream.happenings import OutOfSight, happening
from api.stream.topics import CASES_OPENED, VISITS_RECORDED
from api.visits import loaders as visit_loaders
from api.visits.types import Visit, expect_visit, visit_node

_AFTER = "after: goes on from the cursor in the `extensions` of a message, or of connection_ack, kept for 7 days."


@strawberry.type
class Subscription:
    @strawberry.field(
        description=f"Visits in the viewer's sight (or at and below `under`), as they are committed. {_AFTER}"
    )
    def visit_recorded(self, info: Info, under: strawberry.ID | None = None, after: str | None = None) -> Visit:
        event = happening(self, info, VISITS_RECORDED, under=under, after=after)
        views = visit_loaders.visit_views(info)
        views.want(event.together)
        for other in filter(None, map(views.get, event.together)):
            expect_visit(info, other)
        view = views.get(event.subject_id)
        if view is None:
            raise OutOfSight
        return visit_node(info, view)

    @strawberry.field(description=f"Cases opened at or below the reviewer's unit (or `under`). {_AFTER}")
    def case_opened(self, info: Info, under: strawberry.ID | None = None, after: str | None = None) -> ReviewCase:
        if info.context.actor.is_rep:
            raise RequestError(
                Code.BAD_INPUT, "Cases are opened for reviewers: a rep hears of a case when it is decided."
            )
        event = happening(self, info, CASES_OPENED, under=under, after=after)
        views = review_loaders.case_views(info)
        views.want(event.together)
        view = views.get(event.subject_id)
        if view is None:
            raise OutOfSight
        return case_node(info, view)
