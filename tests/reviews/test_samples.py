"""Clean visits that are drawn at random: blind for reviewers, and unknown to their reps."""

import pytest

from tests.api_client import Client, Json
from tests.reviews.cases import Team, appeal, decide, only_case, queue, standing, visit
from tests.visits.phone import check_in, fix

VISIT = "query($id: ID!) { visit(id: $id) { trustScore case { kind } } }"


def see(viewer: Client, done: Json) -> Json:
    found: Json = viewer.ask(VISIT, id=done["id"])["visit"]
    return found


@pytest.mark.usefixtures("all_are_sampled")
def test_a_sample_is_blind_and_unknown_to_its_rep(team: Team) -> None:
    done = visit(team)
    case = only_case(team.reviewer)
    assert (case["kind"], case["trustScore"], case["signals"]) == ("SAMPLE", None, [])
    assert case["visits"] == [{"id": done["id"], "standing": "COUNTED", "trustScore": None, "signals": []}]
    _, manager = team.world.member(team.unit, "MANAGER")
    assert queue(manager) == queue(team.rep) == []
    assert see(manager, done) == {"trustScore": 100, "case": None}

    cleared = decide(team.reviewer, case, "CLEARED")["case"]
    assert cleared["visits"][0]["trustScore"] == 100
    assert (standing(team.rep, done), see(team.rep, done)["case"], queue(team.rep)) == ("COUNTED", None, [])
    assert see(manager, done)["case"]["kind"] == "SAMPLE"


@pytest.mark.usefixtures("all_are_sampled")
@pytest.mark.parametrize(("decision", "stands"), [("CONFIRMED", "VOIDED"), ("INCONCLUSIVE", "COUNTED")])
def test_a_sample_changes_a_standing_only_where_fraud_is_found(team: Team, decision: str, stands: str) -> None:
    done = visit(team)
    case = only_case(team.reviewer)
    decide(team.reviewer, case, decision)
    assert standing(team.rep, done) == stands
    if decision == "CONFIRMED":
        appeal(team.rep, only_case(team.rep))
        decide(team.second, case, "CLEARED")
        assert standing(team.rep, done) == "COUNTED"
        assert only_case(team.rep)["decision"] == "CLEARED"
    else:
        assert queue(team.rep) == []


@pytest.mark.usefixtures("all_are_sampled")
def test_the_log_is_not_searched_for_signals_of_a_blind_sample(team: Team) -> None:
    wanted = "{ visits(filter: {signal: [INTEGRITY_FAILED, VAGUE_FIX]}) { edges { node { id } } } }"
    place, evidence = team.world.account(), {"integrity": "FAILED"}
    done = check_in(team.rep, place, fix(team.world.place()), evidence=evidence)["visit"]
    _, manager = team.world.member(team.unit, "MANAGER")
    found = {"edges": [{"node": {"id": done["id"]}}]}
    assert manager.ask(wanted)["visits"] == found
    assert team.reviewer.ask(wanted)["visits"] == {"edges": []}

    decide(team.reviewer, only_case(team.reviewer), "CLEARED")
    assert team.reviewer.ask(wanted)["visits"] == found
