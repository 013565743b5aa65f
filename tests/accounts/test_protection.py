"""A former owner waits, however the account was lost and whoever held it since; every way of asking says the same."""

from collections.abc import Callable

import pytest

from tests.accounts.calls import add, assign, claim, release
from tests.accounts.past import age, release_due
from tests.api_client import Client
from tests.people.test_deactivate_member import deactivate
from tests.world import World

Loss = Callable[["Lost"], None]


class Lost:
    """An account that `rep` held and lost, and that lies in the public pool."""

    def __init__(self, world: World, database_url: str) -> None:
        self.world, self.team, self.database_url = world, world.unit("Team"), database_url
        world.region(self.team)
        self.rep_id, self.rep = world.member(self.team)
        self.buddy_id, self.buddy = world.member(self.team)
        self.account = world.account(name="Lost and gone")
        claim(self.rep, self.account)


def by_release(lost: Lost) -> None:
    release(lost.rep, lost.account)


def by_a_managers_hand(lost: Lost) -> None:
    release(lost.world.admin, lost.account)


def by_the_automatic_release(lost: Lost) -> None:
    age(lost.database_url, [lost.account], days=40)
    release_due(lost.world.admin, lost.team)


def to_a_buddy_who_dropped_it(lost: Lost) -> None:
    release(lost.rep, lost.account)
    claim(lost.buddy, lost.account)
    release(lost.buddy, lost.account)


def to_a_buddy_who_left(lost: Lost) -> None:
    assign(lost.world.admin, lost.account, lost.buddy_id)
    deactivate(lost.world.admin, lost.buddy_id)


@pytest.mark.parametrize(
    "lose",
    [by_release, by_a_managers_hand, by_the_automatic_release, to_a_buddy_who_dropped_it, to_a_buddy_who_left],
)
def test_who_lost_an_account_waits(world: World, database_url: str, lose: Loss) -> None:
    lost = Lost(world, database_url)
    lose(lost)
    assert claimability(lost.rep, lost.account) == {"claimable": False, "refusal": "PROTECTED"}
    assert lost.account not in claimable_nearby(lost.rep, world)
    assert claim(lost.rep, lost.account)["__typename"] == "ProtectedFromFormerOwner"
    added = add(lost.rep, world, name="Lost & gone Oy")
    assert added["__typename"] == "LikelyDuplicate", "added once more it would be a way round"

    _, other = world.member(lost.team)
    assert claimability(other, lost.account) == {"claimable": True, "refusal": None}
    assert lost.account in claimable_nearby(other, world)
    assert assign(world.admin, lost.account, lost.rep_id)["__typename"] == "AccountSuccess", "on record, by a manager"


def test_another_account_made_to_look_like_the_lost_one_is_no_way_round(world: World, database_url: str) -> None:
    lost = Lost(world, database_url)
    by_release(lost)
    own = add(lost.rep, world, 0.02, name="Something else")["account"]["id"]
    disguise = {"accountId": own, "name": "Lost and gone", "position": world.place()}
    assert lost.rep.act("updateAccount", disguise)["__typename"] == "LikelyDuplicate"


def claimability(client: Client, account: str) -> object:
    query = "query($id: ID!) { account(id: $id) { claimability { claimable refusal } } }"
    return client.ask(query, id=account)["account"]["claimability"]


def claimable_nearby(client: Client, world: World) -> list[str]:
    query = """query($near: PositionInput!) { nearbyAccounts(near: $near, filter: {claimableOnly: true}) {
        edges { node { id } } } }"""
    return [edge["node"]["id"] for edge in client.ask(query, near=world.place())["nearbyAccounts"]["edges"]]
