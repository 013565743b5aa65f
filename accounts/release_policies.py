"""The policies by which accounts are released: few distinct ones, however many units live under them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from accounts.policies import PoolPolicy, pool_policies
from people import unit_ids_below


def policies_below(session: Session, unit_id: UUID | None, at: datetime) -> dict[UUID, PoolPolicy]:
    """Of the unit and every unit below it; of all units for None."""
    return pool_policies(session, unit_ids_below(session, unit_id), at)


def by_release_values(policies: Mapping[UUID, PoolPolicy]) -> Iterable[tuple[PoolPolicy, list[UUID]]]:
    """One policy for each set of units whose accounts are released alike."""
    alike: defaultdict[object, list[UUID]] = defaultdict(list)
    for unit_id, policy in policies.items():
        values = policy.idle_days, policy.visit_extension_days, policy.max_hold_days
        alike[(*values, policy.exempt_stages, policy.warning_days)].append(unit_id)
    return [(policies[unit_ids[0]], unit_ids) for unit_ids in alike.values()]
