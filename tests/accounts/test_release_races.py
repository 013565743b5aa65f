"""The automatic release beside people at work: whoever has just touched an account wins, and nothing happens twice."""

from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import Connection, text

import accounts.release_due
from tests.accounts.calls import assign, claim, set_pool_policy
from tests.accounts.past import age, history, pools, release_due, run_job
from tests.api_client import Client, Json
from tests.at_once import at_once
from tests.visits.phone import check_in, fix
from tests.world import World, uuid_of

ROUNDS = 6


@pytest.fixture
def team(world: World, team: str) -> str:
    set_pool_policy(world.admin, team, protectionDays=0)
    return team


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts.release_due, "_MOST_AT_ONCE", 3)


def told(raw: Connection, account: str) -> list[str]:
    """What the outbox tells of the account and of visits to it, in the order of the locks on it."""
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    events = """
        SELECT kind FROM outbox_event
        WHERE subject_id = :id OR kind = 'visit.recorded' AND payload ->> 'account' = CAST(:id AS text)
            AND payload ->> 'standing' = 'COUNTED'
        ORDER BY id
    """
    kinds = list(raw.execute(text(events), {"id": uuid_of(account)}).scalars())
    raw.rollback()
    return kinds


def due(world: World, rep: Client, database_url: str, count: int = 1, *, y: float = 0.05) -> list[str]:
    """Accounts of the rep that are due, each at a place of its own."""
    found = [world.account(0.01 + 0.002 * n, y) for n in range(count)]
    for account in found:
        assert claim(rep, account)["__typename"] == "AccountSuccess"
    age(database_url, found, 11)
    return found


def beside_the_job(database_url: str, *acts: Callable[[], Json]) -> list[Json | None]:
    results = at_once([partial(run_job, database_url), partial(run_job, database_url), *acts])
    return results[2:]


def test_a_visit_that_counts_comes_before_the_release_or_finds_the_account_in_the_pool(
    world: World, team: str, database_url: str, raw: Connection
) -> None:
    outcomes = set()
    for n in range(ROUNDS):
        _, rep = world.member(team)
        [account] = due(world, rep, database_url, y=0.01 * n)
        there = fix(world.place(0.01, 0.01 * n), metres_north=n + 2)
        [visited] = beside_the_job(database_url, partial(check_in, rep, account, there))
        assert visited is not None
        assert visited["visit"]["standing"] == "COUNTED"
        run_job(database_url)
        events = told(raw, account)
        pool = pools(world.admin, [account])
        outcomes.add((tuple(events), *pool))
        world.admin.act("assignAccount", {"accountId": account, "memberId": world.member(team)[0], "reason": "Away"})
    came = ("account.added", "account.claimed")
    assert outcomes <= {
        ((*came, "visit.recorded"), "PRIVATE"),
        ((*came, "account.expired", "visit.recorded"), "PUBLIC"),
    }


def test_claims_beside_the_job_find_accounts_owned_or_free(
    world: World, team: str, database_url: str, raw: Connection
) -> None:
    (_, rep), (_, other), (_, third) = (world.member(team) for _ in range(3))
    for_claim = due(world, rep, database_url, 6)
    results = beside_the_job(
        database_url, *(partial(claim, claimant, account) for claimant in (other, third) for account in for_claim)
    )
    run_job(database_url)
    assert {result["__typename"] for result in results if result} <= {"AccountSuccess", "AlreadyOwned"}
    for account in for_claim:
        kinds = [event["kind"] for event in history(world.admin, account)]
        assert kinds in (["CLAIMED", "EXPIRED", "CLAIMED", "ADDED"], ["EXPIRED", "CLAIMED", "ADDED"])
        assert pools(world.admin, [account]) == ["PRIVATE" if kinds[0] == "CLAIMED" else "PUBLIC"]
        assert "account.expired" in told(raw, account)


def test_an_assignment_beside_the_job_always_stands(world: World, team: str, database_url: str) -> None:
    (_, rep), (receiver, _) = world.member(team), world.member(team)
    for _ in range(ROUNDS):
        [account] = due(world, rep, database_url)
        [assigned] = beside_the_job(database_url, partial(assign, world.admin, account, receiver))
        run_job(database_url)
        assert assigned is not None
        assert assigned["account"]["owner"] == {"id": receiver}
        assert pools(world.admin, [account]) == ["PRIVATE"]
        world.admin.act("releaseAccount", {"accountId": account, "reason": "The next round"})


