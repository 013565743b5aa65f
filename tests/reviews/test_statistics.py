"""What the decisions say of the signals, and the samples of what no signal sees."""

from datetime import timedelta

import pytest

from reviews.proportion import proportion
from tests.api_client import Client, Json
from tests.reviews.cases import Team, decide, only_case, queue, team_of, visit
from tests.visits.phone import now

COUNTS = "confirmed cleared badAccountData inconclusive undecided"
STATISTICS = f"""query($from: DateTime!, $to: DateTime!, $under: ID) {{
    signalStatistics(from: $from, to: $to, under: $under) {{
        signals {{ code ruleVersion fired {COUNTS} precision {{ estimate low high }} }}
        samples {{ drawn {COUNTS} missRate {{ estimate low high }} }} }} }}"""
DAY = timedelta(days=1)


def statistics(viewer: Client, **more: str) -> Json:
    period = {"from": (now() - DAY).isoformat(), "to": (now() + DAY).isoformat(), **more}
    found: Json = viewer.ask(STATISTICS, **period)["signalStatistics"]
    return found


def test_signals_are_counted_by_what_people_decided(team: Team) -> None:
    for decision in ("CONFIRMED", "CONFIRMED", "CLEARED", "INCONCLUSIVE", None):
        visit(team, mocked=True)
        if decision:
            decide(team.reviewer, only_case(team.reviewer, status=["OPEN"]), decision)
    (mocked,) = [each for each in statistics(team.reviewer)["signals"] if each["code"] == "MOCKED_FIX"]
    assert mocked["fired"] == 5
    assert [mocked[count] for count in COUNTS.split()] == [2, 1, 0, 1, 1]
    assert mocked["precision"] == pytest.approx({"estimate": 2 / 3, "low": 0.2077, "high": 0.9385}, abs=1e-3)


def test_statistics_are_of_the_viewers_part_of_the_tree(team: Team) -> None:
    visit(team, mocked=True)
    beside = team_of(team.world, "Beside", 0.2)
    _, order_system = team.world.member(team.unit, "INTEGRATION")
    for viewer in (beside.reviewer, team.rep, order_system):
        assert statistics(viewer, under=team.unit) == statistics(viewer)
        assert statistics(viewer)["signals"] == []
    assert statistics(team.world.admin, under=team.unit)["signals"]
    assert statistics(team.world.admin, under=beside.unit)["signals"] == []
    past = {"from": "2001-01-01T00:00:00Z", "to": "2001-02-01T00:00:00Z"}
    assert statistics(team.reviewer, **past)["signals"] == []
    for wrong in ({"to": "2001-01-01T00:00:00Z"}, {"from": "2001-01-01T00:00:00Z"}):
        period = {"from": (now() - DAY).isoformat(), "to": now().isoformat(), **wrong}
        errors = team.reviewer.answer(STATISTICS, **period)["errors"]
        assert errors[0]["extensions"]["code"] == "BAD_INPUT"


@pytest.mark.usefixtures("all_are_sampled")
def test_samples_estimate_what_is_missed(team: Team) -> None:
    account = team.world.account()
    for metres in (3, 9, 5, 12):
        visit(team, metres_north=metres, account=account)
    for case, decision in zip(queue(team.reviewer), ("CONFIRMED", "CLEARED", "CLEARED", None), strict=True):
        if decision:
            decide(team.reviewer, case, decision)
    samples = statistics(team.reviewer)["samples"]
    assert samples["drawn"] == 4
    assert [samples[count] for count in COUNTS.split()] == [1, 2, 0, 0, 1]
    assert samples["missRate"]["estimate"] == pytest.approx(1 / 3)


def test_wilsons_interval_has_the_known_values() -> None:
    found = proportion(10, 100)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.05523, 0.17437), abs=1e-5)
    none, every = proportion(0, 20), proportion(20, 20)
    assert none is not None
    assert every is not None
    assert (none.low, every.high) == (0, 1)
    assert none.high == pytest.approx(0.16113, abs=1e-5)
    assert proportion(0, 0) is None
