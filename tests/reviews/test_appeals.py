"""The rep concerned disagrees once, in time, and another reviewer decides for good."""

from datetime import datetime, timedelta

import pytest

from tests.at_once import at_once, kinds
from tests.reviews.cases import Team, appeal, decide, happened, only_case, queue, standing, take, visit

PIN = "query($id: ID!) { account(id: $id) { position { longitude latitude } } }"


def test_an_appeal_is_decided_by_another_and_takes_everything_back(team: Team) -> None:
    done = visit(team, mocked=True)
    case = only_case(team.reviewer)
    decided = decide(team.reviewer, case, "CONFIRMED")["case"]
    days = datetime.fromisoformat(decided["appealableUntil"]) - datetime.fromisoformat(decided["openedAt"])
    assert timedelta(days=7) <= days < timedelta(days=7, minutes=5)

    appealed = appeal(team.rep, case)["case"]
    assert (appealed["status"], appealed["decision"]) == ("APPEALED", "CONFIRMED")
    assert standing(team.rep, done) == "VOIDED", "the decision stands until another"
    assert [each["id"] for each in queue(team.second, status=["APPEALED"])] == [case["id"]]
    for act in (take, decide):
        assert act(team.reviewer, case)["__typename"] in ("NotAllowed", "ReviewCaseSuccess")
    assert decide(team.reviewer, case, "CLEARED")["__typename"] == "NotAllowed"
    assert take(team.reviewer, case)["__typename"] == "NotAllowed"
    assert take(team.second, case)["case"]["status"] == "APPEALED"
    closed = decide(team.second, case, "CLEARED", "The rep was there.")["case"]
    assert (closed["status"], closed["decision"]) == ("CLOSED", "CLEARED")
    assert happened(closed) == ["OPENED", "DECIDED", "APPEALED", "TAKEN", "DECIDED", "CLOSED"]
    assert standing(team.rep, done) == "COUNTED"

    for again in (
        appeal(team.rep, case, "Again."),
        decide(team.reviewer, case, "INCONCLUSIVE"),
        take(team.second, case),
    ):
        assert (again["__typename"], again["status"]) == ("CaseNotOpen", "CLOSED")
    assert decide(team.second, case, "CLEARED", "The rep was there.")["case"]["status"] == "CLOSED", "sent again"


def test_only_the_rep_concerned_appeals_and_once(team: Team) -> None:
    visit(team, mocked=True)
    case = only_case(team.reviewer)
    assert appeal(team.rep, case)["__typename"] == "NotFound", "undecided, and so unknown"
    decide(team.reviewer, case)
    _, colleague = team.world.member(team.unit)
    assert appeal(colleague, case)["__typename"] == "NotFound"
    assert appeal(team.second, case)["__typename"] == "NotAllowed"
    for note in ("", " \n"):
        refused = appeal(team.rep, case, note)
        assert (refused["__typename"], refused["field"]) == ("InvalidInput", "note")
    together = at_once([lambda: appeal(team.rep, case)] * 4)
    assert kinds(together) == {"ReviewCaseSuccess": 4}, "sent again"
    assert happened(together[0]["case"]).count("APPEALED") == 1
    again = appeal(team.rep, case, "Something else.")
    assert (again["__typename"], again["status"]) == ("CaseNotOpen", "APPEALED")


def test_after_the_policys_days_a_case_is_closed_by_itself(team: Team) -> None:
    policy = {"orgUnitId": team.unit, "policy": {"appealDays": 0}}
    assert team.world.admin.act("setVisitPolicy", policy)["__typename"] == "OrgUnitPolicySuccess"
    visit(team, mocked=True)
    case = only_case(team.reviewer)
    decide(team.reviewer, case)
    closed = only_case(team.rep)
    assert closed["status"] == "CLOSED"
    assert happened(closed) == ["OPENED", "DECIDED", "CLOSED"]
    late = appeal(team.rep, case)
    assert (late["__typename"], late["status"]) == ("CaseNotOpen", "CLOSED")
    assert [each["id"] for each in queue(team.reviewer, status=["CLOSED"])] == [case["id"]]


def test_a_pin_goes_back_where_its_correction_does_not_stand(team: Team) -> None:
    account = team.world.account()
    before = team.rep.ask(PIN, id=account)["account"]["position"]
    done = visit(team, metres_north=900, account=account)
    case = only_case(team.reviewer)
    there = {**team.world.place(), "latitude": team.world.place()["latitude"] + 0.008}
    decide(team.reviewer, case, "BAD_ACCOUNT_DATA", position=there)
    assert team.rep.ask(PIN, id=account)["account"]["position"] == pytest.approx(there)
    appeal(team.rep, case)
    assert decide(team.second, case, "INCONCLUSIVE")["case"]["status"] == "CLOSED"
    assert team.rep.ask(PIN, id=account)["account"]["position"] == pytest.approx(before)
    assert standing(team.rep, done) == "VOIDED"


def test_an_appeal_may_find_the_account_wrong(team: Team) -> None:
    account = team.world.account()
    visit(team, metres_north=900, account=account)
    case = only_case(team.reviewer)
    decide(team.reviewer, case, "INCONCLUSIVE")
    appeal(team.rep, case)
    there = {**team.world.place(), "latitude": team.world.place()["latitude"] + 0.008}
    assert decide(team.second, case, "BAD_ACCOUNT_DATA", position=there)["case"]["status"] == "CLOSED"
    assert team.rep.ask(PIN, id=account)["account"]["position"] == pytest.approx(there)
