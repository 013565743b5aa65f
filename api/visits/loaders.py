"""What answers fetch of this room, a batch at a time."""

from uuid import UUID

import people
import visits
from api.context import Info
from api.loaders import Loader
from geo import Fix


def visit_views(info: Info) -> Loader[UUID, visits.VisitView]:
    context = info.context
    return context.loaders.of(
        "visits", lambda ids: visits.visits_by_id(context.session, context.actor, ids, context.now)
    )


def former_members(info: Info) -> Loader[UUID, people.MemberView]:
    """By visit, its member as the viewer knew the member then."""
    context = info.context
    return context.loaders.of("former members", lambda ids: visits.former_members(context.session, context.actor, ids))


def fixes(info: Info) -> Loader[UUID, Fix]:
    context = info.context
    return context.loaders.of("fixes of visits", lambda ids: visits.fixes_by_visit(context.session, context.actor, ids))


def signature_checks(info: Info) -> Loader[UUID, visits.SignatureCheck]:
    context = info.context
    return context.loaders.of(
        "signatures of visits", lambda ids: visits.signature_checks(context.session, ids, context.now)
    )
