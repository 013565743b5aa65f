"""How an account changed hands, as clients see it."""

from datetime import datetime

import strawberry

import accounts
from api.accounts.kinds import PoolEventKind
from api.connection import Connection, connection
from api.context import Info
from api.people import loaders as people_loaders
from api.people.types import Member, member_of
from core.paging import Page


@strawberry.type
class PoolEvent:
    kind: PoolEventKind
    at: datetime
    reason: str | None
    view: strawberry.Private[accounts.PoolEventView]

    @strawberry.field(name="from")
    def from_(self, info: Info) -> Member | None:
        return member_of(info, people_loaders.members(info).get(self.view.from_id))

    @strawberry.field
    def to(self, info: Info) -> Member | None:
        return member_of(info, people_loaders.members(info).get(self.view.to_id))

    @strawberry.field
    def by(self, info: Info) -> Member | None:
        return member_of(info, people_loaders.members(info).get(self.view.by_id))


def pool_event_connection(info: Info, page: Page[accounts.PoolEventView]) -> Connection[PoolEvent]:
    members = people_loaders.members(info)
    members.want(id for event in page.items for id in (event.from_id, event.to_id, event.by_id))
    return connection(page, _pool_event)


def _pool_event(view: accounts.PoolEventView) -> PoolEvent:
    return PoolEvent(kind=view.how, at=view.at, reason=view.reason, view=view)
