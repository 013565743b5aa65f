"""visitRecorded: who hears which visits, when, and how nobody misses one."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, text

from api.edge.limits import WAITING_EVENTS
from api.edge.request_errors import RequestError
from api.stream.listener import Listener
from api.stream.news import concerning
from api.stream.topics import Listening, Topic
from core.commit_order import BEFORE_ALL, Place
from core.outbox import PublishedEvent
from people import Actor, Role
from tests.api_client import Client
from tests.stream.ear import RECORDED, Ear, ear, socket
from tests.visits.phone import check_in, check_out, fix
from tests.world import World
from visits import Stamp


@dataclass(slots=True)
class Team:
    """A unit with a region, a rep who visits, and a manager."""

    world: World
    unit: str
    rep: Client
    manager: Client
    account: str

    def visit(self) -> str:
        """The phone's id of a new visit, which is over."""
        done = check_in(self.rep, self.account, fix(self.world.place()))
        visit_id = str(done["visit"]["visitId"])
        check_out(self.rep, visit_id)
        return visit_id


@pytest.fixture
def team(world: World) -> Team:
    return _team(world)


def _team(world: World, x: float = 0) -> Team:
    unit = world.unit("Team")
    world.region(unit, world.square(x))
    _, rep = world.member(unit)
    _, manager = world.member(unit, "MANAGER")
    return Team(world, unit, rep, manager, world.account(x + 0.05))


def test_a_visit_is_heard_by_its_rep_and_by_everyone_above_and_by_nobody_beside(team: Team) -> None:
    beside = team.world.unit("Beside")
    _, other_manager = team.world.member(beside, "MANAGER")
    _, colleague = team.world.member(team.unit)
    with (
        ear(team.rep) as own,
        ear(team.manager) as above,
        ear(team.world.admin) as at_the_top,
        ear(other_manager) as other,
        ear(colleague) as fellow_rep,
    ):
        first, second = team.visit(), team.visit()
        for listening in (own, above, at_the_top):
            assert [listening.visit()["visitId"] for _ in range(2)] == [first, second]
        _hears_only_its_own(other, team.world, beside)
        elsewhere = team.world.account(0.06)
        done = check_in(colleague, elsewhere, fix(team.world.place(0.06)))
        assert fellow_rep.visit()["visitId"] == done["visit"]["visitId"]


def _hears_only_its_own(listening: Ear, world: World, unit: str) -> None:
    """Whatever was sent to it before would be heard first."""
    world.region(unit, world.square(0.5))
    _, rep = world.member(unit)
    done = check_in(rep, world.account(0.55), fix(world.place(0.55)))
    assert listening.visit()["visitId"] == done["visit"]["visitId"]


def test_under_narrows_to_a_unit_in_sight_and_is_refused_for_any_other(team: Team) -> None:
    sister = _team(team.world, x=0.3)
    with ear(team.world.admin, under=sister.unit) as listening:
        team.visit()
        visit_id = _visit_of_sister(sister)
        assert listening.visit()["visitId"] == visit_id
    with ear(team.manager, under=sister.unit) as listening:
        refused = listening.hear()
    assert refused["type"] == "error"
    assert refused["payload"][0]["extensions"] == {"code": "BAD_INPUT", "inputPath": "under"}


def _visit_of_sister(sister: Team) -> str:
    done = check_in(sister.rep, sister.account, fix(sister.world.place(0.35)))
    return str(done["visit"]["visitId"])


def test_each_sees_of_a_visit_what_a_query_would_show(team: Team) -> None:
    fields = "visitId trustScore member { name } account { id }"
    with ear(team.rep, fields) as own, ear(team.manager, fields) as above:
        team.visit()
        assert own.visit()["trustScore"] is None
        assert above.visit()["trustScore"] == 100


def test_a_look_at_positions_is_put_on_record(team: Team, raw: Connection) -> None:
    before = _looks(raw)
    with ear(team.manager, "fix { position { latitude } }") as listening:
        team.visit()
        assert listening.visit()["fix"]["position"]["latitude"] == pytest.approx(team.world.place()["latitude"])
    assert _looks(raw) == before + 1


def _looks(raw: Connection) -> int:
    with raw.begin():
        raw.execute(text("SET LOCAL ROLE doorstep_writer"))
        return int(raw.scalar(text("SELECT count(*) FROM audit_entry WHERE act = 'lookAtPositions'")) or 0)


def test_whoever_comes_back_with_a_cursor_misses_nothing_and_hears_nothing_twice(team: Team) -> None:
    with ear(team.manager) as listening:
        first = team.visit()
        payload = listening.event()
        assert payload["data"]["visitRecorded"]["visitId"] == first
    missed = [team.visit() for _ in range(3)]
    with ear(team.manager, after=payload["extensions"]["cursor"]) as listening:
        assert [listening.visit()["visitId"] for _ in missed] == missed
        live = team.visit()
        assert listening.visit()["visitId"] == live


