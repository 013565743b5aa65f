from datetime import timedelta

import pytest

from accounts import Stage
from routes.candidate_facts import CandidateFacts
from routes.worth import StopReason, worth
from tests.routes.candidates import AT, candidate_facts


def _days(count: float) -> timedelta:
    return timedelta(days=count)


@pytest.mark.parametrize(
    ("facts", "points", "reasons"),
    [
        (candidate_facts(), 60, ()),
        (candidate_facts(must=True), 60, (StopReason.MUST_VISIT,)),
        (candidate_facts(value=80), 80, (StopReason.HIGH_VALUE,)),
        (candidate_facts(release_at=AT + _days(0.5)), 120, (StopReason.RELEASE_DUE,)),
        (candidate_facts(release_at=AT + _days(2.5)), 80, (StopReason.RELEASE_DUE,)),
        (candidate_facts(release_at=AT + _days(3)), 60, ()),
        (candidate_facts(claimed_at=AT - _days(14)), 80, (StopReason.VISIT_OVERDUE,)),
        (candidate_facts(last_visit_at=AT - _days(60)), 100, (StopReason.VISIT_OVERDUE,)),
        (candidate_facts(stage=Stage.CUSTOMER, last_visit_at=AT - _days(20)), 60, ()),
        (candidate_facts(last_visit_at=AT - _days(2)), 15, ()),
        (candidate_facts(is_own=False, claimed_at=None), 30, (StopReason.POOL_NEARBY,)),
        (candidate_facts(is_own=False, claimed_at=None, value=0), 1, (StopReason.POOL_NEARBY,)),
    ],
)
def test_points_and_reasons(facts: CandidateFacts, points: int, reasons: tuple[StopReason, ...]) -> None:
    valued = worth(facts, at=AT, off_way_meters=0)
    assert (valued.points, valued.reasons) == (points, reasons)


def test_a_point_less_for_every_500_m_off_the_way_down_to_half() -> None:
    assert [worth(candidate_facts(), at=AT, off_way_meters=meters).points for meters in (0, 5_000, 50_000)] == [
        60,
        50,
        30,
    ]
