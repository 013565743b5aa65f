"""Many at once with 20 ms to the database: whoever waits longest finds what the others left, and nothing is lost."""

import random
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import accounts
from accounts.release_due import release_due
from api.server import doorstep
from core.db import make_engine
from tests.accounts.calls import assign, claim, set_pool_policy
from tests.api_client import Client, Json, serving
from tests.at_once import at_once, kinds
from tests.environment import environment
from tests.people.test_deactivate_member import deactivate
from tests.slow_database import slowed
from tests.visits.phone import check_in_input, fix
from tests.world import World, uuid_of
from visits import verify_credits

LATENCY_SECONDS = 0.02


@pytest.fixture(scope="module")
def slow_url(database_url: str, nobody: Client) -> Iterator[str]:
    assert nobody
    with slowed(database_url, seconds=LATENCY_SECONDS) as url:
        yield url


@pytest.fixture(scope="module")
def slow(slow_url: str, root_admin: Client) -> Iterator[Callable[[Client], Client]]:
    """The same person's client, of a server that is 20 ms away from the database."""
    assert root_admin
    with environment(DATABASE_URL=slow_url, DOORSTEP_THREADS="16"):
        app = doorstep()
    # A connection a request: of those kept alive, a pool under such a load closes some that it has just handed out.
    none_kept = httpx.Limits(max_keepalive_connections=0)
    with serving(app) as http, httpx.Client(base_url=http.base_url, timeout=60, limits=none_kept) as apart:
        yield lambda client: Client(apart, client.token)


class Field:
    """A team at work in one pool; its clients are slow, and `admin`'s calls of preparation aren't."""

    def __init__(self, world: World, slow: Callable[[Client], Client], *, reps: int, accounts: int) -> None:
        self.world, self.team = world, world.unit("Team")
        world.region(self.team)
        members = [world.member(self.team) for _ in range(reps)]
        self.members, self.reps = [id for id, _ in members], [slow(client) for _, client in members]
        self.admin = slow(world.admin)
        self.accounts = [world.account(0.001 + 0.002 * n) for n in range(accounts)]

    def place(self, account: str) -> Json:
        return self.world.place(0.001 + 0.002 * self.accounts.index(account))


@pytest.fixture
def field(world: World, slow: Callable[[Client], Client], superuser: Session) -> Iterator[Callable[..., Field]]:
    made: list[Field] = []

    def make(**sizes: int) -> Field:
        made.append(Field(world, slow, **sizes))
        return made[-1]

    yield make
    for one in made:
        everything_agrees(superuser, one)


def everything_agrees(session: Session, field: Field) -> None:
    """History replays, every event was told, and nobody holds or claimed more than allowed (part of the replay)."""
    ids = [uuid_of(account) for account in field.accounts]
    differences = [*accounts.verify_pools(session).differences, *verify_credits(session)]
    assert [one.what for one in differences if one.account_id in ids] == []
    told = text("""
        SELECT account_id, 'account.' || lower(kind), from_id::text, to_id::text FROM pool_event
            WHERE account_id = ANY (:ids)
        EXCEPT ALL
        SELECT subject_id, kind, payload->>'from', payload->>'to' FROM outbox_event WHERE subject_id = ANY (:ids)
    """)
    assert session.execute(told, {"ids": ids}).all() == []
    twice = text("""
        SELECT subject_id, kind FROM outbox_event WHERE subject_id = ANY (:ids)
            AND kind IN ('account.added', 'account.claimed', 'account.released', 'account.assigned', 'account.expired',
                'account.handed_over', 'account.returned')
        EXCEPT ALL SELECT account_id, 'account.' || lower(kind) FROM pool_event WHERE account_id = ANY (:ids)
    """)
    assert session.execute(twice, {"ids": ids}).all() == []


def test_of_twenty_who_claim_five_accounts_each_account_gets_one(field: Callable[..., Field]) -> None:
    here = field(reps=20, accounts=5)
    results = at_once([partial(claim, rep, here.accounts[n % 5]) for n, rep in enumerate(here.reps)])
    assert kinds(results) == {"AccountSuccess": 5, "AlreadyOwned": 15}


@pytest.mark.parametrize(("policy", "refusal"), [("capacity", "CapacityReached"), ("dailyClaims", "DailyLimitReached")])
def test_one_who_claims_many_gets_no_more_than_allowed(field: Callable[..., Field], policy: str, refusal: str) -> None:
    here = field(reps=1, accounts=20)
    set_pool_policy(here.world.admin, here.team, **{policy: 7})
    results = at_once([partial(claim, here.reps[0], account) for account in here.accounts])
    assert kinds(results) == {"AccountSuccess": 7, refusal: 13}


