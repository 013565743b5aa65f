"""Who is suspect together with whom, and what a batch of visits leaves in the cases."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import orjson
from sqlalchemy import Connection, text

from accounts import Standing
from core import clock
from core.db import acting, make_engine
from reviews import open_cases
from reviews.filing import EPISODE, Subject, file_away
from reviews.kinds import CaseKind
from tests.at_once import at_once
from tests.reviews.cases import Team, decide, happened, only_case, queue, standing, visit
from tests.world import uuid_of
from visits import Severity, Signal, SignalCode, VisitForReview

START = datetime(2026, 11, 20, tzinfo=UTC)
MEMBER, UNIT = uuid4(), uuid4()


def subject(hours: float, kind: CaseKind = CaseKind.SUSPICION, member: UUID = MEMBER, version: str = "1") -> Subject:
    doubted = VisitForReview(
        id=uuid4(),
        member_id=member,
        unit_path=(UNIT,),
        account_id=uuid4(),
        checked_in_at=START + timedelta(hours=hours),
        refused=False,
        standing=Standing.HELD,
        rule_version=version,
        trust_score=0,
        signals=(),
    )
    return Subject(doubted, kind, version, ())


def sizes(subjects: Sequence[Subject]) -> list[int]:
    return sorted(len(folder.added) for folder in file_away(subjects, []))


def test_an_episode_is_a_chain_of_visits_in_any_order() -> None:
    gap = EPISODE / timedelta(hours=1)
    assert sizes([subject(0), subject(2 * gap - 2), subject(gap - 1)]) == [3]
    assert sizes([subject(0), subject(gap + 1)]) == [1, 1]
    assert sizes([subject(0), subject(1, member=uuid4()), subject(1, version="2")]) == [1, 1, 1]
    assert sizes([subject(0, CaseKind.UNVERIFIED), subject(1, CaseKind.UNVERIFIED), subject(2)]) == [1, 1, 1]


def accuse_together(url: str, raw: Connection, accuser: str, others: Sequence[str]) -> None:
    """As the judge does it: the accuser bears a HARD signal that names the others."""
    signal = Signal(SignalCode.DEVICE_SHARED, Severity.HARD, 100, "2 members used this phone within 4 minutes.")
    stored = {"code": signal.code, "severity": "HARD", "weight": 100, "explanation": signal.explanation}
    change = text(
        "UPDATE visit SET standing = 'HELD', signals = signals || jsonb_build_array(CAST(:signal AS jsonb)"
        " || jsonb_build_object('others', CAST(:others AS jsonb))) WHERE id = :id"
    )
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    raw.execute(
        change,
        {
            "signal": orjson.dumps(stored).decode(),
            "others": orjson.dumps([str(uuid_of(other)) for other in others]).decode(),
            "id": uuid_of(accuser),
        },
    )
    raw.commit()
    with acting(make_engine(url, threads=1)) as session:
        open_cases(session, [uuid_of(accuser)], clock.now())


def test_a_pair_is_two_related_cases_each_with_its_own_visits(team: Team, database_url: str, raw: Connection) -> None:
    colleague_id, colleague = team.world.member(team.unit)
    account = team.world.account()
    one = visit(team, metres_north=20, account=account)
    other = visit(team, metres_north=31, account=account, rep=colleague)
    assert standing(team.rep, one) == "COUNTED"
    accuse_together(database_url, raw, other["id"], [one["id"]])

    cases = {case["member"]["id"]: case for case in queue(team.reviewer)}
    assert {id: [each["id"] for each in case["visits"]] for id, case in cases.items()} == {
        team.rep_id: [one["id"]],
        colleague_id: [other["id"]],
    }
    assert cases[team.rep_id]["related"] == [{"id": cases[colleague_id]["id"]}]
    assert cases[colleague_id]["related"] == [{"id": cases[team.rep_id]["id"]}]
    assert (standing(team.rep, one), cases[team.rep_id]["trustScore"]) == ("HELD", 0)
    assert "DEVICE_SHARED" in {signal["code"] for signal in cases[team.rep_id]["signals"]}

    decide(team.reviewer, cases[team.rep_id], "CLEARED")
    told = only_case(team.rep)
    assert (standing(team.rep, one), told["related"]) == ("COUNTED", [])
    assert queue(colleague) == []
    accuse_together(database_url, raw, other["id"], [one["id"]])
    assert standing(team.rep, one) == "COUNTED", "a person has decided"
    assert len(queue(team.reviewer)) == 2


def test_a_suspicion_takes_the_visit_over_from_the_case_of_want_of_proof(
    team: Team, database_url: str, raw: Connection
) -> None:
    vague = visit(team, metres_north=170, accuracy=30)
    before = only_case(team.reviewer)
    doubted = visit(team, metres_north=20)
    accuse_together(database_url, raw, doubted["id"], [vague["id"]])
    suspicion = only_case(team.reviewer, status=["OPEN"])
    assert suspicion["kind"] == "SUSPICION"
    assert [each["id"] for each in suspicion["visits"]] == [vague["id"], doubted["id"]]
    closed = only_case(team.reviewer, status=["CLOSED"])
    assert (closed["id"], closed["decision"], happened(closed)) == (before["id"], None, ["OPENED", "CLOSED"])
    assert decide(team.reviewer, before)["status"] == "CLOSED"
    asked = "query($id: ID!) { visit(id: $id) { case { id } } }"
    assert team.reviewer.ask(asked, id=vague["id"])["visit"]["case"] == {"id": suspicion["id"]}


def test_filing_again_changes_nothing(team: Team, database_url: str, raw: Connection) -> None:
    done = [visit(team, sent=None), visit(team, mocked=True)]
    before = queue(team.reviewer)
    with acting(make_engine(database_url, threads=1)) as session:
        assert open_cases(session, [uuid_of(each["id"]) for each in done], clock.now()) == []
    assert [happened(case) for case in queue(team.reviewer)] == [happened(case) for case in before]
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    ids = [uuid_of(case["id"]) for case in before]
    opened = text("SELECT count(*) FROM outbox_event WHERE kind = 'case.opened' AND subject_id = ANY (:ids)")
    assert raw.scalar(opened, {"ids": ids}) == 2


def test_a_visit_that_arrives_while_its_case_is_decided_is_never_left_waiting(team: Team) -> None:
    for _ in range(6):
        visit(team, mocked=True)
        case = only_case(team.reviewer, status=["OPEN"])
        at_once([lambda: visit(team, mocked=True), lambda case=case: decide(team.reviewer, case, "CLEARED")])
        for open_case in queue(team.reviewer, status=["OPEN"]):
            decide(team.reviewer, open_case, "CLEARED")
    held = "{ visits(filter: {standing: [HELD]}) { edges { node { id } } } }"
    assert team.reviewer.ask(held)["visits"]["edges"] == []
    waiting = [case for case in queue(team.reviewer) if case["status"] != "DECIDED"]
    assert waiting == []
