"""Leaving: access ends at once, and what the member held goes back or to a colleague, all of it or nothing."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Connection, text

from core import clock
from tests.api_client import Client, Json
from tests.at_once import at_once, kinds
from tests.visits.phone import check_in, fix
from tests.world import PASSWORD, World, uuid_of

LEFT = "... on MemberSuccess { member { status } }"
RENEW = "... on SignInSuccess { accessToken refreshToken }"


def deactivate(client: Client, member: str, to: str | None = None) -> Json:
    return client.act("deactivateMember", {"memberId": member, "handOverToId": to}, LEFT)


def held(client: Client, member: str) -> int:
    query = "query($id: ID!) { node(id: $id) { ... on Member { privatePool { held } } } }"
    return int(client.ask(query, id=member)["node"]["privatePool"]["held"])


def history(client: Client, account: str) -> list[Json]:
    query = "query($id: ID!) { account(id: $id) { pool history { edges { node { kind from { id } to { id } } } } } }"
    return [edge["node"] for edge in client.ask(query, id=account)["account"]["history"]["edges"]]


def test_a_departed_member_is_out_at_once_and_for_good(world: World, team: str) -> None:
    login = f"leaver-{team}"
    member, client = world.member(team, login=login)
    credentials = {"login": login, "password": PASSWORD}
    session = world.nobody.act("signIn", credentials, RENEW)
    left = deactivate(world.admin, member)
    assert left == {"__typename": "MemberSuccess", "member": {"status": "LEFT"}}
    assert deactivate(world.admin, member) == left, "the answer was lost"

    for token in (client.token, session["accessToken"]):
        answer = Client(world.nobody.http, token).answer("{ viewer { id } }")
        assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    renewal = world.nobody.act("refreshSession", {"refreshToken": session["refreshToken"]})
    assert renewal["__typename"] == "SessionEnded"
    assert world.nobody.act("signIn", credentials)["__typename"] == "SignInRefused"


def test_accounts_return_to_their_public_pools(world: World, team: str) -> None:
    member, rep = world.member(team)
    accounts = [world.account(0.001 * n, by=rep) for n in range(3)]
    assert deactivate(world.admin, member)["__typename"] == "MemberSuccess"
    for account in accounts:
        assert history(world.admin, account)[0] == {"kind": "RETURNED", "from": {"id": member}, "to": None}
    assert held(world.admin, member) == 0


def test_accounts_go_to_a_colleague_who_works_there_and_has_room(world: World, team: str) -> None:
    member, rep = world.member(team)
    accounts = [world.account(0.001 * n, by=rep) for n in range(3)]
    colleague, _ = world.member(team)
    stranger, _ = world.member(world.unit("Beside"))
    manager, _ = world.member(team, "MANAGER")
    world.admin.act("setPoolPolicy", {"orgUnitId": team, "policy": {"capacity": 2}})

    for receiver, why in (
        (stranger, "3 of the 3 accounts lie where"),
        (colleague, "has room for 2 of the 3 accounts"),
        (manager, "Only another rep"),
        (member, "Only another rep"),
    ):
        refused = deactivate(world.admin, member, receiver)
        assert (refused["__typename"], refused["field"]) == ("InvalidInput", "handOverToId")
        assert why in refused["message"]
    assert deactivate(world.admin, member, "nonsense")["__typename"] == "NotFound"
    assert held(world.admin, member) == 3, "a refusal changes nothing"

    world.admin.act("setPoolPolicy", {"orgUnitId": team, "policy": {"capacity": 3}})
    assert deactivate(world.admin, member, colleague)["__typename"] == "MemberSuccess"
    for account in accounts:
        taken = {"kind": "HANDED_OVER", "from": {"id": member}, "to": {"id": colleague}}
        assert history(world.admin, account)[0] == taken


def test_only_admins_above_put_members_out_and_nobody_oneself(world: World, team: str) -> None:
    member, _ = world.member(team)
    beside, _ = world.member(world.unit("Beside"))
    own_id, admin = world.member(team, "ADMIN")
    _, manager = world.member(team, "MANAGER")
    assert deactivate(admin, beside) == deactivate(admin, "nonsense")
    assert deactivate(admin, beside)["__typename"] == "NotFound"
    assert deactivate(manager, member)["__typename"] == "NotAllowed"
    assert deactivate(admin, own_id)["__typename"] == "NotAllowed"
    assert deactivate(admin, member)["__typename"] == "MemberSuccess"


def test_grants_and_the_open_visit_end(world: World, team: str) -> None:
    member, rep = world.member(team)
    other = world.region(world.unit("Beside"), world.square(0.2))
    until = (clock.now() + timedelta(days=30)).isoformat()
    grant = {"memberId": member, "regionId": other, "until": until, "reason": "Fair"}
    assert world.admin.act("grantCrossRegion", grant)["__typename"] == "GrantSuccess"
    visit = check_in(rep, world.account(), fix(world.place()))["visit"]["id"]
    deactivate(world.admin, member)

    seen = world.admin.ask("query($id: ID!) { node(id: $id) { ... on Member { grants { revokedAt } } } }", id=member)
    assert [grant["revokedAt"] is not None for grant in seen["node"]["grants"]] == [True]
    status = world.admin.ask("query($id: ID!) { visit(id: $id) { status outcome } }", id=visit)
    assert status == {"visit": {"status": "COMPLETED", "outcome": None}}


@pytest.mark.parametrize("attempt", range(3))
def test_nothing_is_left_in_the_hands_of_who_left_whatever_happens_at_once(
    world: World, team: str, raw: Connection, attempt: int
) -> None:
    member, rep = world.member(team)
    accounts = [world.account(0.001 * n) for n in range(8)]
    claims = [partial(rep.answer, CLAIM, id=account) for account in accounts[: 4 + attempt]]
    assigns = [partial(_assign, world.admin, account, member) for account in accounts[4 + attempt :]]
    at_once([*claims[:2], partial(deactivate, world.admin, member), *claims[2:], *assigns])  # type: ignore[list-item]
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    holding = text("SELECT count(*) FROM holding WHERE member_id = :id AND ends_at IS NULL")
    assert raw.scalar(holding, {"id": uuid_of(member)}) == 0


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_admins_who_put_each_other_out_at_once_one_stays(world: World, attempt: int) -> None:
    unit = world.unit(f"Company {attempt}")
    one_id, one = world.member(unit, "ADMIN")
    other_id, other = world.member(unit, "ADMIN")
    answers = at_once([partial(_put_out, one, other_id), partial(_put_out, other, one_id)])
    assert kinds(answers)["MemberSuccess"] == 1


CLAIM = "mutation($id: ID!) { claimAccount(input: {accountId: $id}) { __typename } }"


def _assign(client: Client, account: str, member: str) -> Json:
    return client.act("assignAccount", {"accountId": account, "memberId": member, "reason": "Fair"})


def _put_out(client: Client, member: str) -> Json:
    """The result; who is out already when the request comes gets no result."""
    query = "mutation($id: ID!) { deactivateMember(input: {memberId: $id}) { __typename } }"
    answer = client.answer(query, id=member)
    return answer["data"]["deactivateMember"] if answer["data"] else {"__typename": "none"}
