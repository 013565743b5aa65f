"""What a visit is worth on a given day: a sum that a rep can check by heart.

  value of the account                                    0 to 100
+ release due: 20, 40 or 60 points                        with up to 3, 2 or 1 days left
+ overdue: 20 points, and 20 more from twice the cadence  own accounts
× 1/4                                                     visited less than half a cadence ago
× 1/2                                                     in the public pool: a lead that isn't the rep's yet
- 1 point for every 500 m off the way                     down to half
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from accounts import Stage
from routes.candidate_facts import CandidateFacts

CADENCE_DAYS = {
    Stage.LEAD: 14,
    Stage.CONTACTED: 14,
    Stage.INTERESTED: 10,
    Stage.NEGOTIATING: 7,
    Stage.SIGNED: 14,
    Stage.CUSTOMER: 30,
    Stage.LOST: 180,
}
"Days after which an account of a stage wants to be seen again."
HIGH_VALUE = 75
_RELEASE_DAYS = 3
_POINTS_A_STEP = 20
_METERS_A_POINT = 500


class StopReason(StrEnum):
    """Why a stop is in the plan. ON_THE_WAY: it costs little travel, or the day simply had room for it."""

    MUST_VISIT = "MUST_VISIT"
    RELEASE_DUE = "RELEASE_DUE"
    VISIT_OVERDUE = "VISIT_OVERDUE"
    HIGH_VALUE = "HIGH_VALUE"
    POOL_NEARBY = "POOL_NEARBY"
    ON_THE_WAY = "ON_THE_WAY"


@dataclass(frozen=True, slots=True)
class Worth:
    """Points, 1 at least, and what speaks for the visit before any route is known."""

    points: int
    reasons: tuple[StopReason, ...]


def worth(facts: CandidateFacts, *, at: datetime, off_way_meters: float) -> Worth:
    """The worth of a visit on the day that begins `at`, to an account `off_way_meters` from the way of the day."""
    points = float(facts.value) + _POINTS_A_STEP * (_release_steps(facts, at) + _overdue_steps(facts, at))
    if _was_just_visited(facts, at):
        points /= 4
    if not facts.is_own:
        points /= 2
    points = max(points / 2, points - off_way_meters / _METERS_A_POINT)
    return Worth(max(1, round(points)), _reasons(facts, at))


def _reasons(facts: CandidateFacts, at: datetime) -> tuple[StopReason, ...]:
    speaks = {
        StopReason.MUST_VISIT: facts.must,
        StopReason.RELEASE_DUE: _release_steps(facts, at) > 0,
        StopReason.VISIT_OVERDUE: _overdue_steps(facts, at) > 0,
        StopReason.HIGH_VALUE: facts.value >= HIGH_VALUE,
        StopReason.POOL_NEARBY: not facts.is_own,
    }
    return tuple(reason for reason, holds in speaks.items() if holds)


def _release_steps(facts: CandidateFacts, at: datetime) -> int:
    """0 where the release is more than three days off, 3 where it comes within a day or is late."""
    if facts.release_at is None:
        return 0
    days_left = max(timedelta(), facts.release_at - at) // timedelta(days=1)
    return max(0, _RELEASE_DAYS - days_left)


def _overdue_steps(facts: CandidateFacts, at: datetime) -> int:
    """Cadences that have passed since the last visit, or since the claim where there was none; 2 at most."""
    since = facts.last_visit_at or facts.claimed_at
    if not facts.is_own or since is None:
        return 0
    return min(2, max(0, (at - since) // _cadence(facts)))


def _was_just_visited(facts: CandidateFacts, at: datetime) -> bool:
    return facts.last_visit_at is not None and at - facts.last_visit_at < _cadence(facts) / 2


def _cadence(facts: CandidateFacts) -> timedelta:
    return timedelta(days=CADENCE_DAYS[facts.stage])
