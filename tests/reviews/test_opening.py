"""When a case is opened, about whom, and which visits it holds."""

from datetime import datetime, timedelta

from tests.reviews.cases import Team, decide, happened, only_case, queue, visit


def test_a_clean_visit_opens_no_case(team: Team) -> None:
    visit(team)
    assert queue(team.reviewer) == []


def test_want_of_proof_is_a_case_of_its_own_and_suspects_nobody(team: Team) -> None:
    first, second = visit(team, 0.01, metres_north=170, accuracy=30), visit(team, 0.02, sent=None)
    cases = queue(team.reviewer)
    assert [case["kind"] for case in cases] == ["UNVERIFIED", "UNVERIFIED"]
    assert [[each["id"] for each in case["visits"]] for case in cases] == [[first["id"]], [second["id"]]]
    assert {case["status"] for case in cases} == {"OPEN"}
    assert {case["member"]["id"] for case in cases} == {team.rep_id}


def test_suspicious_visits_of_an_episode_are_one_case(team: Team) -> None:
    first, second = visit(team, 0.01, mocked=True), visit(team, 0.02, mocked=True)
    case = only_case(team.reviewer)
    assert case["kind"] == "SUSPICION"
    assert [each["id"] for each in case["visits"]] == [first["id"], second["id"]]
    assert happened(case) == ["OPENED", "VISIT_ADDED"]
    assert "MOCKED_FIX" in {signal["code"] for signal in case["signals"]}
    assert case["trustScore"] == 0


def test_a_decided_case_takes_no_more_visits(team: Team) -> None:
    visit(team, 0.01, mocked=True)
    decided = only_case(team.reviewer)
    decide(team.reviewer, decided)
    later = visit(team, 0.02, mocked=True)
    (fresh,) = queue(team.reviewer, status=["OPEN"])
    assert fresh["id"] != decided["id"]
    assert [each["id"] for each in fresh["visits"]] == [later["id"]]


def test_each_rep_has_a_case_of_the_own(team: Team) -> None:
    colleague_id, colleague = team.world.member(team.unit)
    visit(team, 0.01, mocked=True)
    visit(team, 0.02, mocked=True, rep=colleague)
    cases = queue(team.reviewer)
    assert [case["member"]["id"] for case in cases] == [team.rep_id, colleague_id]
    assert [len(case["visits"]) for case in cases] == [1, 1]


def test_a_refused_attempt_is_no_case(team: Team) -> None:
    policy = {"orgUnitId": team.unit, "policy": {"offSite": "REFUSE"}}
    assert team.world.admin.act("setVisitPolicy", policy)["__typename"] == "OrgUnitPolicySuccess"
    visit(team, metres_north=900)
    assert queue(team.reviewer) == []


def test_suspicion_is_due_before_want_of_proof(team: Team) -> None:
    visit(team, 0.01, sent=None)
    visit(team, 0.02, mocked=True)
    cases = queue(team.reviewer)
    assert [case["kind"] for case in cases] == ["SUSPICION", "UNVERIFIED"]
    hours = [
        (datetime.fromisoformat(case["dueAt"]) - datetime.fromisoformat(case["openedAt"])) / timedelta(hours=1)
        for case in cases
    ]
    assert hours == [48, 96]
