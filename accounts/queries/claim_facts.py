"""What a claim is judged by, in one round trip that locks the member and then the account; see migration 0018."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from accounts.policies import PoolPolicy, pool_policy_from_json
from accounts.rules import ClaimFacts, PoolUse
from core.clock import local_day
from people import Actor


@dataclass(frozen=True, slots=True)
class ClaimCase:
    """`left_at`: when the claimant left, since the operation began. `region_id`: where the account lies, if in any."""

    left_at: datetime | None
    facts: ClaimFacts
    policy: PoolPolicy
    region_id: UUID | None


def lock_for_claim(session: Session, actor: Actor, account_id: UUID, now: datetime) -> ClaimCase | None:
    """None where there is no such account. To be called as the writer.

    Nothing of it changes before the transaction ends, unless another holds the account: that may be over at once.
    """
    begins, ends = local_day(now, actor.time_zone)
    asked = {"claimant": actor.member_id, "account": account_id, "begins": begins, "ends": ends, "at": now}
    row = session.execute(_FACTS, asked).one()
    if not row.is_known:
        return None
    facts = ClaimFacts(
        by_rep=actor.is_rep,
        owned=not row.is_free,
        owned_by_claimant=row.owner_id == actor.member_id,
        in_claimants_regions=row.on_actors_land,
        held_until=row.held_until,
        use=PoolUse(row.held, row.claimed_today, ends),
    )
    return ClaimCase(row.left_at, facts, pool_policy_from_json(row.policy), row.region_id)


_FACTS = text("SELECT * FROM claim_facts(:claimant, :account, :begins, :ends, :at)")
