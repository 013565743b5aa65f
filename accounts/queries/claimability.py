"""Whether the viewer could claim accounts now, a page at a time; by the same judge as the claim itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.policies import pool_policies_of_members
from accounts.queries.pool_use import ends_of_own_holdings, pool_uses
from accounts.queries.views import on_actors_land, visible_to
from accounts.rules import Claimability, ClaimFacts, PoolUse, judge_claim
from accounts.tables import Account
from people import Actor


def claimabilities(session: Session, actor: Actor, ids: Sequence[UUID], now: datetime) -> dict[UUID, Claimability]:
    """For each of the accounts in the actor's sight, in four statements however many there are."""
    policy = pool_policies_of_members(session, [actor.member_id], now)[actor.member_id]
    use = pool_uses(session, {actor.member_id: actor.time_zone}, now)[actor.member_id]
    ends = ends_of_own_holdings(session, actor.member_id, ids)
    rows = session.execute(
        select(Account.id, Account.owner_id, on_actors_land().label("on_actors_land")).where(
            Account.id.in_(ids), visible_to(actor)
        )
    )
    return {row.id: judge_claim(_facts(actor, row, ends.get(row.id), use), policy, now) for row in rows}


def protection_cutoff(session: Session, actor: Actor, now: datetime) -> datetime | None:
    """The actor could claim now, of the own regions' pool, what the actor hasn't held since then; None: nothing."""
    policy = pool_policies_of_members(session, [actor.member_id], now)[actor.member_id]
    use = pool_uses(session, {actor.member_id: actor.time_zone}, now)[actor.member_id]
    ideal = ClaimFacts(
        by_rep=actor.is_rep, owned=False, owned_by_claimant=False, in_claimants_regions=True, held_until=None, use=use
    )
    return now - timedelta(days=policy.protection_days) if judge_claim(ideal, policy, now).claimable else None


def _facts(actor: Actor, account: Any, held_until: datetime | None, use: PoolUse) -> ClaimFacts:
    return ClaimFacts(
        by_rep=actor.is_rep,
        owned=account.owner_id is not None,
        owned_by_claimant=account.owner_id == actor.member_id,
        in_claimants_regions=account.on_actors_land,
        held_until=held_until,
        use=use,
    )
