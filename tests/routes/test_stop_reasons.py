from routes.schedule import schedule
from routes.stop_reasons import stop_reasons
from routes.worth import StopReason, Worth
from tests.routes.days import customer, on_a_street

NOTHING = Worth(10, ())
MUST = Worth(10, (StopReason.MUST_VISIT,))


def test_on_the_way_is_what_costs_little_travel_or_has_no_other_reason() -> None:
    problem = on_a_street([customer(), customer(), customer()], at=[20, 10, -30])
    plan = schedule(problem, [1, 0, 2])
    assert plan is not None
    assert stop_reasons(problem, plan, [MUST, MUST, NOTHING]) == [
        (StopReason.MUST_VISIT, StopReason.ON_THE_WAY),
        (StopReason.MUST_VISIT,),
        (StopReason.ON_THE_WAY,),
    ]
