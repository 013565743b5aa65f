"""Another password: the old one is worth nothing any more, nor is whoever came in by it."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlalchemy import Connection, text

from people import passwords
from tests.api_client import Client, Json
from tests.world import PASSWORD, World, signed_in, uuid_of

NEW = "battery staple"


def change(client: Client, current: str = PASSWORD, new: str = NEW) -> Json:
    selection = "... on ChangePasswordSuccess { changed }"
    return client.act("changePassword", {"currentPassword": current, "newPassword": new}, selection)


def is_alive(client: Client) -> bool:
    return "errors" not in client.answer("{ viewer { id } }")


def test_changing_the_password_ends_every_other_session(world: World) -> None:
    login = f"known-{world.top}"
    _, here = world.member(world.top, login=login)
    there = signed_in(world.nobody, login)

    assert change(here) == {"__typename": "ChangePasswordSuccess", "changed": True}
    assert (is_alive(here), is_alive(there)) == (True, False)
    assert change(here) == {"__typename": "ChangePasswordSuccess", "changed": True}, "the answer was lost"
    assert world.nobody.act("signIn", {"login": login, "password": PASSWORD})["__typename"] == "SignInRefused"
    assert is_alive(signed_in(world.nobody, login, NEW))


def test_whoever_does_not_know_the_current_password_changes_nothing_and_soon_waits(world: World) -> None:
    login = f"known-{world.top}"
    _, thief = world.member(world.top, login=login)
    assert [change(thief, f"guess {n}")["__typename"] for n in range(5)] == ["SignInRefused"] * 5
    assert change(thief)["__typename"] == "SignInThrottled"

    _, rep = world.member(world.top)
    assert change(rep, PASSWORD, "short") == {
        "__typename": "InvalidInput",
        "message": "A password has 8 to 1024 characters; this one has 5.",
        "field": "newPassword",
    }


def test_no_session_begins_with_a_password_that_is_changed_meanwhile(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = f"known-{world.top}"
    _, here = world.member(world.top, login=login)
    verified, changed = threading.Event(), threading.Event()

    def wait_once() -> None:
        if not verified.is_set():
            verified.set()
            changed.wait(timeout=30)

    monkeypatch.setattr(passwords, "_hasher", _Witness(lambda _: wait_once()))
    with ThreadPoolExecutor() as threads:
        signing_in = threads.submit(world.nobody.act, "signIn", {"login": login, "password": PASSWORD})
        assert verified.wait(timeout=30)
        assert change(here)["__typename"] == "ChangePasswordSuccess"
        changed.set()
        assert signing_in.result()["__typename"] == "SignInRefused"


def test_a_hash_of_other_parameters_is_made_anew_when_its_member_signs_in(world: World, raw: Connection) -> None:
    login = f"known-{world.top}"
    member, _ = world.member(world.top, login=login)
    old = {"id": uuid_of(member), "hash": PasswordHasher(memory_cost=1024, time_cost=1, parallelism=2).hash(PASSWORD)}
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    raw.execute(text("UPDATE credential SET password_hash = :hash WHERE member_id = :id"), old)
    raw.commit()
    signed_in(world.nobody, login)

    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    stored = raw.scalar(text("SELECT password_hash FROM credential WHERE member_id = :id"), old)
    parameters = extract_parameters(str(stored))
    assert (parameters.memory_cost, parameters.time_cost, parameters.parallelism) == (19456, 2, 1)
    assert is_alive(signed_in(world.nobody, login))


def test_unknown_login_wrong_password_and_departed_member_cost_one_hash_of_the_same_parameters(
    world: World, raw: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, departed = f"known-{world.top}", f"departed-{world.top}"
    world.member(world.top, login=known)
    left, _ = world.member(world.top, login=departed)
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    raw.execute(text("UPDATE member SET left_at = now() WHERE id = :id"), {"id": uuid_of(left)})
    raw.commit()

    hashed: list[str] = []
    monkeypatch.setattr(passwords, "_hasher", _Witness(hashed.append))
    for login, password in ((known, "wrong password"), (departed, PASSWORD), (f"unknown-{world.top}", PASSWORD)):
        assert world.nobody.act("signIn", {"login": login, "password": password})["__typename"] == "SignInRefused"
    assert len(hashed) == 3
    assert len({str(extract_parameters(each)) for each in hashed}) == 1


class _Witness(PasswordHasher):
    """Tells with which hash it has compared a password."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(memory_cost=19456, time_cost=2, parallelism=1)
        self._tell = tell

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002  # the library's own name
        try:
            return super().verify(hash, password)
        finally:
            self._tell(str(hash))
