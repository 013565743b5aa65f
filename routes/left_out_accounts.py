"""Verdicts of the search by account, as they are stored and shown."""

from collections.abc import Iterable

from routes.day_problem import DayProblem
from routes.day_route import LeftOutAccount
from routes.left_out import LeftOut, LeftOutReason


def left_out_accounts(day: DayProblem, left_out: Iterable[LeftOut]) -> tuple[LeftOutAccount, ...]:
    """The same, in the same order, by account."""
    return tuple(
        LeftOutAccount(
            day.facts[each.candidate].account_id, day.facts[each.candidate].name, each.reason, _why(day, each)
        )
        for each in left_out
    )


def _why(day: DayProblem, verdict: LeftOut) -> str:
    off_road = day.survey.off_roads.get(verdict.candidate)
    if verdict.reason is LeftOutReason.UNREACHABLE and off_road is not None:
        return f"The nearest road is {off_road / 1000:,.1f} km away."
    return verdict.why
