"""Who sees what of a case: the rep concerned once it is decided, reviewers by its stamp."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine, event, text

from tests.api_client import Client, Json, every_edge
from tests.reviews.cases import QUEUE, Team, appeal, decide, happened, only_case, queue, team_of, visit
from tests.world import uuid_of

VISIT = "query($id: ID!) { visit(id: $id) { trustScore signals { code innocentExplanation } case { id kind status } } }"
NODE = "query($id: ID!) { node(id: $id) { id } }"


def see(viewer: Client, done: Json) -> Any:
    return viewer.ask(VISIT, id=done["id"])["visit"]


def test_a_rep_learns_of_a_case_once_it_is_decided(team: Team) -> None:
    done = visit(team, mocked=True)
    case = only_case(team.reviewer)
    assert see(team.rep, done) == {"trustScore": None, "signals": [], "case": None}
    assert queue(team.rep) == []
    assert team.rep.ask(NODE, id=case["id"]) == {"node": None}
    assert see(team.reviewer, done)["case"] == {"id": case["id"], "kind": "SUSPICION", "status": "OPEN"}

    decide(team.reviewer, case)
    told = see(team.rep, done)
    assert (told["trustScore"], told["case"]["id"]) == (0, case["id"])
    assert {"code": "MOCKED_FIX", "innocentExplanation": None} in told["signals"]
    own = only_case(team.rep)
    assert (own["reviewer"], own["related"]) == (None, [])
    assert {event["by"] and event["by"]["id"] for event in own["history"]} == {None}
    assert happened(own) == ["OPENED", "DECIDED"]
    assert appeal(team.rep, own)["case"]["history"][-1]["by"] == {"id": team.rep_id}


def test_no_filter_tells_a_rep_what_is_suspected(team: Team) -> None:
    visit(team, mocked=True)
    asked = "query($codes: [SignalCode!]) { visits(filter: {signal: $codes}) { edges { node { id } } } }"
    assert team.rep.ask(asked, codes=["MOCKED_FIX"])["visits"]["edges"] == []
    assert len(team.reviewer.ask(asked, codes=["MOCKED_FIX"])["visits"]["edges"]) == 1


def test_cases_are_seen_by_their_stamp(team: Team) -> None:
    area = team.world.top
    beside = team_of(team.world, "Beside", 0.2)
    visit(team, mocked=True)
    case = only_case(team.reviewer)
    _, manager = team.world.member(team.unit, "MANAGER")
    for viewer in (team.reviewer, manager, team.world.admin):
        assert [each["id"] for each in queue(viewer)] == [case["id"]]
        assert [each["id"] for each in queue(viewer, memberId=team.rep_id, under=team.unit)] == [case["id"]]
    _, order_system = team.world.member(area, "INTEGRATION")
    _, colleague = team.world.member(team.unit)
    for viewer in (beside.reviewer, beside.rep, colleague, order_system):
        assert queue(viewer) == []
        assert queue(viewer, memberId=team.rep_id) == []
        assert queue(viewer, under=team.unit) == []
        assert viewer.ask(NODE, id=case["id"]) == {"node": None}


def test_a_case_stays_where_its_visits_were_made(team: Team) -> None:
    visit(team, mocked=True)
    case = only_case(team.reviewer)
    elsewhere = team.world.unit("Elsewhere")
    moved = {"orgUnitId": team.unit, "newParentId": elsewhere}
    _, above = team.world.member(team.world.top, "REVIEWER")
    assert team.world.admin.act("moveOrgUnit", moved)["__typename"] == "OrgUnitSuccess"
    _, newcomer = team.world.member(elsewhere, "REVIEWER")
    assert queue(newcomer) == []
    assert only_case(above)["id"] == case["id"]


def test_the_queue_comes_in_pages_and_filtered(team: Team) -> None:
    for x in (0.01, 0.02, 0.03):
        visit(team, x, sent=None)
    visit(team, 0.04, mocked=True)
    everything = [case["id"] for case in queue(team.reviewer)]
    paged = every_edge(lambda after: team.reviewer.ask(QUEUE, first=3, after=after)["reviewCases"])
    assert [edge["node"]["id"] for edge in paged] == everything
    assert len(everything) == 4
    assert [case["id"] for case in queue(team.reviewer, kind=["SUSPICION"])] == everything[:1]
    assert [case["id"] for case in queue(team.reviewer, signal=["NO_FIX"])] == everything[1:]
    assert [case["id"] for case in queue(team.reviewer, signal=["MOCKED_FIX", "TWIN_FIXES"])] == everything[:1]
    decide(team.reviewer, {"id": everything[0]})
    assert [case["id"] for case in queue(team.reviewer, status=["OPEN", "TAKEN"])] == everything[1:]
    assert [case["id"] for case in queue(team.reviewer, status=["DECIDED"])] == everything[:1]
    assert [case["id"] for case in queue(team.reviewer, mine=True)] == everything[:1]
    assert [case["id"] for case in queue(team.reviewer, mine=False)] == everything[1:]
    refused = team.reviewer.answer(QUEUE, after="nonsense")["errors"]
    assert refused[0]["extensions"]["code"] == "BAD_INPUT"


def test_a_queue_costs_no_more_statements_for_many_cases_than_for_two(team: Team) -> None:
    def statements() -> int:
        counted: list[object] = []

        def count(*_: object) -> None:
            counted.append(None)

        event.listen(Engine, "before_cursor_execute", count)
        queue(team.reviewer)
        event.remove(Engine, "before_cursor_execute", count)
        return len(counted)

    account = team.world.account()
    for _ in range(2):
        visit(team, sent=None, account=account)
    queue(team.reviewer)  # so that the look is on record already
    of_two = statements()
    for _ in range(4):
        visit(team, sent=None, account=account)
    queue(team.reviewer)
    assert statements() == of_two


def test_whoever_looks_at_the_evidence_is_in_the_history(team: Team) -> None:
    visit(team, mocked=True)
    seen = "query { reviewCases { edges { node { id status dueAt history { kind by { id } } } } } }"

    def views() -> list[UUID]:
        (edge,) = team.second.ask(seen)["reviewCases"]["edges"]
        return [event["by"]["id"] for event in edge["node"]["history"] if event["kind"] == "VIEWED"]

    assert views() == [], "who sees the queue has not looked"
    only_case(team.reviewer)
    only_case(team.reviewer)
    assert views() == [team.reviewer_id]
    team.second.ask("{ reviewCases { edges { node { evidenceMap } } } }")
    assert views() == [team.reviewer_id, team.second_id]


@pytest.mark.parametrize("role", ["REP", "MANAGER", "REVIEWER", "ADMIN", "INTEGRATION"])
def test_the_second_wall_hides_the_cases_of_units_beside(team: Team, raw: Connection, role: str) -> None:
    visit(team, mocked=True)
    case = only_case(team.reviewer)
    beside, _ = team.world.member(team.world.unit("Beside"), role)

    def sees(member: str, table: str, column: str) -> bool:
        raw.execute(text("SELECT set_config('doorstep.actor', :id, true)"), {"id": str(uuid_of(member))})
        raw.execute(text("SET LOCAL ROLE doorstep_reader"))
        count = raw.scalar(text(f"SELECT count(*) FROM {table} WHERE {column} = :id"), {"id": uuid_of(case["id"])})
        raw.rollback()
        return bool(count)

    for table, column in (
        ("review_case", "id"),
        ("case_visit", "case_id"),
        ("case_event", "case_id"),
        ("case_queue", "case_id"),
    ):
        assert sees(team.second_id, table, column)
        assert not sees(beside, table, column)
        assert not sees(team.rep_id, table, column), "undecided"
