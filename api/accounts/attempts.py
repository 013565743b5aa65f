"""Who tried to act in a region of others."""

from datetime import datetime
from typing import Annotated

import strawberry

import regions
from api.accounts import loaders
from api.accounts.types import Account, account_of
from api.connection import Connection, connection, page_request
from api.context import Info
from api.global_ids import optional_identifier_of
from api.people import loaders as people_loaders
from api.people.types import Member, member_of
from api.regions import loaders as region_loaders
from api.regions.types import Region, region_of


@strawberry.type(description="An act that was answered with OutsideYourRegion.")
class CrossRegionAttempt:
    at: datetime
    act: str = strawberry.field(description="Name of the mutation.")
    view: strawberry.Private[regions.AttemptView]

    @strawberry.field(description="Null once the member is no longer in the viewer's sight.")
    def member(self, info: Info) -> Member | None:
        return member_of(info, people_loaders.members(info).get(self.view.member_id))

    @strawberry.field(description="Null for a place that lies in no region.")
    def region(self, info: Info) -> Region | None:
        return region_of(info, region_loaders.regions(info).get(self.view.region_id))

    @strawberry.field(description="Null where there was none, and where it is not the viewer's to see.")
    def account(self, info: Info) -> Account | None:
        return account_of(info, loaders.account_views(info).get(self.view.account_id))


@strawberry.type
class AttemptQueries:
    @strawberry.field(
        description="Refused acts in regions of others, newest first: for managers and admins, those of members at and "
        "below the own unit (or `under`) at the time. The period is half-open. Empty for all others."
    )
    def cross_region_attempts(
        self,
        info: Info,
        under: strawberry.ID | None = None,
        from_: Annotated[datetime | None, strawberry.argument(name="from")] = None,
        to: datetime | None = None,
        first: int | None = 20,
        after: str | None = None,
    ) -> Connection[CrossRegionAttempt]:
        context = info.context
        page = regions.attempt_page(
            context.session,
            context.actor,
            under=optional_identifier_of("OrgUnit", under),
            since=from_,
            until=to,
            request=page_request(first, after),
        )
        return connection(page, lambda view: _attempt(info, view))


def _attempt(info: Info, view: regions.AttemptView) -> CrossRegionAttempt:
    people_loaders.members(info).want([view.member_id])
    region_loaders.regions(info).want([view.region_id])
    loaders.account_views(info).want([view.account_id])
    return CrossRegionAttempt(at=view.at, act=view.act, view=view)
