"""What answers fetch of this room, a batch at a time."""

from collections.abc import Sequence
from uuid import UUID

import people
import reviews
from api.context import Info
from api.loaders import Loader
from api.people import loaders as people_loaders
from api.visits import loaders as visit_loaders


def case_views(info: Info) -> Loader[UUID, reviews.CaseView]:
    context = info.context
    return context.loaders.of(
        "cases", lambda ids: reviews.cases_by_id(context.session, context.actor, ids, context.now)
    )


def expect_case(info: Info, view: reviews.CaseView) -> None:
    """Let the next batch of each loader bring what this case may be asked for."""
    people_loaders.members(info).want([view.member_id, view.reviewer_id])
    for loader in (members_of_cases, visits_of_cases, events_of_cases, related_cases, evidence):
        loader(info).want([view.id])


def cases_of_visits(info: Info) -> Loader[UUID, reviews.CaseView]:
    """With what these cases may be asked for."""
    context = info.context

    def fetch(ids: Sequence[UUID]) -> dict[UUID, reviews.CaseView]:
        found = reviews.cases_of_visits(context.session, context.actor, ids, context.now)
        for view in found.values():
            expect_case(info, view)
        return found

    return context.loaders.of("cases of visits", fetch)


def visits_of_cases(info: Info) -> Loader[UUID, list[reviews.FiledVisit]]:
    """With the visits themselves, and what those may be asked for."""
    from api.visits.types import expect_visit

    context = info.context

    def fetch(ids: Sequence[UUID]) -> dict[UUID, list[reviews.FiledVisit]]:
        found = reviews.visits_of_cases(context.session, context.actor, ids)
        filed = [each.visit_id for of_case in found.values() for each in of_case]
        known = visit_loaders.visit_views(info)
        known.want(filed)
        for view in map(known.get, filed):
            if view is not None:
                expect_visit(info, view)
        return found

    return context.loaders.of("visits of cases", fetch)


def events_of_cases(info: Info) -> Loader[UUID, list[reviews.CaseEventView]]:
    """The next batch of members brings whoever is named in these."""
    context = info.context

    def fetch(ids: Sequence[UUID]) -> dict[UUID, list[reviews.CaseEventView]]:
        found = reviews.events_of_cases(context.session, context.actor, ids)
        people_loaders.members(info).want(event.by_id for events in found.values() for event in events)
        return found

    return context.loaders.of("events of cases", fetch)


def related_cases(info: Info) -> Loader[UUID, list[reviews.CaseView]]:
    """With what these cases may be asked for."""
    context = info.context

    def fetch(ids: Sequence[UUID]) -> dict[UUID, list[reviews.CaseView]]:
        found = reviews.related_cases(context.session, context.actor, ids, context.now)
        for view in (view for views in found.values() for view in views):
            expect_case(info, view)
        return found

    return context.loaders.of("related cases", fetch)


def members_of_cases(info: Info) -> Loader[UUID, people.MemberView]:
    """By case, its member as the viewer knew the member then."""
    context = info.context
    return context.loaders.of(
        "members of cases", lambda ids: reviews.members_of_cases(context.session, context.actor, ids)
    )


def evidence(info: Info) -> Loader[UUID, reviews.CaseEvidence]:
    context = info.context
    return context.loaders.of(
        "evidence of cases", lambda ids: reviews.evidence_of_cases(context.session, context.actor, ids, context.now)
    )
