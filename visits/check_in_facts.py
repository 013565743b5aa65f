"""What the judge of a check-in must know beside the claim itself, as it was when it happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import accounts
from geo import Fix, distance_meters, on_site_probability
from people import Actor, MemberView, in_work_hours
from visits.arrival import Arrival
from visits.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Facts:
    member: MemberView
    account: accounts.AccountFacts | None
    "None where there is no such account."
    policy: accounts.VisitPolicy
    "In force for the rep's unit when it happened."
    max_late_hours: int
    "In force now: it binds what arrives."
    geofence_meters: int

    @property
    def admitted_account(self) -> accounts.AccountFacts:
        assert self.account is not None, "a check-in at no account is refused"
        return self.account

    def evidence(self, arrival: Arrival) -> Evidence:
        """What may be judged and stored: outside work hours there is no position, whatever was sent."""
        at_work = is_at_work(self.member, arrival.checked_in_at)
        fix = arrival.claim.fix if at_work and self._may_keep(arrival.claim.fix, arrival) else None
        distance = None if fix is None else distance_meters(fix.position, self.admitted_account.position)
        burst = tuple(sent for sent in arrival.claim.phone.burst if at_work and self._may_keep(sent, arrival))
        phone = replace(arrival.claim.phone, burst=burst, signature=arrival.kept_signature)
        return Evidence(
            fix=fix,
            phone=phone if at_work else phone.without_positions(),
            recorded_at=arrival.recorded_at,
            sent_at=arrival.claim.sent_at,
            checked_in_at=arrival.checked_in_at,
            received_at=arrival.received_at,
            offline=arrival.offline,
            in_work_hours=at_work,
            distance_meters=distance,
            on_site_probability=None if fix is None or distance is None else self._probability(fix, distance),
            geofence_meters=self.geofence_meters,
            max_accuracy_meters=self.policy.max_accuracy_meters,
            max_fix_age_seconds=self.policy.max_fix_age_seconds,
            signature_check=arrival.signature_check,
        )

    def _may_keep(self, fix: Fix | None, arrival: Arrival) -> bool:
        """Whether a fix sent in work hours was taken in them too; one that isn't stale is of the check-in's moment."""
        if fix is None:
            return False
        age = arrival.recorded_at - fix.recorded_at
        if abs(age) <= timedelta(seconds=self.policy.max_fix_age_seconds):
            return True
        return is_at_work(self.member, arrival.checked_in_at - age)

    def _probability(self, fix: Fix, distance: float) -> float:
        return on_site_probability(
            distance_meters=distance, accuracy_meters=fix.accuracy_meters, geofence_meters=self.geofence_meters
        )


def gather(
    session: Session, actor: Actor, member: MemberView, arrivals: Sequence[Arrival], *, now: datetime
) -> dict[UUID, Facts]:
    """The facts of each of the arrivals, by `Arrival.id`, in two statements however many there are.

    `member` is the actor, locked. The accounts are locked here.
    """
    moments = [(arrival.claim.account_id, arrival.checked_in_at) for arrival in arrivals]
    found = accounts.accounts_then(session, actor, moments)
    governed = {(actor.unit_id, now), *((actor.unit_id, at) for _, at in moments)}
    governed |= {(account.policy_unit_id, at) for (_, at), account in found.items()}
    policies = accounts.visit_policies_then(session, governed)
    max_late_hours = policies[actor.unit_id, now].max_late_hours
    return {
        arrival.id: _facts(actor, member, arrival, found.get(moment), policies, max_late_hours)
        for arrival, moment in zip(arrivals, moments, strict=True)
    }


def is_at_work(member: MemberView, instant: datetime) -> bool:
    """Whether `instant` lies in the member's work hours, in which alone positions may be stored."""
    return in_work_hours(member.work_hours, instant, ZoneInfo(member.time_zone))


def _facts(
    actor: Actor,
    member: MemberView,
    arrival: Arrival,
    account: accounts.AccountFacts | None,
    policies: Mapping[tuple[UUID, datetime], accounts.VisitPolicy],
    max_late_hours: int,
) -> Facts:
    policy = policies[actor.unit_id, arrival.checked_in_at]
    geofence_meters = policy.geofence_meters
    if account is not None:
        governing = policies[account.policy_unit_id, arrival.checked_in_at]
        geofence_meters = account.geofence_meters or governing.geofence_meters
    return Facts(member, account, policy, max_late_hours, geofence_meters)
