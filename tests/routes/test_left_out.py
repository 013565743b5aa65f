from routes.left_out import LeftOut, LeftOutReason, left_out
from routes.problem import UNREACHABLE, Candidate
from tests.routes.days import WORDING, customer, day, on_a_street


def _only_verdict(candidate: Candidate, *, at: int = 20) -> LeftOut:
    problem = on_a_street([candidate], at=[at], working_day=day(minutes=240))
    (verdict,) = left_out(problem, [], WORDING)
    return verdict


def test_closed_that_day() -> None:
    verdict = _only_verdict(customer(opens=[]))
    assert verdict.reason is LeftOutReason.CLOSED_THAT_DAY
    assert verdict.why == "Closed on Monday 23 November."


def test_its_window_is_over_before_the_rep_can_be_there() -> None:
    verdict = _only_verdict(customer(opens=[(-60, 10)]))
    assert verdict.reason is LeftOutReason.WINDOW_MISSED
    assert verdict.why == "Open 08:00 to 09:10; the day can be there from 09:20 and must begin by 12:10."


def test_hours_of_last_night_and_of_tonight_are_told_once() -> None:
    day_long = 24 * 60
    verdict = _only_verdict(customer(opens=[(540 - day_long, 1020 - day_long), (540, 1020)]))
    assert verdict.why == "Open 18:00 to 02:00; the day can be there from 09:20 and must begin by 12:10."


def test_the_way_alone_takes_the_day() -> None:
    verdict = _only_verdict(customer(), at=110)
    assert verdict.reason is LeftOutReason.NO_TIME_LEFT
    assert verdict.why == "The way there and back takes 3 h 40 min, the visit 30 min; the day has 4 h 00 min."


def test_no_way_leads_there() -> None:
    problem = on_a_street([customer()], at=[20])
    problem.durations[0, 2] = UNREACHABLE
    (verdict,) = left_out(problem, [], WORDING)
    assert verdict.reason is LeftOutReason.UNREACHABLE


def test_what_is_in_its_place_is_worth_more() -> None:
    candidates = [customer("Rich", prize=50, minutes=90), customer("Poor", prize=20, minutes=60)]
    (verdict,) = left_out(on_a_street(candidates, at=[20, 20], working_day=day(minutes=180)), [0], WORDING)
    assert verdict.reason is LeftOutReason.WORTH_LESS
    assert verdict.why == "Worth 20 points; Rich (50 points) would have to go for it."


def test_the_musts_leave_no_time() -> None:
    candidates = [customer(minutes=90, must=True), customer(prize=90, minutes=60)]
    (verdict,) = left_out(on_a_street(candidates, at=[20, 20], working_day=day(minutes=180)), [0], WORDING)
    assert verdict.reason is LeftOutReason.NO_TIME_LEFT
    assert verdict.why == "The must-visits leave no room before 12:00 for a visit of 1 h 00 min and its way."


def test_it_would_fit_but_for_the_limit_of_stops() -> None:
    problem = on_a_street([customer(prize=9), customer(prize=8)], at=[20, 20], working_day=day(max_stops=1))
    (verdict,) = left_out(problem, [0], WORDING)
    assert verdict.reason is LeftOutReason.STOP_LIMIT


def test_the_one_worth_most_comes_first() -> None:
    problem = on_a_street([customer(prize=prize, opens=[]) for prize in (3, 9, 5)], at=[1, 1, 1])
    assert [verdict.candidate for verdict in left_out(problem, [], WORDING)] == [1, 2, 0]
