"""Accounts go back to the pool, to another rep, and a step further."""

from uuid import uuid4

from tests.accounts.calls import ACCOUNT, assign, claim, release, set_pool_policy
from tests.api_client import Client, Json
from tests.world import World


def advance(client: Client, account: str, stage: str) -> Json:
    return client.act("advanceAccount", {"accountId": account, "stage": stage}, ACCOUNT)


def first_order(client: Client, account: str, reference: str, paid_at: str = "2026-01-31T10:00:00Z") -> Json:
    input = {"accountId": account, "orderReference": reference, "paidAt": paid_at}
    return client.act("recordFirstOrder", input, ACCOUNT)


def test_owner_and_managers_over_the_owner_release_and_nobody_else(world: World, team: str) -> None:
    (rep_id, rep), (_, colleague) = world.member(team), world.member(team)
    account = world.account()
    assert release(rep, account)["__typename"] == "NotAllowed", "it lies in the pool"

    claim(rep, account)
    assert release(colleague, account)["__typename"] == "NotFound", "a colleague's is out of sight"
    for role in ("REVIEWER", "INTEGRATION"):
        assert release(world.member(team, role)[1], account)["__typename"] == "NotAllowed"
    blank = release(rep, account, reason=" ")
    assert (blank["__typename"], blank["field"]) == ("InvalidInput", "reason")

    for holder in (rep, world.member(team, "MANAGER")[1]):
        assign(world.admin, account, rep_id)
        for _ in range(2):
            assert release(holder, account)["account"]["pool"] == "PUBLIC"
    query = "query($id: ID!) { account(id: $id) { history { edges { node { kind reason } } } } }"
    events = [edge["node"] for edge in world.admin.ask(query, id=account)["account"]["history"]["edges"]]
    assert [event["kind"] for event in events] == ["RELEASED", "ASSIGNED", "RELEASED", "CLAIMED", "ADDED"]
    assert events[0]["reason"] == "Moved away"


def test_a_manager_gives_public_and_private_accounts_to_reps_of_the_subtree(world: World, team: str) -> None:
    (first_id, first), (second_id, _) = world.member(team), world.member(team)
    manager_id, manager = world.member(team, "MANAGER")
    stranger, _ = world.member(world.unit("Beside"))
    account = world.account()

    for member in (first_id, second_id, second_id):
        assert assign(manager, account, member)["account"]["owner"] == {"id": member}
    assert assign(first, account, first_id)["__typename"] == "NotAllowed"
    assert assign(manager, account, stranger) == assign(manager, account, "nonsense")
    assert assign(manager, account, stranger)["__typename"] == "NotFound"
    assert assign(manager, "nonsense", first_id)["__typename"] == "NotFound"
    assert assign(manager, account, manager_id)["field"] == "memberId"
    assert assign(manager, account, first_id, reason="")["field"] == "reason"


def test_assignments_keep_to_regions_and_capacity_but_not_to_protection(world: World, team: str) -> None:
    beside = world.unit("Beside")
    region = world.region(beside, world.square(0.2))
    member, rep = world.member(team)
    _, manager = world.member(team, "MANAGER")
    account, foreign = world.account(), world.account(0.25)
    for client in (manager, world.admin):
        refused = assign(client, foreign, member)
        assert (refused["__typename"], refused["region"], refused["ownerUnitName"]) == (
            "OutsideYourRegion",
            {"id": region},
            "Beside",
        )
    claim(rep, account)
    release(rep, account)
    assert claim(rep, account)["__typename"] == "ProtectedFromFormerOwner"
    set_pool_policy(world.admin, team, capacity=0)
    assert assign(manager, account, member)["capacity"] == 0
    set_pool_policy(world.admin, team, capacity=1)
    assert assign(manager, account, member)["__typename"] == "AccountSuccess"


def test_stages_go_any_way_but_to_and_from_customer(world: World, team: str) -> None:
    (_, rep), (_, colleague) = world.member(team), world.member(team)
    _, orders = world.member(team, "INTEGRATION")
    account = world.account()
    assert advance(rep, account, "CONTACTED")["__typename"] == "NotAllowed", "a pool account isn't the rep's"
    claim(rep, account)
    for stage in ("SIGNED", "CONTACTED", "LOST", "LOST", "INTERESTED"):
        assert advance(rep, account, stage)["account"]["stage"] == stage
    assert advance(rep, account, "CUSTOMER")["field"] == "stage"
    assert advance(colleague, account, "LOST")["__typename"] == "NotFound"
    first_order(orders, account, f"order {uuid4()}")
    assert advance(rep, account, "LOST")["field"] == "stage"


def test_the_first_paid_order_makes_a_customer_and_serves_one_account(world: World, team: str) -> None:
    _, orders = world.member(team, "INTEGRATION")
    account, other, reference = world.account(), world.account(0.06), f"order {uuid4()}"
    for client in (world.admin, world.member(team)[1], world.member(team, "MANAGER")[1]):
        assert first_order(client, account, reference)["__typename"] == "NotAllowed"
    future = first_order(orders, account, reference, "2999-01-01T00:00:00Z")
    assert (future["__typename"], future["field"]) == ("InvalidInput", "paidAt")

    for _ in range(2):
        assert first_order(orders, account, reference)["account"]["stage"] == "CUSTOMER"
    assert first_order(orders, other, reference)["field"] == "orderReference"
    assert first_order(orders, account, f"order {uuid4()}")["field"] == "accountId"
    assert first_order(orders, "nonsense", reference)["__typename"] == "NotFound"
