"""Calls of reviewers and of reps about cases."""

from dataclasses import dataclass
from typing import Any

from tests.api_client import Client, Json
from tests.visits.phone import check_in, check_out, fix
from tests.world import World

CASE = """id kind status decision trustScore dueAt openedAt takenUntil appealableUntil ruleVersion
    member { id name } reviewer { id } signals { code explanation innocentExplanation } related { id }
    visits { id standing trustScore signals { code } } history { kind decision note by { id } at }"""
APPEALED = f"... on ReviewCaseSuccess {{ case {{ {CASE} }} }} ... on CaseNotOpen {{ status }}"
ACTED = f"{APPEALED} ... on CaseTaken {{ by {{ id }} until }}"
QUEUE = f"""query($filter: ReviewCaseFilter, $first: Int, $after: String) {{
    reviewCases(filter: $filter, first: $first, after: $after) {{
        edges {{ node {{ {CASE} }} cursor }} pageInfo {{ hasNextPage endCursor }} }} }}"""


@dataclass(frozen=True, slots=True)
class Team:
    world: World
    unit: str
    rep_id: str
    rep: Client
    reviewer_id: str
    reviewer: Client
    second_id: str
    second: Client


def team_of(world: World, name: str = "Team", x: float = 0) -> Team:
    """A unit with a region, a rep and two reviewers of its own."""
    unit = world.unit(name)
    world.region(unit, world.square(x))
    return Team(
        world,
        unit,
        *world.member(unit),
        *world.member(unit, "REVIEWER"),
        *world.member(unit, "REVIEWER"),
    )


def visit(team: Team, x: float = 0.05, *, rep: Client | None = None, account: str | None = None, **how: Any) -> Json:
    """A visit that is over; `how` says how its fix is: `mocked`, `metres_north`, `accuracy`; `sent=None` for none."""
    rep = rep or team.rep
    sent = how.pop("sent", fix(team.world.place(x), **how))
    done: Json = check_in(rep, account or team.world.account(x), sent)["visit"]
    check_out(rep, done["visitId"])
    return done


def queue(viewer: Client, first: int = 20, after: str | None = None, **wanted: Any) -> list[Json]:
    page = viewer.ask(QUEUE, filter=wanted, first=first, after=after)["reviewCases"]
    return [edge["node"] for edge in page["edges"]]


def only_case(viewer: Client, **wanted: Any) -> Json:
    (case,) = queue(viewer, **wanted)
    return case


def take(reviewer: Client, case: Json) -> Json:
    return reviewer.act("takeCase", {"caseId": case["id"]}, ACTED)


def decide(reviewer: Client, case: Json, decision: str = "CONFIRMED", note: str = "Seen.", **more: Any) -> Json:
    ruling = {"caseId": case["id"], "decision": decision, "note": note, **more}
    return reviewer.act("decideCase", ruling, ACTED)


def appeal(rep: Client, case: Json, note: str = "I was there.") -> Json:
    return rep.act("appealCase", {"caseId": case["id"], "note": note}, APPEALED)


def standing(viewer: Client, visit: Json) -> str:
    found = viewer.ask("query($id: ID!) { visit(id: $id) { standing } }", id=visit["id"])
    return str(found["visit"]["standing"])


def happened(case: Json) -> list[str]:
    """The history in words, without who looked."""
    return [event["kind"] for event in case["history"] if event["kind"] != "VIEWED"]
