"""When the automatic release takes an account back, and what visits do to it."""

from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from accounts import Clock, PoolPolicy, Stage, Standing, VisitWorth, change_credits, record_visits, release_at
from accounts.queries.due import is_due
from accounts.queries.due import release_at as release_at_in_sql
from accounts.rules import release_of
from accounts.tables import Account
from core.db import acting, make_engine
from tests.accounts.calls import assign, claim, release, set_pool_policy
from tests.accounts.past import age
from tests.api_client import Client, Json
from tests.world import World, uuid_of

DAY = timedelta(days=1)
CLAIMED = datetime(2026, 3, 1, 12, tzinfo=UTC)
POLICY = PoolPolicy(capacity=100, daily_claims=20, idle_days=10, max_hold_days=0, protection_days=30, origins={})
LIMITED = PoolPolicy(capacity=100, daily_claims=20, idle_days=10, max_hold_days=30, protection_days=30, origins={})
FRESH = Clock(stage=Stage.LEAD, claimed_at=CLAIMED, last_visit_at=None, held_visits=0, kept_until=None)
EXEMPT = replace(POLICY, exempt_stages=(Stage.LOST, Stage.SIGNED))
SHORT, LONG = replace(POLICY, visit_extension_days=2), replace(POLICY, visit_extension_days=30)


@pytest.mark.parametrize(
    ("facts", "policy", "expected"),
    [
        ({"claimed_at": None}, POLICY, None),
        ({}, POLICY, CLAIMED + 10 * DAY),
        ({"last_visit_at": CLAIMED + 3 * DAY}, POLICY, CLAIMED + 13 * DAY),
        ({"last_visit_at": CLAIMED - 3 * DAY}, POLICY, CLAIMED + 10 * DAY),
        ({"last_visit_at": CLAIMED + 29 * DAY}, LIMITED, CLAIMED + 30 * DAY),
        ({"last_visit_at": CLAIMED + 3 * DAY}, LIMITED, CLAIMED + 13 * DAY),
        ({"last_visit_at": CLAIMED + 29 * DAY, "stage": Stage.CUSTOMER}, LIMITED, CLAIMED + 39 * DAY),
        ({"held_visits": 1}, POLICY, None),
        ({"stage": Stage.LOST}, EXEMPT, None),
        ({"stage": Stage.CUSTOMER}, EXEMPT, CLAIMED + 10 * DAY),
        ({"last_visit_at": CLAIMED + 3 * DAY}, SHORT, CLAIMED + 10 * DAY),
        ({"last_visit_at": CLAIMED + 9 * DAY}, SHORT, CLAIMED + 11 * DAY),
        ({"last_visit_at": CLAIMED + 3 * DAY}, LONG, CLAIMED + 33 * DAY),
        ({"last_visit_at": CLAIMED - 3 * DAY}, LONG, CLAIMED + 10 * DAY),
        ({"kept_until": CLAIMED + 50 * DAY}, LIMITED, CLAIMED + 50 * DAY),
        ({"kept_until": CLAIMED + 5 * DAY}, LIMITED, CLAIMED + 10 * DAY),
    ],
)
def test_release_at(facts: dict[str, Any], policy: PoolPolicy, expected: datetime | None) -> None:
    assert release_at(replace(FRESH, **facts), policy) == expected


def test_a_day_of_a_policy_has_24_hours_also_where_clocks_change() -> None:
    before = datetime.fromisoformat("2026-03-28T12:00:00+02:00").astimezone(UTC)
    due = release_at(replace(FRESH, claimed_at=before), POLICY)
    assert due is not None
    assert due - before == timedelta(hours=240)


def seen(client: Client, account: str) -> tuple[datetime | None, datetime | None, datetime | None]:
    """claimedAt, lastVisitAt, releaseAt."""
    query = "query($id: ID!) { account(id: $id) { claimedAt lastVisitAt releaseAt } }"
    found: Json = client.ask(query, id=account)["account"]
    claimed, visited, due = (value and datetime.fromisoformat(value) for value in found.values())
    return claimed, visited, due


