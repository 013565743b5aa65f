"""Taking and deciding: who may, what it does at once, and what a race leaves."""

import pytest
from sqlalchemy import Connection, text

from tests.api_client import Json
from tests.at_once import at_once, kinds
from tests.reviews.cases import Team, decide, happened, only_case, queue, standing, take, team_of, visit
from tests.world import World, uuid_of

ACCOUNT = "query($id: ID!) { account(id: $id) { position { longitude latitude } region { id } releaseAt lastVisitAt } }"


@pytest.mark.parametrize(
    ("decision", "stands"), [("CLEARED", "COUNTED"), ("CONFIRMED", "VOIDED"), ("INCONCLUSIVE", "VOIDED")]
)
def test_a_decision_takes_effect_at_once(team: Team, decision: str, stands: str) -> None:
    done = visit(team, mocked=True)
    decided = decide(team.reviewer, only_case(team.reviewer), decision)["case"]
    assert (decided["status"], decided["decision"]) == ("DECIDED", decision)
    assert decided["reviewer"] == {"id": team.reviewer_id}
    assert standing(team.rep, done) == stands
    logged = "query($standing: [Standing!]) { visits(filter: {standing: $standing}) { edges { node { id } } } }"
    for word in ("COUNTED", "HELD", "VOIDED"):
        found = team.reviewer.ask(logged, standing=[word])["visits"]["edges"]
        assert found == ([{"node": {"id": done["id"]}}] if word == stands else [])


def test_a_decision_moves_the_release_clock(team: Team) -> None:
    account = team.world.account()
    team.rep.act("claimAccount", {"accountId": account})
    claimed = team.rep.ask(ACCOUNT, id=account)["account"]
    visit(team, mocked=True, account=account)
    case = only_case(team.reviewer)
    decide(team.reviewer, case, "CLEARED")
    counted = team.rep.ask(ACCOUNT, id=account)["account"]
    assert claimed["lastVisitAt"] is None
    assert counted["lastVisitAt"] is not None
    assert counted["releaseAt"] > claimed["releaseAt"]


def test_where_the_account_was_wrong_its_pin_is_put_right(team: Team, raw: Connection) -> None:
    account = team.world.account()
    done = visit(team, metres_north=900, account=account)
    case = only_case(team.reviewer)
    there = {**team.world.place(), "latitude": team.world.place()["latitude"] + 900 / 111_200}
    for wrong in ({}, {"position": {"longitude": 0, "latitude": 0}}, {"position": {"longitude": 200, "latitude": 0}}):
        refused = decide(team.reviewer, case, "BAD_ACCOUNT_DATA", **wrong)
        assert refused["__typename"] == "InvalidInput"
        assert refused["field"].startswith("position")
    assert decide(team.reviewer, case, "CLEARED", position=there)["field"] == "position"
    elsewhere = decide(team.reviewer, case, "BAD_ACCOUNT_DATA", position=there, accountId=team.world.account(0.01))
    assert elsewhere["field"] == "accountId"
    assert decide(team.reviewer, case, "BAD_ACCOUNT_DATA", position=there)["case"]["decision"] == "BAD_ACCOUNT_DATA"
    assert standing(team.rep, done) == "COUNTED"
    assert team.rep.ask(ACCOUNT, id=account)["account"]["position"] == pytest.approx(there)
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    moved_by = raw.scalars(
        text("SELECT moved_by FROM account_past_placement WHERE account_id = :id"), {"id": uuid_of(account)}
    ).all()
    assert moved_by == [uuid_of(team.reviewer_id)]


def test_a_pool_accounts_pin_is_put_right_also_where_a_unit_above_owns_the_region(world: World) -> None:
    world.region(world.top)
    unit = world.unit("Team")
    team = Team(world, unit, *world.member(unit), *world.member(unit, "REVIEWER"), *world.member(unit, "REVIEWER"))
    visit(team, metres_north=900)
    there = {**world.place(), "latitude": world.place()["latitude"] + 900 / 111_200}
    decided = decide(team.reviewer, only_case(team.reviewer), "BAD_ACCOUNT_DATA", position=there)
    assert decided["__typename"] == "ReviewCaseSuccess"


def test_a_pin_moves_into_no_others_region(team: Team) -> None:
    beside = team.world.unit("Beside")
    team.world.region(beside, team.world.square(0.2))
    visit(team)
    visit(team, metres_north=900)
    case = only_case(team.reviewer)
    refused = decide(team.reviewer, case, "BAD_ACCOUNT_DATA", position=team.world.place(0.25))
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", "position")


def test_a_case_that_another_has_taken_is_left_alone(team: Team) -> None:
    visit(team, mocked=True)
    case = only_case(team.reviewer)
    taken = take(team.reviewer, case)["case"]
    assert (taken["status"], taken["reviewer"]) == ("TAKEN", {"id": team.reviewer_id})
    assert take(team.reviewer, case)["case"]["takenUntil"] == taken["takenUntil"], "sent again"
    for refused in (take(team.second, case), decide(team.second, case)):
        assert refused["__typename"] == "CaseTaken"
        assert (refused["by"], refused["until"]) == ({"id": team.reviewer_id}, taken["takenUntil"])
    assert only_case(team.reviewer, mine=True)["id"] == case["id"]
    assert queue(team.second, mine=True) == []
    assert happened(taken) == ["OPENED", "TAKEN"]


