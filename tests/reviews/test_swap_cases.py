"""Rings of reps who swap accounts round become related cases, one for each rep."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, text

from core import clock
from core.db import acting, make_engine
from reviews import open_swap_cases
from tests.at_once import at_once, kinds
from tests.reviews.cases import Team, decide, only_case, queue
from tests.world import uuid_of


@pytest.fixture
def ring(team: Team, raw: Connection) -> tuple[UUID, list[str]]:
    """A ring of three on record, which has handed on two accounts; its members."""
    members = [team.rep_id, team.world.member(team.unit)[0], team.world.member(team.unit)[0]]
    return _on_record(raw, members, [team.world.account(0.01), team.world.account(0.02)]), members


def _on_record(raw: Connection, members: Sequence[str], accounts: Sequence[str]) -> UUID:
    id, now = uuid4(), clock.now()
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    region_id = raw.scalar(text("SELECT region_id FROM account WHERE id = :id"), {"id": uuid_of(accounts[0])})
    raw.execute(
        text("INSERT INTO pool_swap VALUES (:id, :region, :now, :now, 5, 0.4, 0.000012)"),
        {"id": id, "region": region_id, "now": now},
    )
    for place, member in enumerate(members):
        row = {"id": id, "member": uuid_of(member), "place": place}
        raw.execute(text("INSERT INTO pool_swap_member VALUES (:id, :member, :place)"), row)
    for account in accounts:
        hand_on = {"id": id, "account": uuid_of(account), "from": uuid_of(members[0]), "to": uuid_of(members[1])}
        raw.execute(
            text("INSERT INTO pool_swap_hand_on VALUES (:id, :account, :claimed, :from, :to, :let_go, false)"),
            {**hand_on, "claimed": now, "let_go": now - timedelta(hours=1)},
        )
    raw.commit()
    return id


def open_for(url: str, ring: UUID) -> list[UUID]:
    with acting(make_engine(url, threads=1)) as session:
        return open_swap_cases(session, [ring], clock.now())


def test_each_rep_of_a_ring_has_a_related_case(team: Team, ring: tuple[UUID, list[str]], database_url: str) -> None:
    ring_id, members = ring
    assert len(open_for(database_url, ring_id)) == 3
    assert open_for(database_url, ring_id) == [], "found again"
    cases = queue(team.reviewer, signal=["POOL_SWAP"])
    assert {case["member"]["id"] for case in cases} == set(members)
    for case in cases:
        others = {each["id"] for each in cases} - {case["id"]}
        assert (case["kind"], case["visits"], case["trustScore"]) == ("SUSPICION", [], None)
        assert {each["id"] for each in case["related"]} == others
        (signal,) = case["signals"]
        assert signal["explanation"].startswith("2 accounts went from hand to hand 2 times among 3 reps")
        assert "rep-" not in signal["explanation"], "no names"


def test_a_ring_that_goes_on_after_it_was_confirmed_is_a_case_again(
    team: Team, ring: tuple[UUID, list[str]], database_url: str
) -> None:
    open_for(database_url, ring[0])
    cases = {case["member"]["id"]: case for case in queue(team.reviewer)}
    refused = decide(team.reviewer, cases[ring[1][0]], "BAD_ACCOUNT_DATA", position=team.world.place())
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", "decision")
    decide(team.reviewer, cases[ring[1][0]], "CONFIRMED")
    decide(team.reviewer, cases[ring[1][1]], "CLEARED")
    told = only_case(team.rep)
    assert (told["decision"], told["related"]) == ("CONFIRMED", [])
    assert len(open_for(database_url, ring[0])) == 1
    fresh = only_case(team.reviewer, status=["OPEN"], memberId=ring[1][0])
    assert {each["id"] for each in fresh["related"]} == {cases[ring[1][2]]["id"]}


def test_of_two_who_decide_a_case_without_visits_at_once_one_does(
    team: Team, ring: tuple[UUID, list[str]], database_url: str
) -> None:
    open_for(database_url, ring[0])
    case = only_case(team.reviewer, memberId=team.rep_id)
    reviewers = [team.reviewer, team.second, *(team.world.member(team.unit, "REVIEWER")[1] for _ in range(4))]
    answers = at_once([lambda who=who: decide(who, case, "CLEARED") for who in reviewers])
    assert kinds(answers) == {"ReviewCaseSuccess": 1, "CaseNotOpen": 5}
