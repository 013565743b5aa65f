"""The reference phone: what it writes down reaches the server once, whatever the line and the phone itself do."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, text

from demo.client import Client as DemoClient
from demo.client import RequestFailed
from demo.phone import Clocks, Phone, Reading
from demo.phone.memory import Memory
from tests.api_client import every_edge
from tests.bad_line import bad_line
from tests.world import PASSWORD, World, uuid_of

SENDS = 100
KILLS = 10


class Rep:
    """A rep with accounts of their own to visit."""

    def __init__(self, world: World) -> None:
        self.in_use = ExitStack()
        team = world.unit("Team")
        world.region(team)
        self.login = f"rep-{team}"
        self.id, self.client = world.member(team, login=self.login, name=self.login)
        places = [0.02, 0.05, 0.08]
        self.accounts = [world.account(x, by=self.client) for x in places]
        self.readings = [reading(world, x) for x in places]
        self.url = str(world.nobody.http.base_url)

    def phone(self, folder: Path, url: str | None = None, **more: Any) -> Phone:
        """To be taken up again: what lies in `folder` stays."""
        client = self.in_use.enter_context(closing(DemoClient(url or self.url)))
        return self.in_use.enter_context(closing(Phone(folder, client, login=self.login, password=PASSWORD, **more)))

    def log(self) -> list[dict[str, Any]]:
        """Every visit of the rep that the server has."""
        query = """query($after: String) { visits(first: 100, after: $after) {
            edges { node { visitId outcome evidenceValid } } pageInfo { hasNextPage endCursor } } }"""
        edges = every_edge(lambda after: self.client.ask(query, after=after)["visits"])
        return [edge["node"] for edge in edges]


def reading(world: World, x: float) -> Reading:
    now = Clocks().wall()
    fix = {**world.place(x), "accuracyMeters": 8.5, "provider": "GPS"}
    return Reading({**fix, "recordedAt": now.isoformat()}, None)


@pytest.fixture
def rep(world: World) -> Iterator[Rep]:
    rep = Rep(world)
    with rep.in_use:
        yield rep


@pytest.fixture
def links(raw: Connection) -> Any:
    """The (sequence, hash, previous hash) of every link that the server keeps of a rep's devices."""

    def of(rep: Rep) -> list[tuple[int, bytes, bytes]]:
        raw.rollback()
        raw.execute(text("SET LOCAL ROLE doorstep_writer"))
        rows = raw.execute(
            text(
                "SELECT sequence, payload_hash, previous_hash FROM evidence_link JOIN device ON device.id = device_id "
                "WHERE member_id = :id ORDER BY sequence"
            ),
            {"id": uuid_of(rep.id)},
        )
        return [(row.sequence, bytes(row.payload_hash), bytes(row.previous_hash)) for row in rows]

    return of


def assert_unbroken(links: list[tuple[int, bytes, bytes]], count: int) -> None:
    assert [sequence for sequence, _, _ in links] == list(range(1, count + 1))
    hashes = [bytes(32), *(payload for _, payload, _ in links)]
    assert [previous for _, _, previous in links] == hashes[:-1]


def test_a_visit_is_sent_as_it_happens(rep: Rep, tmp_path: Path) -> None:
    phone = rep.phone(tmp_path)
    visit_id = phone.check_in(rep.accounts[0], rep.readings[0])
    assert phone.send(visit_id)["__typename"] == "CheckInSuccess"
    phone.check_out(visit_id, "MET", "Coffee.")
    assert phone.send(visit_id)["__typename"] == "CheckOutSuccess"
    assert rep.log() == [{"visitId": visit_id, "outcome": "MET", "evidenceValid": True}]
    assert phone.sync() == 0


def test_over_a_bad_line_no_visit_is_lost_and_none_is_twice(rep: Rep, tmp_path: Path, links: Any) -> None:
    """A third of all answers is cut and a tenth of the requests lost; live sends and queues take turns."""
    with bad_line(rep.url) as (url, line):
        phone = rep.phone(tmp_path, url, sleep=lambda _: None, random=Random(1), most_tries=50)
        dice, sent = Random(2), []
        for number in range(SENDS):
            visit = number % len(rep.accounts)
            sent.append(phone.check_in(rep.accounts[visit], rep.readings[visit]))
            if dice.random() < 0.6:
                phone.send(sent[-1])
            if dice.random() < 0.8:
                phone.check_out(sent[-1], "MET")
                if dice.random() < 0.5:
                    phone.send(sent[-1])
            if dice.random() < 0.1:
                phone.sync()
        phone.sync()
    assert line.happened["cut"] > SENDS / 5
    assert line.happened["lost"] > SENDS / 15
    log = rep.log()
    assert sorted(visit["visitId"] for visit in log) == sorted(sent)
    assert all(visit["evidenceValid"] for visit in log)
    assert_unbroken(links(rep), SENDS)