def test_a_taking_lapses_by_itself_and_the_history_says_so(team: Team, raw: Connection) -> None:
    visit(team, mocked=True)
    case = only_case(team.reviewer)
    take(team.reviewer, case)
    _an_hour_passes(raw, case)
    open_again = only_case(team.second, status=["OPEN"])
    assert (open_again["reviewer"], open_again["takenUntil"]) == (None, None)
    assert happened(open_again) == ["OPENED", "TAKEN", "LAPSED"]
    taken = take(team.second, case)["case"]
    assert taken["reviewer"] == {"id": team.second_id}
    assert happened(taken) == ["OPENED", "TAKEN", "LAPSED", "TAKEN"]


def test_only_a_reviewer_above_decides_and_never_about_oneself(team: Team, raw: Connection) -> None:
    visit(team, mocked=True)
    case = only_case(team.reviewer)
    beside = team_of(team.world, "Beside", 0.2)
    _, manager = team.world.member(team.unit, "MANAGER")
    for stranger in (manager, team.world.admin, team.rep):
        assert take(stranger, case)["__typename"] == "NotAllowed"
        assert decide(stranger, case)["__typename"] == "NotAllowed"
    for act in (take, decide):
        assert act(beside.reviewer, case)["__typename"] == "NotFound"
        assert act(team.reviewer, {"id": "nonsense"})["__typename"] == "NotFound"
    _become(raw, team.rep_id, "REVIEWER")
    for act in (take, decide):
        assert act(team.rep, case)["__typename"] == "NotAllowed"
    assert queue(team.rep) == []


def test_a_decision_needs_a_note(team: Team) -> None:
    visit(team, mocked=True)
    case = only_case(team.reviewer)
    for note in ("", "  \n", "\0"):
        refused = decide(team.reviewer, case, note=note)
        assert (refused["__typename"], refused["field"]) == ("InvalidInput", "note")
    assert only_case(team.reviewer)["status"] == "OPEN"


def test_a_decided_case_is_not_decided_again(team: Team) -> None:
    done = visit(team, mocked=True)
    case = only_case(team.reviewer)
    first = decide(team.reviewer, case, "CLEARED")
    assert happened(decide(team.reviewer, case, "CLEARED")["case"]) == happened(first["case"]), "sent again"
    for again in (
        decide(team.reviewer, case, "CONFIRMED"),
        decide(team.reviewer, case, "CLEARED", "Another note."),
        decide(team.second, case, "CLEARED"),
        take(team.second, case),
    ):
        assert (again["__typename"], again["status"]) == ("CaseNotOpen", "DECIDED")
    assert standing(team.rep, done) == "COUNTED"


def test_of_two_reviewers_at_once_one_decides(team: Team) -> None:
    done = visit(team, mocked=True)
    case = only_case(team.reviewer)
    reviewers = [team.reviewer, team.second, *(team.world.member(team.unit, "REVIEWER")[1] for _ in range(4))]
    words = ["CLEARED", "CONFIRMED"] * 3
    answers: list[Json] = at_once(
        [lambda who=who, word=word: decide(who, case, word) for who, word in zip(reviewers, words, strict=True)]
    )
    assert kinds(answers) == {"ReviewCaseSuccess": 1, "CaseNotOpen": 5}
    (winner,) = [answer["case"] for answer in answers if answer["__typename"] == "ReviewCaseSuccess"]
    assert standing(team.rep, done) == ("COUNTED" if winner["decision"] == "CLEARED" else "VOIDED")
    assert happened(winner) == ["OPENED", "DECIDED"]


def test_of_two_reviewers_at_once_one_takes(team: Team) -> None:
    visit(team, mocked=True)
    case = only_case(team.reviewer)
    reviewers = [team.reviewer, team.second, *(team.world.member(team.unit, "REVIEWER")[1] for _ in range(4))]
    answers = at_once([lambda who=who: take(who, case) for who in reviewers])
    assert kinds(answers) == {"ReviewCaseSuccess": 1, "CaseTaken": 5}


def test_what_happens_to_a_case_is_never_changed(team: Team, raw: Connection) -> None:
    visit(team, mocked=True)
    for role in ("doorstep_writer", "doorstep_owner"):
        for change in ("UPDATE case_event SET note = 'x'", "DELETE FROM case_event"):
            with pytest.raises(Exception, match=r"permission denied|takes inserts only"):
                raw.execute(text(f"SET LOCAL ROLE {role}; {change}"))
            raw.rollback()


def _an_hour_passes(raw: Connection, case: Json) -> None:
    """For the case: all that is stored of it was an hour ago."""
    raw.execute(text("SET LOCAL ROLE doorstep_owner; ALTER TABLE case_event DISABLE TRIGGER USER"))
    for change in (
        "UPDATE review_case SET taken_until = taken_until - interval '1 hour' WHERE id = :id",
        "UPDATE case_event SET at = at - interval '1 hour', until = until - interval '1 hour' WHERE case_id = :id",
    ):
        raw.execute(text(change), {"id": uuid_of(case["id"])})
    raw.execute(text("ALTER TABLE case_event ENABLE TRIGGER USER"))
    raw.commit()


def _become(raw: Connection, member: str, role: str) -> None:
    raw.execute(text("SET LOCAL ROLE doorstep_owner"))
    raw.execute(text("UPDATE member SET role = :role WHERE id = :id"), {"role": role, "id": uuid_of(member)})
    raw.commit()