def test_a_hand_over_beside_the_job_takes_what_the_job_has_not(world: World, team: str, database_url: str) -> None:
    for _ in range(3):
        (leaver, rep), (receiver, _) = world.member(team), world.member(team)
        held = due(world, rep, database_url, 7)
        leaving = {"memberId": leaver, "handOverToId": receiver}
        [left] = beside_the_job(database_url, partial(world.admin.act, "deactivateMember", leaving))
        run_job(database_url)
        assert left == {"__typename": "MemberSuccess"}
        last = [history(world.admin, account)[0] for account in held]
        handed = sum(event["kind"] == "HANDED_OVER" for event in last)
        assert [event["kind"] for event in last].count("EXPIRED") == 7 - handed
        query = "query($id: ID!) { node(id: $id) { ... on Member { privatePool { held } } } }"
        assert world.admin.ask(query, id=receiver)["node"]["privatePool"] == {"held": handed}
        for account in held:
            assert len(history(world.admin, account)) == 3
            world.admin.act("assignAccount", {"accountId": account, "memberId": receiver, "reason": "Out of the way"})


def test_once_a_policy_is_set_nothing_is_released_by_the_one_before(
    world: World, team: str, database_url: str, raw: Connection
) -> None:
    _, rep = world.member(team)
    held = due(world, rep, database_url, 12)
    beside_the_job(database_url, partial(set_pool_policy, world.admin, team, idleDays=365))
    run_job(database_url)
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    late = """
        SELECT count(*) FROM outbox_event expired
        WHERE kind = 'account.expired' AND subject_id = ANY (:accounts)
            AND id > (SELECT max(id) FROM outbox_event WHERE kind = 'policy.changed' AND subject_id = :unit)
    """
    about = {"accounts": [uuid_of(account) for account in held], "unit": uuid_of(team)}
    assert raw.execute(text(late), about).scalar_one() == 0


def test_two_managers_and_two_workers_release_each_account_once(world: World, team: str, database_url: str) -> None:
    _, rep = world.member(team)
    held = due(world, rep, database_url, 20)
    managers = [partial(release_due, world.member(team, "MANAGER")[1], team) for _ in range(2)]
    results = beside_the_job(database_url, *managers)
    run_job(database_url)
    assert {result["__typename"] for result in results if result} == {"ReleaseDueAccountsSuccess"}
    for account in held:
        assert [event["kind"] for event in history(world.admin, account)] == ["EXPIRED", "CLAIMED", "ADDED"]


def test_what_somebody_is_busy_with_is_left_for_the_next_time(
    world: World, team: str, database_url: str, raw: Connection
) -> None:
    _, rep = world.member(team)
    busy, idle = due(world, rep, database_url, 2)
    raw.execute(text("SET LOCAL ROLE doorstep_writer; SET LOCAL idle_in_transaction_session_timeout = 0"))
    raw.execute(text("SELECT FROM account WHERE id = :id FOR NO KEY UPDATE"), {"id": uuid_of(busy)})
    run_job(database_url)
    assert pools(world.admin, [busy, idle]) == ["PRIVATE", "PUBLIC"]
    raw.execute(text("UPDATE account SET last_visit_at = now() WHERE id = :id"), {"id": uuid_of(busy)})
    raw.commit()
    run_job(database_url)
    assert pools(world.admin, [busy]) == ["PRIVATE"]


def test_the_lock_is_waited_for_only_once_and_what_is_due_is_asked_again(
    world: World, team: str, database_url: str, raw: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A visit, a decision, a hold, a stage and another owner that come between finding and locking all win."""
    _, rep = world.member(team)
    changes = [
        "last_visit_at = now()",
        "held_visits = 1",
        "kept_until = now() + interval '1 day'",
        "claimed_at = now()",
        "stage = 'SIGNED'",
    ]
    set_pool_policy(world.admin, team, exemptStages=["SIGNED"])
    *touched, untouched = due(world, rep, database_url, len(changes) + 1)
    find = accounts.release_due.find_due

    def find_and_be_overtaken(*arguments: object, **named: object) -> object:
        found = find(*arguments, **named)  # type: ignore[arg-type]
        for account, change in zip(touched, changes, strict=True):
            raw.execute(text("SET LOCAL ROLE doorstep_writer"))
            raw.execute(text(f"UPDATE account SET {change} WHERE id = :id"), {"id": uuid_of(account)})
        raw.commit()
        return found

    monkeypatch.setattr(accounts.release_due, "find_due", find_and_be_overtaken)
    run_job(database_url)
    assert pools(world.admin, [*touched, untouched]) == ["PRIVATE"] * len(changes) + ["PUBLIC"]
