"""Guessing passwords: a few tries a login, more an address, and then a wait."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import httpx
import pytest
from sqlalchemy import Connection, text

from core import clock
from core.db import acting, make_engine
from people import passwords, throttle
from people.throttle import counters_of
from tests.api_client import Client, Json
from tests.at_once import at_once, kinds
from tests.world import PASSWORD, Later, World, uuid_of


@pytest.fixture
def elsewhere(world: World) -> Iterator[Client]:
    """A client at an address that no other test uses."""
    with httpx.Client(base_url=world.nobody.http.base_url, headers={"X-Forwarded-For": _address(world)}) as http:
        yield Client(http)


def sign_in(client: Client, login: str, password: str = "a wrong one") -> Json:
    return client.act("signIn", {"login": login, "password": password}, "... on SignInThrottled { retryAfterSeconds }")


def test_after_five_failures_a_login_waits_whatever_the_password(world: World, elsewhere: Client, later: Later) -> None:
    known, unknown = f"known-{world.top}", f"unknown-{world.top}"
    world.member(world.top, login=known)
    for login in (known, unknown):
        assert [sign_in(elsewhere, login)["__typename"] for _ in range(5)] == ["SignInRefused"] * 5
    answers = [sign_in(client, login, PASSWORD) for login in (known, unknown) for client in (elsewhere, world.nobody)]
    assert {answer["__typename"] for answer in answers} == {"SignInThrottled"}
    assert {answer["retryAfterSeconds"] // 60 for answer in answers} <= {14, 15}

    later(timedelta(seconds=answers[0]["retryAfterSeconds"]))
    assert sign_in(elsewhere, known, PASSWORD)["__typename"] == "SignInSuccess"


def test_a_throttled_attempt_is_answered_without_a_look_at_the_password_and_is_no_failure(
    world: World, elsewhere: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = f"unknown-{world.top}"
    for _ in range(5):
        sign_in(elsewhere, login)
    monkeypatch.setattr(passwords, "_hasher", None)
    first = sign_in(elsewhere, login)["retryAfterSeconds"]
    assert sign_in(elsewhere, login)["retryAfterSeconds"] <= first


def test_signing_in_clears_the_failures_of_the_login(world: World, elsewhere: Client) -> None:
    login = f"known-{world.top}"
    world.member(world.top, login=login)
    for _ in range(2):
        assert [sign_in(elsewhere, login.upper())["__typename"] for _ in range(4)] == ["SignInRefused"] * 4
        assert sign_in(elsewhere, login, PASSWORD)["__typename"] == "SignInSuccess"


def test_after_a_hundred_failures_an_address_waits_whichever_the_login(
    world: World, elsewhere: Client, database_url: str
) -> None:
    login, address = f"known-{world.top}", _address(world)
    world.member(world.top, login=login)
    with acting(make_engine(database_url, threads=1)) as session:
        for n in range(99):
            throttle.count(session, counters_of(login=f"{n}-{world.top}", address=address), clock.now())
    assert sign_in(elsewhere, f"unknown-{world.top}")["__typename"] == "SignInRefused"
    waits = sign_in(elsewhere, login, PASSWORD)
    assert waits["__typename"] == "SignInThrottled"
    assert 59 <= waits["retryAfterSeconds"] / 60 <= 60
    assert sign_in(world.nobody, login, PASSWORD)["__typename"] == "SignInSuccess"


def test_attempts_at_once_learn_no_more_than_attempts_in_a_row(world: World, elsewhere: Client) -> None:
    results = at_once([partial(sign_in, elsewhere, f"unknown-{world.top}") for _ in range(12)])
    assert kinds(results) == {"SignInRefused": 5, "SignInThrottled": 7}


def test_what_has_grown_old_is_forgotten(world: World, elsewhere: Client, raw: Connection) -> None:
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    raw.execute(
        text("INSERT INTO sign_in_failure SELECT 'x', now() - interval '61 minutes' FROM generate_series(1, 2500)")
    )
    raw.commit()
    for _ in range(3):
        sign_in(elsewhere, f"unknown-{world.top}")
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    assert raw.scalar(text("SELECT count(*) FROM sign_in_failure WHERE counted_for = 'x'")) == 0


def test_a_host_is_one_address_however_it_is_written_and_whichever_of_its_own_it_takes() -> None:
    def same(one: str, other: str) -> bool:
        return counters_of(login="x", address=one) == counters_of(login="x", address=other)

    assert same("2001:db8:1:2::3", "2001:0db8:1:2:ffff::1")
    assert same("::ffff:192.0.2.1", "192.0.2.1")
    assert not same("2001:db8:1:2::3", "2001:db8:1:3::3")
    assert not same("192.0.2.1", "192.0.2.2")
    assert len(counters_of(login="x", address="")) == 1, "nobody waits for those whose address isn't known either"


def test_refused_and_throttled_attempts_are_on_record(world: World, elsewhere: Client, raw: Connection) -> None:
    login = f"known-{world.top}"
    member, _ = world.member(world.top, login=login)
    for _ in range(6):
        sign_in(elsewhere, login)
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    tried = text("SELECT outcome FROM audit_entry WHERE act = 'signIn' AND subject_id = :id ORDER BY id")
    assert raw.scalars(tried, {"id": uuid_of(member)}).all() == ["SignInRefused"] * 5 + ["SignInThrottled"]


def _address(world: World) -> str:
    return f"2001:db8:{uuid_of(world.top).hex[-8:-4]}:{uuid_of(world.top).hex[-4:]}::1"