@pytest.mark.parametrize("seed", [1])
def test_claims_releases_visits_reassignments_and_hand_overs_all_at_once(
    field: Callable[..., Field], seed: int
) -> None:
    here, rng = field(reps=6, accounts=12), random.Random(seed)
    set_pool_policy(here.world.admin, here.team, capacity=5, dailyClaims=6, protectionDays=0)
    for n, account in enumerate(here.accounts[:8]):
        claim(here.reps[n % 6], account)
    acts: list[Callable[[], Any]] = []
    for _ in range(8):
        rep, account = rng.randrange(6), rng.choice(here.accounts)
        acts += [
            partial(tried, here.reps[rep], CLAIM, id=account),
            partial(tried, here.reps[rng.randrange(6)], RELEASE, id=rng.choice(here.accounts)),
            partial(tried, here.reps[rep], CHECK_IN, input=check_in_input(account, fix(here.place(account)))),
            partial(assign, here.admin, rng.choice(here.accounts), rng.choice(here.members[:5])),
        ]
    acts.append(partial(deactivate, here.admin, here.members[5], here.members[rng.randrange(5)]))
    acts.append(partial(deactivate, here.admin, here.members[4]))
    rng.shuffle(acts)
    at_once(acts)


def test_the_release_takes_nothing_that_was_visited_just_before(
    field: Callable[..., Field], slow_url: str, superuser: Session
) -> None:
    here = field(reps=4, accounts=12)
    for n, account in enumerate(here.accounts):
        claim(here.reps[n % 4], account)
    ids = [uuid_of(account) for account in here.accounts]
    eleven_days_older(superuser, ids)
    visits = [
        partial(tried, here.reps[n], CHECK_IN, input=check_in_input(account, fix(here.place(account))))
        for n, account in enumerate(here.accounts[:4])
    ]
    others = [partial(tried, here.reps[n % 4], RELEASE, id=account) for n, account in enumerate(here.accounts[4:8])]
    at_once([*visits, *others, *[partial(release_by_rule, slow_url, here.team)] * 2])
    release_by_rule(slow_url, here.team)

    after_a_visit = text("""
        SELECT count(*) FROM outbox_event AS expired JOIN outbox_event AS visit
            ON visit.payload->>'account' = expired.subject_id::text AND visit.id < expired.id
        WHERE expired.kind = 'account.expired' AND visit.kind = 'visit.recorded'
            AND visit.payload->>'standing' <> 'VOIDED' AND expired.subject_id = ANY (:ids)
    """)
    assert superuser.scalar(after_a_visit, {"ids": ids}) == 0
    left = text("SELECT count(*) FROM account WHERE id = ANY (:ids) AND owner_id IS NOT NULL")
    assert superuser.scalar(left, {"ids": ids[4:]}) == 0


CLAIM = "mutation($id: ID!) { claimAccount(input: {accountId: $id}) { __typename } }"
RELEASE = 'mutation($id: ID!) { releaseAccount(input: {accountId: $id, reason: "Race"}) { __typename } }'
CHECK_IN = "mutation($input: CheckInInput!) { checkIn(input: $input) { __typename } }"


def tried(client: Client, query: str, **variables: Any) -> Json:
    """The answer: a result, or that the caller has left, or that the server is busy and nothing was done."""
    answer = client.answer(query, **variables)
    codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
    assert codes <= {"BUSY", "UNAUTHENTICATED"}, answer
    return answer


def eleven_days_older(session: Session, ids: Sequence[UUID]) -> None:
    for statement in (
        "UPDATE pool_event SET at = at - interval '11 days' WHERE account_id = ANY (:ids)",
        "UPDATE holding SET starts_at = starts_at - interval '11 days' WHERE account_id = ANY (:ids)",
        "UPDATE account SET claimed_at = claimed_at - interval '11 days' WHERE id = ANY (:ids)",
    ):
        session.execute(text(statement), {"ids": list(ids)})
    session.commit()


def release_by_rule(url: str, team: str) -> Json:
    engine = make_engine(url, threads=1)
    release_due(engine, unit_id=uuid_of(team), should_stop=lambda: False)
    engine.dispose()
    return {}
