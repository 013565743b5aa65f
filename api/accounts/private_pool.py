"""A rep's private pool, for the rep and those who manage the rep."""

import strawberry

import accounts
import people
from api.accounts import loaders
from api.accounts.types import Account, account_connection
from api.connection import Connection, page_request
from api.context import Info


@strawberry.type
class PrivatePool:
    capacity: int
    held: int
    claims_left_today: int = strawberry.field(description="Today in the member's time zone.")
    view: strawberry.Private[people.MemberView]

    @strawberry.field(description="By name.")
    def accounts(self, info: Info, first: int | None = 20, after: str | None = None) -> Connection[Account]:
        page = loaders.held_accounts(info, page_request(first, after)).get(self.view.id)
        assert page is not None, "every member asked for gets a page"
        return account_connection(info, page)


def private_pool_of(info: Info, member: people.MemberView) -> PrivatePool | None:
    """None for members who hold nothing since they are no reps, and for viewers who don't manage the member now."""
    actor = info.context.actor
    if member.role is not people.Role.REP or not (actor.manages or actor.member_id == member.id):
        return None
    use = loaders.pool_uses(info).get(member.id)  # first: it brings the policies of all members at once
    policy = loaders.pool_policies(info).get(member.unit_id)
    assert policy is not None, "every unit lives under a policy"
    return None if use is None else _pool(member, policy, use)


def _pool(member: people.MemberView, policy: accounts.PoolPolicy, use: accounts.PoolUse) -> PrivatePool:
    left = max(0, policy.daily_claims - use.claimed_today)
    return PrivatePool(capacity=policy.capacity, held=use.held, claims_left_today=left, view=member)