def test_more_may_be_missed_than_may_wait(team: Team, raw: Connection) -> None:
    with ear(team.manager) as listening:
        visit_id = team.visit()
        cursor = listening.event()["extensions"]["cursor"]
    missed = WAITING_EVENTS + 50
    with raw.begin():
        raw.execute(text("SET LOCAL ROLE doorstep_writer"))
        raw.execute(
            text(
                "INSERT INTO outbox_event (at, kind, subject_id, payload)"
                " SELECT now(), 'visit.recorded', id, '{}' FROM visit, generate_series(1, :missed)"
                " WHERE visit_id = :visit_id"
            ),
            {"missed": missed, "visit_id": visit_id},
        )
    with ear(team.manager, after=cursor) as listening:
        assert {listening.visit()["visitId"] for _ in range(missed)} == {visit_id}


def test_who_has_been_told_already_is_not_told_again_for_the_sake_of_one_who_is_behind() -> None:
    member, unit, subject = uuid4(), uuid4(), uuid4()
    topic = Topic("visit.recorded", lambda _, ids: dict.fromkeys(ids, Stamp(member, (unit,))))
    unused: Any = None
    listening, actor = Listening(topic, None, None), replace(_ANYBODY, member_id=member)
    ahead, behind = (Listener(actor, unused, listening, Place(1, id)) for id in (5, 4))
    event = PublishedEvent(Place(1, 5), topic.kind, subject, datetime.now(UTC))
    assert set(concerning(unused, [event], [ahead, behind])) == {behind}


_ANYBODY = Actor(
    member_id=UUID(int=1),
    session_id=UUID(int=2),
    role=Role.REP,
    unit_id=UUID(int=3),
    unit_path=(),
    time_zone=ZoneInfo("UTC"),
)


@pytest.mark.parametrize("cursor", ["nonsense", "AAAA", "f" * 27 + "w"])
def test_a_cursor_that_leads_nowhere_is_refused(team: Team, cursor: str) -> None:
    with ear(team.manager, after=cursor) as listening:
        assert listening.hear()["payload"][0]["extensions"]["inputPath"] == "after"


def test_a_session_that_ends_hears_no_more(team: Team) -> None:
    with ear(team.manager) as listening:
        team.visit()
        listening.visit()
        team.manager.ask("mutation { signOut { __typename } }")
        team.visit()
        ended = listening.hear()
    assert (ended["type"], ended["payload"][0]["extensions"]["code"]) == ("error", "UNAUTHENTICATED")


def test_visits_of_a_unit_that_moved_away_are_heard_where_it_is_now(team: Team) -> None:
    old, new = team.world.unit("Old"), team.world.unit("New")
    (_, old_manager), (_, new_manager) = (team.world.member(unit, "MANAGER") for unit in (old, new))
    moves = {"orgUnitId": team.unit, "newParentId": old}
    team.world.admin.act("moveOrgUnit", moves)
    with ear(old_manager) as before, ear(new_manager) as after:
        first = team.visit()
        assert before.visit()["visitId"] == first
        team.world.admin.act("moveOrgUnit", moves | {"newParentId": new})
        second = team.visit()
        assert after.visit()["visitId"] == second
        _hears_only_its_own(before, team.world, old)


def test_nothing_is_lost_when_the_database_hangs_up(team: Team, raw: Connection) -> None:
    hang_up = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE pid <> pg_backend_pid() AND datname = current_database()"
    )
    with ear(team.manager) as listening:
        team.visit()
        listening.visit()
        raw.execute(hang_up)
        raw.rollback()
        visits = [team.visit() for _ in range(2)]
        assert [listening.visit()["visitId"] for _ in visits] == visits


def test_a_subscriber_too_slow_for_what_happens_is_told_to_come_back() -> None:
    async def overflow() -> list[Any]:
        unused: Any = None
        listener = Listener(_ANYBODY, unused, unused, BEFORE_ALL)
        for _ in range(WAITING_EVENTS + 5):
            listener.give(b"event")
        taken = [await listener.take() for _ in range(WAITING_EVENTS)]
        with pytest.raises(RequestError, match="go on after your last cursor"):
            await listener.take()
        return taken

    assert len(asyncio.run(overflow())) == WAITING_EVENTS


def test_two_subscriptions_share_a_socket_and_one_that_is_completed_is_silent(team: Team) -> None:
    with socket(team.manager) as connection:
        listening = Ear(connection)
        cursor = listening.begin(team.manager.token)
        for id in ("a", "b"):
            listening.subscribe(RECORDED % "visitId", id=id, after=cursor)
        team.visit()
        assert {listening.hear()["id"], listening.hear()["id"]} == {"a", "b"}
        listening.say(type="complete", id="a")
        listening.say(type="ping")
        assert listening.hear() == {"type": "pong"}
        team.visit()
        team.visit()
        assert [listening.hear()["id"] for _ in range(2)] == ["b", "b"]
