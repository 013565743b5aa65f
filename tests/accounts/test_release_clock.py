"""When the automatic release takes an account back, and what visits do to it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from accounts import PoolPolicy, Stage, Standing, record_visit, release_at
from core.db import acting, make_engine
from tests.accounts.calls import claim, release, set_pool_policy
from tests.api_client import Client, Json
from tests.world import World, uuid_of

DAY = timedelta(days=1)
CLAIMED = datetime(2026, 3, 1, 12, tzinfo=UTC)
POLICY = PoolPolicy(capacity=100, daily_claims=20, idle_days=10, max_hold_days=0, protection_days=30, origins={})
LIMITED = PoolPolicy(capacity=100, daily_claims=20, idle_days=10, max_hold_days=30, protection_days=30, origins={})


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
    ],
)
def test_release_at(facts: dict[str, Any], policy: PoolPolicy, expected: datetime | None) -> None:
    account = {"stage": Stage.LEAD, "claimed_at": CLAIMED, "last_visit_at": None, "held_visits": 0}
    assert release_at(**{**account, **facts}, policy=policy) == expected


def test_a_day_of_a_policy_has_24_hours_also_where_clocks_change() -> None:
    before = datetime.fromisoformat("2026-03-28T12:00:00+02:00").astimezone(UTC)
    due = release_at(stage=Stage.LEAD, claimed_at=before, last_visit_at=None, held_visits=0, policy=POLICY)
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
    claimed, visited, due = seen(rep, account)
    assert claimed is not None
    assert (visited, due) == (None, claimed + 10 * DAY)
    set_pool_policy(world.admin, team, idleDays=3)
    assert seen(rep, account)[2] == claimed + 3 * DAY, "a policy tells at once"

    def visit(session: Session, hours: int, standing: Standing) -> None:
        at = claimed + timedelta(hours=hours)
        record_visit(
            session, account_id=uuid_of(account), member_id=uuid_of(member), visit_id=uuid4(), at=at, standing=standing
        )

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
