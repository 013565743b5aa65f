"""What was set on a unit, by whom and when, as clients see it."""

from datetime import datetime
from uuid import UUID

import strawberry

import accounts
from api.accounts import loaders
from api.connection import Connection, connection, page_request
from api.context import Info
from api.people import loaders as people_loaders
from api.people.types import Member, member_of


@strawberry.type(description="One value of a policy, set on a unit for a period.")
class PolicySetting:
    field: str = strawberry.field(description="As in PoolPolicy or VisitPolicy.")
    value: str = strawberry.field(description="Stages are separated by spaces.")
    since: datetime
    until: datetime | None = strawberry.field(description="Null: still set.")
    view: strawberry.Private[accounts.PolicySettingView]

    @strawberry.field(description="Null where out of the viewer's sight.")
    def by(self, info: Info) -> Member | None:
        return member_of(info, people_loaders.members(info).get(self.view.by_id))

    @strawberry.field(description="Who set another value or let it be inherited again; null where out of sight.")
    def ended_by(self, info: Info) -> Member | None:
        return member_of(info, people_loaders.members(info).get(self.view.ended_by_id))


def policy_history_of(info: Info, unit_id: UUID, first: int | None, after: str | None) -> Connection[PolicySetting]:
    page = loaders.policy_history(info, page_request(first, after)).need(unit_id)
    return connection(page, lambda view: _setting(info, view))


def _setting(info: Info, view: accounts.PolicySettingView) -> PolicySetting:
    people_loaders.members(info).want([view.by_id, view.ended_by_id])
    field = accounts.contract_name(view.field)
    return PolicySetting(field=field, value=view.value, since=view.since, until=view.until, view=view)