def test_visits_that_count_move_the_clock_forward_only_and_held_ones_suspend_it(
    world: World, database_url: str
) -> None:
    team = world.unit("Team")
    world.region(team)
    member, rep = world.member(team)
    account = world.account()
    claim(rep, account)
    age(database_url, [account], 2)
    claimed, visited, due = seen(rep, account)
    assert claimed is not None
    assert (visited, due) == (None, claimed + 10 * DAY)
    set_pool_policy(world.admin, team, idleDays=3)
    assert seen(rep, account)[2] == claimed + 3 * DAY, "a policy tells at once"

    def visit(session: Session, hours: int, standing: Standing) -> None:
        at = claimed + timedelta(hours=hours)
        worth = VisitWorth(uuid4(), uuid_of(account), at, standing)
        record_visits(session, member_id=uuid_of(member), visits=[worth])

    with acting(make_engine(database_url, threads=1)) as session:
        visit(session, 20, Standing.COUNTED)
        visit(session, 10, Standing.COUNTED)
        visit(session, 30, Standing.VOIDED)
        visit(session, -5, Standing.HELD)
    assert seen(rep, account)[1:] == (claimed + timedelta(hours=20), claimed + timedelta(hours=92))
    with acting(make_engine(database_url, threads=1)) as session:
        visit(session, 25, Standing.HELD)
    assert seen(rep, account)[2] is None

    release(rep, account)
    assert seen(world.admin, account) == (None, claimed + timedelta(hours=20), None)
    world.admin.act("assignAccount", {"accountId": account, "memberId": member, "reason": "Again"})
    assert seen(rep, account)[2] is not None, "what a former holding suspended is over with it"


def test_a_decision_makes_the_clock_what_all_credits_together_say(world: World, database_url: str) -> None:
    team = world.unit("Team")
    world.region(team)
    (member, rep), (other, _) = world.member(team), world.member(team)
    account = world.account()
    claim(rep, account)
    age(database_url, [account], 5)
    claimed = seen(rep, account)[0]
    assert claimed is not None
    early, late, former = uuid4(), uuid4(), uuid4()

    def came(visit_id: UUID, by: str, days: int, standing: Standing) -> None:
        worth = VisitWorth(visit_id, uuid_of(account), claimed + days * DAY, standing)
        with acting(make_engine(database_url, threads=1)) as session:
            record_visits(session, member_id=uuid_of(by), visits=[worth])

    def decided(visit_id: UUID, standing: Standing) -> tuple[datetime | None, datetime | None]:
        with acting(make_engine(database_url, threads=1)) as session:
            change_credits(session, visit_ids=[visit_id], standing=standing)
        return seen(world.admin, account)[1:]

    came(late, member, 4, Standing.HELD)
    came(early, member, 2, Standing.COUNTED)
    came(former, other, -1, Standing.HELD)
    assert seen(rep, account)[1:] == (claimed + 2 * DAY, None)
    assert decided(late, Standing.COUNTED) == (claimed + 4 * DAY, claimed + 14 * DAY)
    assert decided(late, Standing.VOIDED) == (claimed + 2 * DAY, claimed + 12 * DAY), "what it earned is given back"
    assert decided(early, Standing.HELD) == (None, None)
    assert decided(early, Standing.VOIDED) == (None, claimed + 10 * DAY)
    assert decided(former, Standing.COUNTED) == (claimed - DAY, claimed + 10 * DAY)

    decided(late, Standing.HELD)
    assign(world.admin, account, other)
    assert decided(early, Standing.HELD)[1] is not None, "the clock is another's now"
    assert decided(late, Standing.COUNTED)[0] == claimed + 4 * DAY
    assign(world.admin, account, member)
    assert seen(rep, account)[2] is not None


def test_the_rule_in_sql_is_the_rule_in_python(world: World, database_url: str) -> None:
    team = world.unit("Team")
    world.region(team)
    _, rep = world.member(team)
    account = world.account()
    claim(rep, account)
    this, chance = Account.id == uuid_of(account), Random(4)
    due = 0
    with acting(make_engine(database_url, threads=1)) as session:
        for _ in range(400):
            policy = replace(
                POLICY,
                idle_days=chance.choice([1, 5, 10]),
                max_hold_days=chance.choice([0, 0, 4, 12]),
                visit_extension_days=chance.choice([0, 0, 2, 20]),
                exempt_stages=chance.choice([(), (Stage.LOST, Stage.CUSTOMER)]),
            )
            clock = Clock(
                stage=chance.choice([Stage.LEAD, Stage.CUSTOMER, Stage.LOST]),
                claimed_at=CLAIMED + chance.randint(-20, 0) * DAY,
                last_visit_at=chance.choice([None, CLAIMED + chance.randint(-25, 0) * DAY]),
                held_visits=chance.choice([0, 0, 0, 1]),
                kept_until=chance.choice([None, None, CLAIMED + chance.randint(-3, 3) * DAY]),
            )
            session.execute(update(Account).where(this).values(**asdict(clock)))
            release = release_of(clock, policy)
            expected = release is not None and release.at <= CLAIMED
            assert session.scalar(select(is_due(policy, CLAIMED)).where(this)) is expected, (clock, policy)
            if release is not None:
                assert session.scalar(select(release_at_in_sql(policy)).where(this)) == release.at, (clock, policy)
            due += expected
        session.rollback()
    assert 50 < due < 350