def test_a_phone_that_is_killed_at_any_instant_loses_nothing(rep: Rep, tmp_path: Path, links: Any) -> None:
    """Each life ends by SIGKILL between two of its steps, on disk or on the line; the last one finishes."""
    told: dict[str, Any] = {"url": rep.url, "login": rep.login, "password": PASSWORD, "folder": str(tmp_path)}
    told |= {"account": rep.accounts[0], "fix": rep.readings[0].fix}
    dice = Random(3)
    deaths = [_live({**told, "steps": dice.randint(1, 70)}) for _ in range(KILLS)]
    assert deaths == [-signal.SIGKILL] * KILLS
    assert _live({**told, "steps": None}) == 0

    log = [visit["visitId"] for visit in rep.log()]
    assert len(set(log)) == len(log)
    assert set((tmp_path / "written").read_text().split()) <= set(log)
    assert_unbroken(links(rep), len(log))


def _live(told: dict[str, Any]) -> int:
    """How the process of a life ended."""
    command = [sys.executable, "-m", "tests.demo.phone_life", json.dumps(told)]
    return subprocess.run(command, check=False, timeout=60).returncode


def test_a_line_that_is_dead_leaves_the_queue_as_it_is(rep: Rep, tmp_path: Path) -> None:
    pauses: list[float] = []
    phone = rep.phone(tmp_path, "http://127.0.0.1:9", sleep=pauses.append, random=Random(4), most_tries=6)
    visit_id = phone.check_in(rep.accounts[0], rep.readings[0])
    with pytest.raises(RequestFailed):
        phone.sync()
    assert len(pauses) == 5
    assert all(pause <= 0.5 * 2 ** (tried + 1) for tried, pause in enumerate(pauses))
    again = rep.phone(tmp_path)
    assert again.sync() == 1
    assert again.visit(visit_id).check_in_answer == {"__typename": "CheckInSuccess", "visit": {"visitId": visit_id}}


def test_a_dead_session_is_renewed_on_the_way(rep: Rep, tmp_path: Path) -> None:
    phone = rep.phone(tmp_path)
    phone.send(phone.check_in(rep.accounts[0], rep.readings[0]))
    kept = rep.in_use.enter_context(closing(Memory(tmp_path)))
    session = kept.session()
    assert session is not None
    for access, refresh in (("dead", session[1]), ("dead", "dead too")):
        kept.keep_session(access, refresh)
        again = rep.phone(tmp_path, sleep=lambda _: None)
        again.check_in(rep.accounts[1], rep.readings[1])
        assert again.sync() == 1


def test_what_the_server_refuses_is_kept_with_the_reason_and_is_a_link_all_the_same(
    rep: Rep, world: World, tmp_path: Path, links: Any
) -> None:
    world.region(world.unit("Others"), world.square(0.3))
    others = world.account(0.35)
    phone = rep.phone(tmp_path)
    refused = phone.check_in(others, rep.readings[0])
    phone.check_out(refused, "MET")
    good = phone.check_in(rep.accounts[0], rep.readings[0])
    assert phone.sync() == 2
    assert phone.sync() == 0
    assert (phone.visit(refused).check_in_answer or {})["__typename"] == "OutsideYourRegion"
    assert (phone.visit(refused).check_out_answer or {})["__typename"] == "NotSent"
    assert rep.log() == [{"visitId": good, "outcome": None, "evidenceValid": True}]
    assert_unbroken(links(rep), 2)


@pytest.mark.parametrize("code", ["TOO_LARGE", "BUSY"])
def test_a_queue_too_large_for_one_request_goes_in_parts_and_a_spent_limit_is_waited_for(
    tmp_path: Path, code: str
) -> None:
    """A server that takes 3 visits at once, and is spent after each call."""
    sizes: list[int] = []
    pauses: list[float] = []

    def server(request: httpx.Request) -> httpx.Response:
        asked = json.loads(request.content)
        if "enrollDevice" in asked["query"]:
            return httpx.Response(200, json={"data": {"enrollDevice": {"device": {"id": "a device"}}}})
        visits = asked["variables"]["input"]["visits"]
        sizes.append(len(visits))
        if len(sizes) % 2:
            return failure("LIMITED", retryAfterSeconds=7)
        if len(visits) > 3:
            return failure(code)
        stored = [{"visitId": each["visitId"], "result": {"__typename": "CheckInSuccess"}} for each in visits]
        return httpx.Response(200, json={"data": {"syncVisits": {"outcomes": stored}}})

    def failure(code: str, **more: Any) -> httpx.Response:
        return httpx.Response(429, json={"errors": [{"message": "No.", "extensions": {"code": code, **more}}]})

    with (
        closing(DemoClient("http://doorstep", httpx.MockTransport(server))) as client,
        closing(Phone(tmp_path, client, login="", password="", sleep=pauses.append, random=Random(1))) as phone,
    ):
        for _ in range(7):
            phone.check_in("an account", Reading(None, "No signal."))
        assert phone.sync() == 7
    assert [size for size in sizes[1::2] if size <= 3] == [3, 3, 1]
    assert pauses.count(7) >= 3
