"""How good the signals are, as clients see it."""

from datetime import datetime
from typing import Annotated

import strawberry

import reviews
from api.context import Info
from api.global_ids import optional_identifier_of
from api.visits.kinds import SignalCode
from reviews import Decision


@strawberry.type(description="A share; low and high hold the true one with 95 % confidence (Wilson's score interval).")
class Proportion:
    estimate: float
    low: float
    high: float


@strawberry.type(description="How often a signal fired under a version of the rules, and what became of it.")
class SignalStatistic:
    code: SignalCode
    rule_version: str
    fired: int
    confirmed: int
    cleared: int
    bad_account_data: int
    inconclusive: int
    undecided: int = strawberry.field(description="Not decided yet, or never a case.")
    precision: Proportion | None = strawberry.field(
        description="The confirmed among those confirmed, cleared or bad account data; null where there are none."
    )


@strawberry.type(description="What people found in clean visits that were drawn at random.")
class SampleStatistic:
    drawn: int
    confirmed: int
    cleared: int
    bad_account_data: int
    inconclusive: int
    undecided: int
    miss_rate: Proportion | None = strawberry.field(
        description="The confirmed among those settled: how much of what looks clean is not. Null where there are none."
    )


@strawberry.type
class SignalStatistics:
    signals: list[SignalStatistic] = strawberry.field(description="By code and version; those that never fired lack.")
    samples: SampleStatistic


@strawberry.type
class StatisticsQueries:
    @strawberry.field(
        description="Of visits checked in from an instant to before another, at or below `under` or else the viewer's "
        "unit; 366 days at most. For reviewers, managers and admins; empty for others."
    )
    def signal_statistics(
        self,
        info: Info,
        from_: Annotated[datetime, strawberry.argument(name="from")],
        to: datetime,
        under: strawberry.ID | None = None,
    ) -> SignalStatistics:
        context = info.context
        unit_id = optional_identifier_of("OrgUnit", under)
        found = reviews.signal_statistics(context.session, context.actor, since=from_, until=to, under=unit_id)
        samples = found.samples
        return SignalStatistics(
            signals=[_signal(each) for each in found.signals],
            samples=SampleStatistic(
                drawn=samples.number, miss_rate=_share(samples.confirmed_share), **_decisions(samples)
            ),
        )


def _signal(each: reviews.SignalStatistic) -> SignalStatistic:
    outcomes = each.outcomes
    return SignalStatistic(
        code=each.code,
        rule_version=each.rule_version,
        fired=outcomes.number,
        precision=_share(outcomes.confirmed_share),
        **_decisions(outcomes),
    )


def _decisions(outcomes: reviews.Outcomes) -> dict[str, int]:
    return {
        "confirmed": outcomes.of(Decision.CONFIRMED),
        "cleared": outcomes.of(Decision.CLEARED),
        "bad_account_data": outcomes.of(Decision.BAD_ACCOUNT_DATA),
        "inconclusive": outcomes.of(Decision.INCONCLUSIVE),
        "undecided": outcomes.undecided,
    }


def _share(share: reviews.Proportion | None) -> Proportion | None:
    return None if share is None else Proportion(estimate=share.estimate, low=share.low, high=share.high)
