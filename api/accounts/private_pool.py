"""A rep's private pool, for the rep and those who manage the rep."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

import accounts
import people
from api.accounts import loaders
from api.accounts.types import Account, account_connection
from api.connection import Connection, page_request
from api.context import Info
from api.people import loaders as people_loaders

if TYPE_CHECKING:
    from api.people.types import Member


@strawberry.type(description="Limits of one rep's own, in place of the policy's.")
class PoolException:
    capacity: int | None = strawberry.field(description="Null: as the policy says.")
    daily_claims: int | None = strawberry.field(description="Null: as the policy says.")
    since: datetime
    until: datetime | None = strawberry.field(description="Null: until it is ended.")
    reason: str
    view: strawberry.Private[accounts.PoolExceptionView]

    @strawberry.field(description="Null where out of the viewer's sight.")
    def by(self, info: Info) -> Annotated["Member", strawberry.lazy("api.people.types")] | None:
        from api.people.types import member_of

        return member_of(info, people_loaders.members(info).get(self.view.by_id))


@strawberry.type
class PrivatePool:
    capacity: int
    held: int
    claims_left_today: int = strawberry.field(description="Today in the member's time zone.")
    view: strawberry.Private[people.MemberView]

    @strawberry.field(description="In force now; null where the unit's policy holds for this rep too.")
    def exception(self, info: Info) -> PoolException | None:
        found = loaders.pool_exceptions(info).get(self.view.id)
        return None if found is None else _exception(info, found)

    @strawberry.field(description="By name.")
    def accounts(self, info: Info, first: int | None = 20, after: str | None = None) -> Connection[Account]:
        return account_connection(info, loaders.held_accounts(info, page_request(first, after)).need(self.view.id))


def _exception(info: Info, view: accounts.PoolExceptionView) -> PoolException:
    people_loaders.members(info).want([view.by_id])
    return PoolException(
        capacity=view.capacity,
        daily_claims=view.daily_claims,
        since=view.since,
        until=view.until,
        reason=view.reason,
        view=view,
    )


def private_pool_of(info: Info, member: people.MemberView) -> PrivatePool | None:
    """None for members who hold nothing since they are no reps, and for viewers who don't manage the member now."""
    actor = info.context.actor
    if member.role is not people.Role.REP or not (actor.manages or actor.member_id == member.id):
        return None
    use = loaders.pool_uses(info).get(member.id)  # first: it brings the policies of all members at once
    policy = loaders.pool_policies_of_members(info).need(member.id)
    return None if use is None else _pool(member, policy, use)


def _pool(member: people.MemberView, policy: accounts.PoolPolicy, use: accounts.PoolUse) -> PrivatePool:
    left = max(0, policy.daily_claims - use.claimed_today)
    return PrivatePool(capacity=policy.capacity, held=use.held, claims_left_today=left, view=member)
