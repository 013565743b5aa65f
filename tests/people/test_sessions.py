"""Sessions: signing in, renewing, and being over."""

from jwt import get_unverified_header
from sqlalchemy import Connection, text

from tests.api_client import Client
from tests.world import PASSWORD, World, uuid_of

SIGN_IN = "... on SignInSuccess { accessToken refreshToken viewer { name } }"
RENEW = "... on SignInSuccess { accessToken refreshToken }"


def test_wrong_login_and_wrong_password_are_one_answer(world: World) -> None:
    world.member(world.top, login=f"known-{world.top}")
    wrong_password = world.nobody.act("signIn", {"login": f"known-{world.top}", "password": "wrong password"})
    wrong_login = world.nobody.act("signIn", {"login": "nobody\u0000", "password": PASSWORD})
    assert wrong_password == wrong_login
    assert wrong_password["__typename"] == "SignInRefused"


def test_without_a_live_session_nothing_is_told(world: World) -> None:
    _, rep = world.member(world.top)
    assert rep.ask("mutation { signOut { ... on SignOutSuccess { signedOut } } }")["signOut"] == {"signedOut": True}
    for token in (rep.token, None, "nonsense"):
        answer = Client(world.nobody.http, token).answer("{ viewer { name } }")
        assert answer["data"] is None
        assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


def test_a_renewal_asked_for_again_is_the_same_one_and_an_old_token_ends_the_session(world: World) -> None:
    login = f"known-{world.top}"
    world.member(world.top, login=login)
    client = world.nobody
    first = client.act("signIn", {"login": login, "password": PASSWORD}, SIGN_IN)["refreshToken"]
    second = client.act("refreshSession", {"refreshToken": first}, RENEW)["refreshToken"]
    assert client.act("refreshSession", {"refreshToken": first}, RENEW)["refreshToken"] == second, "the answer was lost"

    third = client.act("refreshSession", {"refreshToken": second}, RENEW)
    assert client.act("refreshSession", {"refreshToken": first})["__typename"] == "SessionEnded"
    assert client.act("refreshSession", {"refreshToken": third["refreshToken"]})["__typename"] == "SessionEnded"
    assert "errors" in Client(client.http, third["accessToken"]).answer("{ viewer { name } }")
    assert client.act("refreshSession", {"refreshToken": "nonsense"})["__typename"] == "SessionEnded"


def test_every_act_and_every_refusal_is_on_record(world: World, raw: Connection) -> None:
    team = world.unit("Team")
    manager_id, manager = world.member(team, "MANAGER")
    manager.act("addOrgUnit", {"name": "X", "parentId": team})

    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    recorded = raw.execute(
        text("SELECT act, outcome FROM audit_entry WHERE member_id = :id ORDER BY id"), {"id": uuid_of(manager_id)}
    )
    assert [tuple(row) for row in recorded] == [("signIn", "DONE"), ("addOrgUnit", "NotAllowed")]


def test_anybody_may_fetch_the_keys_that_verify_access_tokens(world: World) -> None:
    _, rep = world.member(world.top)
    response = world.nobody.http.get("/.well-known/jwks.json")
    assert response.status_code == 200
    assert get_unverified_header(str(rep.token))["kid"] in {key["kid"] for key in response.json()["keys"]}
