"""Many at once: an account has one owner, a pool its capacity, a day its claims, under any interleaving."""

from collections import Counter
from functools import partial

import pytest
from sqlalchemy import Connection, text

from tests.accounts.calls import add, assign, claim, release, set_pool_policy
from tests.at_once import at_once, kinds
from tests.world import World, uuid_of


def test_of_forty_reps_who_claim_ten_accounts_each_account_gets_one(world: World, team: str, raw: Connection) -> None:
    reps = [world.member(team)[1] for _ in range(40)]
    accounts = [world.account(0.001 * n) for n in range(10)]
    results = at_once([partial(claim, rep, accounts[n // 4]) for n, rep in enumerate(reps)])

    outcomes = Counter((result["__typename"], n // 4) for n, result in enumerate(results))
    assert outcomes == {("AccountSuccess", n): 1 for n in range(10)} | {("AlreadyOwned", n): 3 for n in range(10)}
    holders = text("SELECT count(*), count(DISTINCT account_id) FROM holding WHERE account_id = ANY (:accounts)")
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    assert raw.execute(holders, {"accounts": [uuid_of(account) for account in accounts]}).one() == (10, 10)


def test_of_eight_who_claim_one_account_one_gets_it_round_after_round(world: World, team: str) -> None:
    reps = [world.member(team)[1] for _ in range(8)]
    for n in range(5):
        account = world.account(0.001 * n)
        results = at_once([partial(claim, rep, account) for rep in reps])
        assert kinds(results) == {"AccountSuccess": 1, "AlreadyOwned": 7}


@pytest.mark.parametrize(
    ("policy", "refusal"), [({"capacity": 5}, "CapacityReached"), ({"dailyClaims": 5}, "DailyLimitReached")]
)
def test_one_rep_who_claims_forty_at_once_gets_no_more_than_the_policy_allows(
    world: World, team: str, policy: dict[str, int], refusal: str
) -> None:
    set_pool_policy(world.admin, team, **policy)
    _, rep = world.member(team)
    accounts = [world.account(0.001 * n) for n in range(40)]
    results = at_once([partial(claim, rep, account) for account in accounts])
    assert kinds(results) == {"AccountSuccess": 5, refusal: 35}
    pool = rep.ask("{ viewer { privatePool { held } } }")["viewer"]["privatePool"]
    assert pool == {"held": 5}


def test_claims_assignments_and_own_finds_together_never_exceed_the_capacity(world: World, team: str) -> None:
    set_pool_policy(world.admin, team, capacity=6)
    member, rep = world.member(team)
    accounts = [world.account(0.001 * n) for n in range(16)]
    claims = [partial(claim, rep, account) for account in accounts[:8]]
    assignments = [partial(assign, world.admin, account, member) for account in accounts[8:]]
    finds = [partial(add, rep, world, 0.002 * n, 0.09, name=f"Find {n}") for n in range(8)]
    assert kinds(at_once([*claims, *assignments, *finds])) == {"AccountSuccess": 6, "CapacityReached": 18}
    assert rep.ask("{ viewer { privatePool { held } } }")["viewer"]["privatePool"] == {"held": 6}


def test_a_claim_of_what_another_holds_waits_for_nobody(world: World, team: str, raw: Connection) -> None:
    account = world.account()
    claim(world.member(team)[1], account)
    _, latecomer = world.member(team)
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    raw.execute(text("SELECT FROM account WHERE id = :id FOR UPDATE"), {"id": uuid_of(account)})  # as its release would
    query = "mutation($id: ID!) { claimAccount(input: {accountId: $id}) { __typename } }"
    claimed = latecomer.answer(query, id=account)
    assert claimed["data"] == {"claimAccount": {"__typename": "AlreadyOwned"}}


def test_a_claim_beside_a_release_finds_it_either_owned_or_free(world: World, team: str, raw: Connection) -> None:
    set_pool_policy(world.admin, team, protectionDays=0)
    (_, one), (_, other) = world.member(team), world.member(team)
    account = world.account()
    claim(one, account)
    for holder, claimant in [(one, other), (other, one)] * 5:
        released, claimed = at_once([partial(release, holder, account), partial(claim, claimant, account)])
        assert released["__typename"] == "AccountSuccess"
        if claimed["__typename"] == "AlreadyOwned":
            assert claim(claimant, account)["__typename"] == "AccountSuccess"

    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    overlapping = """
        SELECT count(*) FROM holding one JOIN holding other ON other.account_id = one.account_id AND other.id > one.id
        WHERE one.account_id = :account
            AND tstzrange(one.starts_at, one.ends_at) && tstzrange(other.starts_at, other.ends_at)
    """
    assert raw.execute(text(overlapping), {"account": uuid_of(account)}).scalar_one() == 0
    events = text("SELECT count(*) FROM pool_event WHERE account_id = :account")
    assert raw.execute(events, {"account": uuid_of(account)}).scalar_one() == 1 + 1 + 2 * 10


def test_two_who_add_the_same_customer_at_once_add_it_once(world: World, team: str) -> None:
    reps = [world.member(team)[1] for _ in range(6)]
    results = at_once([partial(add, rep, world) for rep in reps])
    assert kinds(results) == {"AccountSuccess": 1, "LikelyDuplicate": 5}
