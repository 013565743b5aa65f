"""What a phone tells beside the fix is kept as it was sent, and bounded."""

from typing import Any

import pytest
from sqlalchemy import Connection, text

from tests.api_client import Client, Json
from tests.visits.phone import check_in, check_in_input, fix
from tests.visits.queue import measured
from tests.world import World, uuid_of


def told(place: Json) -> Json:
    return {
        "burst": [measured(place, age_seconds=8 - i, speedMetersPerSecond=0.4, bearingDegrees=-1) for i in range(3)],
        "device": " opaque \u00fc ",
        "uptimeSeconds": 12345.678,
        "sentUptimeSeconds": 12346.5,
        "bootId": "boot-7",
        "surroundings": ["b1", "a2", "b1"],
        "integrity": "FAILED",
    }


def test_evidence_is_kept_as_it_was_sent(world: World, rep: Client, raw: Connection) -> None:
    evidence = told(world.place())
    visit = check_in(rep, world.account(), fix(world.place()), evidence=evidence)["visit"]
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    row = raw.execute(text("SELECT * FROM visit_evidence WHERE visit_id = :id"), {"id": uuid_of(visit["id"])}).one()
    assert (row.device, row.boot_id, row.integrity) == (" opaque \u00fc ", "boot-7", "FAILED")
    assert (row.uptime_seconds, row.sent_uptime_seconds) == (12345.678, 12346.5)
    assert row.surroundings == ["b1", "a2", "b1"]
    for kept, sent in zip(row.burst, evidence["burst"], strict=True):
        assert (kept["rawLongitude"], kept["rawLatitude"]) == (sent["longitude"], sent["latitude"])
        assert (kept["accuracyMeters"], kept["altitudeMeters"]) == (sent["accuracyMeters"], sent["altitudeMeters"])
        assert (kept["speedMetersPerSecond"], kept["bearingDegrees"]) == (0.4, None), "-1: not known"


def test_evidence_isnt_compared_and_none_is_as_good_as_empty(world: World, rep: Client, raw: Connection) -> None:
    claim = check_in_input(world.account(), fix(world.place()), evidence=None)
    stored = rep.act("checkIn", claim, "... on CheckInSuccess { visit { id } }")
    for evidence in (told(world.place()), {}, {"integrity": None, "burst": None}):
        again = rep.act("checkIn", {**claim, "evidence": evidence}, "... on CheckInSuccess { visit { id } }")
        assert again == stored
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    kept = text("SELECT count(*) FROM visit_evidence WHERE visit_id = :id")
    assert raw.scalar(kept, {"id": uuid_of(stored["visit"]["id"])}) == 0


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"burst": 61}, "evidence.burst"),
        ({"burst": [{"latitude": 91}]}, "evidence.burst.1.latitude"),
        ({"burst": [{"accuracyMeters": 1e300}]}, "evidence.burst.1.accuracyMeters"),
        ({"burst": [{"recordedAt": "1900-01-01T00:00:00Z"}]}, "evidence.burst.1.recordedAt"),
        ({"device": "x" * 201}, "evidence.device"),
        ({"device": "a\0b"}, "evidence.device"),
        ({"bootId": "x" * 201}, "evidence.bootId"),
        ({"uptimeSeconds": -0.1}, "evidence.uptimeSeconds"),
        ({"sentUptimeSeconds": 1e300}, "evidence.sentUptimeSeconds"),
        ({"surroundings": ["a"] * 101}, "evidence.surroundings"),
        ({"surroundings": ["a", "x" * 201]}, "evidence.surroundings.1"),
    ],
)
def test_bad_evidence_is_named_and_stores_nothing(world: World, rep: Client, bad: Json, field: str) -> None:
    here = fix(world.place())
    evidence: Any = dict(bad)
    if isinstance(evidence.get("burst"), int):
        evidence["burst"] = [here] * evidence["burst"]
    elif "burst" in evidence:
        evidence["burst"] = [here, *({**here, **change} for change in evidence["burst"])]
    refused = check_in(rep, world.account(), here, evidence=evidence)
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", field)
    assert rep.ask("{ visits { edges { node { id } } } }")["visits"]["edges"] == []


@pytest.mark.parametrize("letters", ["", "x", "a\0b", "z" * 6000])
def test_no_signature_is_reason_to_lose_a_visit(world: World, rep: Client, letters: str) -> None:
    signature = {"deviceId": letters, "payload": letters, "sequence": -1, "previousHash": letters, "signature": letters}
    stored = check_in(rep, world.account(), fix(world.place()), evidence={"signature": signature})
    assert stored["__typename"] == "CheckInSuccess"


@pytest.mark.parametrize("role", ["REP", "MANAGER", "REVIEWER", "ADMIN", "INTEGRATION"])
def test_the_second_wall_hides_evidence_beside(world: World, rep: Client, raw: Connection, role: str) -> None:
    visit = check_in(rep, world.account(), fix(world.place()), evidence=told(world.place()))["visit"]
    beside, _ = world.member(world.unit("Beside"), role)
    above, _ = world.member(world.top, "REVIEWER")

    def sees(member: str) -> bool:
        raw.execute(text("SELECT set_config('doorstep.actor', :id, true)"), {"id": str(uuid_of(member))})
        raw.execute(text("SET LOCAL ROLE doorstep_reader"))
        count = text("SELECT count(*) FROM visit_evidence WHERE visit_id = :id")
        found = raw.scalar(count, {"id": uuid_of(visit["id"])})
        raw.rollback()
        return bool(found)

    assert sees(above)
    assert not sees(beside)
