"""The policies that each account lives under: its owner's unit's, else its region's owner's, else the root's."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from accounts.policies import PoolPolicy, VisitPolicy, pool_policies, visit_policies
from accounts.queries.facts import governing_unit_ids


def pool_policies_of_accounts(session: Session, ids: Sequence[UUID], now: datetime) -> Mapping[UUID, PoolPolicy]:
    units = governing_unit_ids(session, list(ids), now)
    policies = pool_policies(session, list(set(units.values())), now)
    return {id: policies[unit_id] for id, unit_id in units.items()}


def visit_policies_of_accounts(session: Session, ids: Sequence[UUID], now: datetime) -> Mapping[UUID, VisitPolicy]:
    units = governing_unit_ids(session, list(ids), now)
    policies = visit_policies(session, list(set(units.values())), now)
    return {id: policies[unit_id] for id, unit_id in units.items()}
