"""The visit log."""

from datetime import datetime
from functools import partial

import strawberry

import reviews
import visits
from api.connection import Connection, page_request
from api.context import Info
from api.global_ids import identifier_of, optional_identifier_of
from api.visits import loaders
from api.visits.kinds import Presence, SignalCode, Standing, VisitStatus
from api.visits.types import Visit, visit_connection, visit_of


@strawberry.input
class VisitFilter:
    under: strawberry.ID | None = None
    member_id: strawberry.ID | None = None
    account_id: strawberry.ID | None = None
    region_id: strawberry.ID | None = None
    from_: datetime | None = strawberry.field(name="from", default=None)
    to: datetime | None = None
    status: list[VisitStatus] | None = None
    presence: list[Presence] | None = None
    standing: list[Standing] | None = None
    signal: list[SignalCode] | None = None


@strawberry.type
class VisitQueries:
    @strawberry.field(
        description="The visit log, newest check-in first: own visits for a rep, the subtree's for a manager "
        "or reviewer."
    )
    def visits(
        self, info: Info, filter: VisitFilter | None = None, first: int | None = 20, after: str | None = None
    ) -> Connection[Visit]:
        context = info.context
        page = visits.visit_page(
            context.session,
            context.actor,
            read_filter(filter),
            page_request(first, after),
            context.now,
            is_blind=partial(reviews.is_blind, context.actor),
        )
        return visit_connection(info, page)

    @strawberry.field
    def visit(self, info: Info, id: strawberry.ID) -> Visit | None:
        return visit_of(info, loaders.visit_views(info).get(identifier_of("Visit", id)))


def read_filter(input: VisitFilter | None) -> visits.VisitFilter:
    if input is None:
        return visits.VisitFilter()
    return visits.VisitFilter(
        under=optional_identifier_of("OrgUnit", input.under),
        member_id=optional_identifier_of("Member", input.member_id),
        account_id=optional_identifier_of("Account", input.account_id),
        region_id=optional_identifier_of("Region", input.region_id),
        since=input.from_,
        until=input.to,
        statuses=input.status or (),
        presences=input.presence or (),
        standings=input.standing or (),
        signals=input.signal or (),
    )
