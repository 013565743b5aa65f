"""What the judge of a check-in must know beside the claim itself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

import accounts
import people
from core.errors import NotFound
from geo import Fix, distance_meters, on_site_probability
from people import Actor
from visits.evidence import Evidence
from visits.open_visits import open_visit_of


@dataclass(frozen=True, slots=True)
class Facts:
    account: accounts.AccountFacts
    policy: accounts.VisitPolicy
    "In force for the rep's unit when it happened."
    max_late_hours: int
    "In force now: it binds what arrives."
    geofence_meters: int
    in_work_hours: bool
    open_visit_id: UUID | None

    def evidence(self, fix: Fix | None, *, recorded_at: datetime) -> Evidence:
        """What may be judged and stored: outside work hours there is no position, whatever was sent."""
        kept = fix if self.in_work_hours else None
        distance = None if kept is None else distance_meters(kept.position, self.account.position)
        return Evidence(
            fix=kept,
            recorded_at=recorded_at,
            in_work_hours=self.in_work_hours,
            distance_meters=distance,
            on_site_probability=None if kept is None or distance is None else self._probability(kept, distance),
            geofence_meters=self.geofence_meters,
            max_accuracy_meters=self.policy.max_accuracy_meters,
            max_fix_age_seconds=self.policy.max_fix_age_seconds,
        )

    def _probability(self, fix: Fix, distance: float) -> float:
        return on_site_probability(
            distance_meters=distance, accuracy_meters=fix.accuracy_meters, geofence_meters=self.geofence_meters
        )


def gather(session: Session, actor: Actor, account_id: UUID, *, at: datetime, now: datetime) -> Facts:
    """The facts of a check-in that happened `at`. Raises NotFound for an unknown account.

    The account can't change hands, move or be closed until the transaction ends.
    """
    account = accounts.account_facts(session, account_id=account_id, now=now, lock="UPDATE")
    if account is None:
        raise NotFound("account")
    policies = accounts.visit_policies(session, [actor.unit_id, account.policy_unit_id], at)
    return Facts(
        account=account,
        policy=policies[actor.unit_id],
        max_late_hours=accounts.visit_policies(session, [actor.unit_id], now)[actor.unit_id].max_late_hours,
        geofence_meters=account.geofence_meters or policies[account.policy_unit_id].geofence_meters,
        in_work_hours=people.is_at_work(session, actor, at),
        open_visit_id=open_visit_of(session, actor.member_id, now),
    )
