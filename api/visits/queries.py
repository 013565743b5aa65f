"""The visit log."""

from datetime import datetime

import strawberry

import visits
from api.connection import Connection, page_request
from api.context import Info
from api.global_ids import identifier_of
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
            context.session, context.actor, _read(filter), page_request(first, after), context.now
        )
        return visit_connection(info, page)

    @strawberry.field
    def visit(self, info: Info, id: strawberry.ID) -> Visit | None:
        return visit_of(info, loaders.visit_views(info).get(identifier_of("Visit", id)))


def _read(filter: VisitFilter | None) -> visits.VisitFilter:
    if filter is None:
        return visits.VisitFilter()
    return visits.VisitFilter(
        under=filter.under and identifier_of("OrgUnit", filter.under),
        member_id=filter.member_id and identifier_of("Member", filter.member_id),
        account_id=filter.account_id and identifier_of("Account", filter.account_id),
        region_id=filter.region_id and identifier_of("Region", filter.region_id),
        since=filter.from_,
        until=filter.to,
        statuses=filter.status or (),
        presences=filter.presence or (),
        standings=filter.standing or (),
        signals=filter.signal or (),
    )
