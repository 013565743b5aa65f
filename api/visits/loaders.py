"""What answers fetch of this room, a batch at a time."""

from uuid import UUID

import visits
from api.context import Info
from api.loaders import Loader
from geo import Fix


def visit_views(info: Info) -> Loader[UUID, visits.VisitView]:
    context = info.context
    return context.loaders.of(
        "visits", lambda ids: visits.visits_by_id(context.session, context.actor, ids, context.now)
    )


def fixes(info: Info) -> Loader[UUID, Fix]:
    context = info.context
    return context.loaders.of("fixes of visits", lambda ids: visits.fixes_by_visit(context.session, context.actor, ids))
