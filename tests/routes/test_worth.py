from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from accounts import Stage
from geo import Position
from routes.candidate_facts import CandidateFacts
from routes.worth import StopReason, worth

AT = datetime(2026, 3, 2, 7, tzinfo=UTC)


def _facts(**changes: Any) -> CandidateFacts:
    own_lead: dict[str, Any] = {
        "account_id": UUID(int=1),
        "name": "A",
        "position": Position(24.94, 60.17),
        "value": 60,
        "visit_minutes": 30,
        "opening_hours": None,
        "stage": Stage.LEAD,
        "is_own": True,
        "claimed_at": AT - timedelta(days=8),
        "last_visit_at": None,
        "release_at": None,
        "must": False,
    }
    return CandidateFacts(**(own_lead | changes))


def _days(count: float) -> timedelta:
    return timedelta(days=count)


@pytest.mark.parametrize(
    ("facts", "points", "reasons"),
    [
        (_facts(), 60, ()),
        (_facts(must=True), 60, (StopReason.MUST_VISIT,)),
        (_facts(value=80), 80, (StopReason.HIGH_VALUE,)),
        (_facts(release_at=AT + _days(0.5)), 120, (StopReason.RELEASE_DUE,)),
        (_facts(release_at=AT + _days(2.5)), 80, (StopReason.RELEASE_DUE,)),
        (_facts(release_at=AT + _days(3)), 60, ()),
        (_facts(claimed_at=AT - _days(14)), 80, (StopReason.VISIT_OVERDUE,)),
        (_facts(last_visit_at=AT - _days(60)), 100, (StopReason.VISIT_OVERDUE,)),
        (_facts(stage=Stage.CUSTOMER, last_visit_at=AT - _days(20)), 60, ()),
        (_facts(last_visit_at=AT - _days(2)), 15, ()),
        (_facts(is_own=False, claimed_at=None), 30, (StopReason.POOL_NEARBY,)),
        (_facts(is_own=False, claimed_at=None, value=0), 1, (StopReason.POOL_NEARBY,)),
    ],
)
def test_points_and_reasons(facts: CandidateFacts, points: int, reasons: tuple[StopReason, ...]) -> None:
    valued = worth(facts, at=AT, off_way_meters=0)
    assert (valued.points, valued.reasons) == (points, reasons)


def test_a_point_less_for_every_500_m_off_the_way_down_to_half() -> None:
    assert [worth(_facts(), at=AT, off_way_meters=meters).points for meters in (0, 5_000, 50_000)] == [60, 50, 30]
