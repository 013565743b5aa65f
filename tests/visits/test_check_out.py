"""Leaving, and what becomes of a visit that nobody ended."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, text

from tests.api_client import Client
from tests.visits.phone import VISIT, check_in, check_out, fix, now
from tests.world import World, uuid_of


def test_a_check_out_ends_the_visit_once_however_often_it_is_sent(world: World, rep: Client) -> None:
    visit = check_in(rep, world.account(), fix(world.place()))["visit"]
    how: dict[str, Any] = {"outcome": "INTERESTED", "note": "Wants a sample", "recordedAt": now().isoformat()}
    first = check_out(rep, visit["visitId"], **how)["visit"]
    assert (first["status"], first["outcome"], first["note"]) == ("COMPLETED", "INTERESTED", "Wants a sample")
    assert check_out(rep, visit["visitId"], **how)["visit"] == first
    assert check_out(rep, visit["visitId"], **{**how, "note": "Changed"})["__typename"] == "VisitNotOpen"


def test_bad_check_outs_are_named(world: World, rep: Client) -> None:
    visit = check_in(rep, world.account(), fix(world.place()))["visit"]
    unknown = check_out(rep, "0190b5a4-7c3e-7d2a-9f51-3c1e8a2b4d6f")
    assert unknown["__typename"] == "NotFound"
    before = check_out(rep, visit["visitId"], recordedAt=(now() - timedelta(hours=1)).isoformat())
    assert (before["__typename"], before["field"]) == ("InvalidInput", "recordedAt")
    long = check_out(rep, visit["visitId"], note="x" * 10_000)
    assert (long["__typename"], long["field"]) == ("InvalidInput", "note")


def test_a_visit_forgotten_open_is_over_with_the_day_and_says_so(world: World, rep: Client, raw: Connection) -> None:
    visit = check_in(rep, world.account(), fix(world.place()))["visit"]
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    for table in ("visit", "open_visit"):
        column = "id" if table == "visit" else "visit_id"
        raw.execute(
            text(f"UPDATE {table} SET closes_at = now() - interval '1 second' WHERE {column} = :id"),
            {"id": uuid_of(visit["id"])},
        )
    raw.commit()

    seen = rep.ask(f"query($id: ID!) {{ visit(id: $id) {{ {VISIT} }} }}", id=visit["id"])["visit"]
    assert seen["status"] == "COMPLETED"
    assert "Closed by the server" in seen["note"]
    assert check_out(rep, visit["visitId"])["__typename"] == "VisitNotOpen"
    assert check_in(rep, world.account(0.07), fix(world.place(0.07)))["__typename"] == "CheckInSuccess"


def test_a_check_out_may_move_the_stage_but_never_to_customer(world: World, rep: Client) -> None:
    account = world.account()  # in the public pool: while visiting, a rep may say how far it has come
    visit = check_in(rep, account, fix(world.place()))["visit"]
    refused = check_out(rep, visit["visitId"], stage="CUSTOMER")
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", "stage")
    assert check_out(rep, visit["visitId"], stage="INTERESTED")["__typename"] == "CheckOutSuccess"
    assert rep.ask("query($id: ID!) { account(id: $id) { stage } }", id=account)["account"]["stage"] == "INTERESTED"
