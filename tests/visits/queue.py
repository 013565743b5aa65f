"""What a rep's phone queues while it is out of reach."""

from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from tests.api_client import Client, Json
from tests.visits.phone import VISIT, fix, now

_DICE = Random(7)
OUTCOMES = f"""outcomes {{ visitId replayed result {{ __typename
    ... on CheckInSuccess {{ visit {{ {VISIT} }} }}
    ... on TooFarFromAccount {{ visit {{ id status }} }}
    ... on OutsideYourRegion {{ region {{ id }} ownerUnitName }}
    ... on TooLate {{ maxLateHours }}
    ... on UserError {{ message ... on InvalidInput {{ field }} }} }} }}"""
SYNC = f"mutation($input: SyncVisitsInput!) {{ syncVisits(input: $input) {{ {OUTCOMES} }} }}"


def entry(account: str, place: Json | None, *, minutes_ago: float = 30, **more: Any) -> Json:
    """A visit of so long ago by a clock that runs right, with a fix at `place`."""
    recorded_at = now() - timedelta(minutes=minutes_ago)
    here = None if place is None else measured(place, age_seconds=minutes_ago * 60 + 5)
    claim = {"visitId": str(uuid4()), "accountId": account, "recordedAt": recorded_at.isoformat(), "fix": here}
    return claim | more


def measured(place: Json, **more: Any) -> Json:
    """A fix near `place` like no other, as satellites give them."""
    noise = {"metres_north": _DICE.uniform(-9, 9), "accuracy": _DICE.uniform(5, 15)}
    return fix(place, **noise, altitudeMeters=_DICE.uniform(20, 30), **more)


def check_out_of(claim: Json, *, after_minutes: float = 10, **more: Any) -> Json:
    left = datetime.fromisoformat(claim["recordedAt"]) + timedelta(minutes=after_minutes)
    return {"recordedAt": left.isoformat(), "outcome": "MET", **more}


def left(claim: Json, **more: Any) -> Json:
    """The entry with its check-out."""
    return {**claim, "checkOut": check_out_of(claim, **more)}


def sync(rep: Client, *entries: Json, sent_at: datetime | None = None) -> list[Json]:
    """The outcomes."""
    input = {"sentAt": (sent_at or now()).isoformat(), "visits": list(entries)}
    outcomes: list[Json] = rep.ask(SYNC, input=input)["syncVisits"]["outcomes"]
    return outcomes


def kinds_of(outcomes: list[Json]) -> list[str | None]:
    return [None if each["result"] is None else each["result"]["__typename"] for each in outcomes]


def log_ids(viewer: Client) -> list[str]:
    page = viewer.ask("{ visits(first: 100) { edges { node { visitId } } } }")["visits"]
    return [edge["node"]["visitId"] for edge in page["edges"]]
