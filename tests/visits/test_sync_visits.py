"""A phone's queue: one visit each, one outcome each, whatever order it comes in."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import orjson
from sqlalchemy import Connection, text

from tests.api_client import Client, Json
from tests.at_once import at_once
from tests.visits.phone import check_in, check_out, fix, now
from tests.visits.queue import SYNC, check_out_of, entry, kinds_of, left, log_ids, sync
from tests.world import World, uuid_of


def test_a_queue_is_stored_in_the_order_of_time_and_answered_in_its_own(world: World, rep: Client) -> None:
    account = world.account()
    late = left(entry(account, world.place(), minutes_ago=20), note="Signed", stage="INTERESTED")
    early = left(entry(account, world.place(), minutes_ago=90), stage="CONTACTED")
    still_there = entry(account, world.place(), minutes_ago=5)
    outcomes = sync(rep, late, still_there, early)

    assert kinds_of(outcomes) == ["CheckInSuccess"] * 3
    assert [each["visitId"] for each in outcomes] == [each["visitId"] for each in (late, still_there, early)]
    visits = [each["result"]["visit"] for each in outcomes]
    assert [visit["status"] for visit in visits] == ["COMPLETED", "OPEN", "COMPLETED"]
    assert [visit["note"] for visit in visits] == ["Signed", None, None]
    assert all(visit["offline"] and visit["standing"] == "COUNTED" for visit in visits)
    assert log_ids(rep) == [each["visitId"] for each in (still_there, late, early)]
    stage = rep.ask("query($id: ID!) { account(id: $id) { stage } }", id=account)["account"]["stage"]
    assert stage == "INTERESTED", "the last word on it, in time"


def test_a_queue_sent_again_answers_as_at_first_and_stores_nothing(world: World, rep: Client, raw: Connection) -> None:
    queue = [left(entry(world.account(0.01 * i), world.place(0.01 * i), minutes_ago=60 - 9 * i)) for i in range(4)]
    first = sync(rep, *queue)
    again = sync(rep, *reversed(queue))
    assert [each["result"] for each in reversed(again)] == [each["result"] for each in first]
    assert {each["replayed"] for each in first} == {False}
    assert {each["replayed"] for each in again} == {True}
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    ids = [uuid_of(each["result"]["visit"]["id"]) for each in first]
    for table, column in (("visit_credit", "visit_id"), ("outbox_event", "subject_id")):
        told = "AND kind = 'visit.recorded'" if table == "outbox_event" else ""
        counted = raw.scalar(text(f"SELECT count(*) FROM {table} WHERE {column} = ANY (:ids) {told}"), {"ids": ids})
        assert counted == len(queue)


def test_a_check_in_without_recorded_at_is_queued_as_of_its_first_sending(world: World, rep: Client) -> None:
    account, first_sent = world.account(), now()
    queued = entry(account, world.place(), recordedAt=first_sent.isoformat())
    live = {"visitId": queued["visitId"], "sentAt": first_sent.isoformat()}
    stored = check_in(rep, account, queued["fix"], **live)["visit"]
    (again,) = sync(rep, queued)
    assert (again["replayed"], again["result"]["visit"]["id"]) == (True, stored["id"])
    later = {**queued, "recordedAt": (first_sent + timedelta(seconds=1)).isoformat()}
    assert kinds_of(sync(rep, later)) == ["VisitIdReused"]


def test_each_bad_entry_has_its_own_refusal_and_spoils_no_other(world: World, team: str, rep: Client) -> None:
    account, here = world.account(), world.place()
    beside = world.unit("Beside")
    world.region(beside, world.square(0.2))
    taken = world.account(0.02)
    assert world.member(team)[1].act("claimAccount", {"accountId": taken})["__typename"] == "AccountSuccess"
    vague = fix(here, age_seconds=1800)
    bad: list[tuple[Json, str, str | None]] = [
        (entry(account, {**here, "latitude": 91}), "InvalidInput", "fix.latitude"),
        (entry(account, None, fix={**vague, "accuracyMeters": 0}), "InvalidInput", "fix.accuracyMeters"),
        (entry(account, None, recordedAt="2100-01-01T00:00:00Z"), "InvalidInput", "recordedAt"),
        (entry(account, None, minutes_ago=-60), "InvalidInput", "recordedAt"),
        (entry(account, None, noFixReason="x" * 5000), "InvalidInput", "noFixReason"),
        (left(entry(account, here), note="x" * 10_000_000), "InvalidInput", "checkOut.note"),
        (left(entry(account, here), after_minutes=-30), "InvalidInput", "checkOut.recordedAt"),
        (left(entry(account, here), fix=fix({**here, "longitude": 181})), "InvalidInput", "checkOut.fix.longitude"),
        (left(entry(account, here), stage="CUSTOMER"), "InvalidInput", "checkOut.stage"),
        (entry(account, here, evidence={"burst": [vague] * 61}), "InvalidInput", "evidence.burst"),
        (entry(account, here, evidence={"uptimeSeconds": -1}), "InvalidInput", "evidence.uptimeSeconds"),
        (entry("nonsense", here), "NotFound", None),
        (entry(world.account(0.25), world.place(0.25)), "OutsideYourRegion", None),
        (entry(taken, world.place(0.02), minutes_ago=0), "NotYourAccount", None),
        (entry(account, None, minutes_ago=73 * 60), "TooLate", None),
    ]
    good = [left(entry(account, here, minutes_ago=100 + 15 * i)) for i in range(3)]
    outcomes = sync(
        rep, good[0], *(claim for claim, _, _ in bad[:8]), good[1], *(claim for claim, _, _ in bad[8:]), good[2]
    )
    refused = [*outcomes[1:9], *outcomes[10:-1]]
    assert [(each["result"]["__typename"], each["result"].get("field")) for each in refused] == [
        (kind, field) for _, kind, field in bad
    ]
    assert kinds_of([outcomes[0], outcomes[9], outcomes[-1]]) == ["CheckInSuccess"] * 3
    assert log_ids(rep) == [claim["visitId"] for claim in good]
    mended = {**bad[5][0], "checkOut": check_out_of(bad[5][0])}
    assert kinds_of(sync(rep, mended)) == ["CheckInSuccess"], "what was refused has left its id free"


def test_half_a_character_in_one_entry_is_that_entrys_trouble(world: World, rep: Client) -> None:
    account = world.account()
    cut, whole = (
        left(entry(account, world.place(), minutes_ago=m), note=note) for m, note in ((9, "CUT"), (30, "\U0001f600"))
    )
    body = orjson.dumps({"query": SYNC, "variables": {"input": {"sentAt": now().isoformat(), "visits": [cut, whole]}}})
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {rep.token}"}
    answer = rep.http.post("/graphql", content=body.replace(b"CUT", b"smile \\ud83d"), headers=headers).json()
    outcomes = answer["data"]["syncVisits"]["outcomes"]
    assert kinds_of(outcomes) == ["InvalidInput", "CheckInSuccess"]
    assert outcomes[0]["result"]["field"] == "checkOut.note"
    assert outcomes[1]["result"]["visit"]["note"] == "\U0001f600"


def test_201_entries_are_too_many_for_each_of_them(world: World, rep: Client) -> None:
    outcomes = sync(rep, *(entry(world.top, None) for _ in range(201)))
    assert [(each["result"]["__typename"], each["result"]["field"]) for each in outcomes] == [
        ("InvalidInput", "visits")
    ] * 201
    assert sync(rep) == []


def test_only_reps_have_queues(world: World) -> None:
    assert kinds_of(sync(world.admin, entry("any", None))) == ["NotAllowed"]


def test_a_duplicate_has_no_result_and_another_visit_under_its_id_is_refused(world: World, rep: Client) -> None:
    claim = entry(world.account(), world.place())
    same = {**claim, "visitId": claim["visitId"].upper()}
    other = {**claim, "accountId": world.account(0.02)}
    outcomes = sync(rep, claim, other, same)
    assert kinds_of(outcomes) == ["CheckInSuccess", "VisitIdReused", None]
    assert [each["replayed"] for each in outcomes] == [False, False, True]
    assert len(log_ids(rep)) == 1


def test_a_refused_entry_leaves_its_id_to_a_later_one(world: World, rep: Client) -> None:
    refused = entry("nonsense", world.place())
    claim = {**refused, "accountId": world.account()}
    assert kinds_of(sync(rep, refused, refused, claim, claim)) == ["NotFound", None, "CheckInSuccess", None]
    claim = entry(world.account(0.02), world.place(0.02), minutes_ago=9)
    queue = [left(claim, stage="CUSTOMER"), left(claim, stage="SIGNED"), claim]
    assert kinds_of(sync(rep, *queue)) == ["InvalidInput", "CheckInSuccess", None]


def test_an_entry_for_a_known_visit_adds_only_its_check_out(world: World, rep: Client) -> None:
    claim = entry(world.account(), world.place())
    (stored,) = sync(rep, claim)
    first = left(claim, note="First")
    (ended,) = sync(rep, first)
    assert ended["replayed"]
    assert (ended["result"]["visit"]["status"], ended["result"]["visit"]["note"]) == ("COMPLETED", "First")
    assert ended["result"]["visit"]["checkedInAt"] == stored["result"]["visit"]["checkedInAt"]
    (again,) = sync(rep, left(claim, note="Second", after_minutes=20))
    assert again["result"] == ended["result"], "a visit ends once; the answer shows how"
    (reused,) = sync(rep, {**first, "fix": None})
    assert reused["result"]["__typename"] == "VisitIdReused"


def test_two_entries_of_one_visit_say_together_what_each_has_to_say(world: World, rep: Client) -> None:
    claim = entry(world.account(), world.place())
    outcomes = sync(rep, claim, left(claim, note="First"), left(claim, note="Second"), left(claim, note="First"))
    assert kinds_of(outcomes) == ["CheckInSuccess"] * 3 + [None]
    assert [each["replayed"] for each in outcomes] == [False, True, True, True]
    assert {each["result"]["visit"]["note"] for each in outcomes[:3]} == {"First"}


def test_live_and_queued_sends_share_their_ids(world: World, rep: Client) -> None:
    claim = entry(world.account(), world.place(), minutes_ago=1)
    live = {**claim, "sentAt": now().isoformat()}
    stored = rep.act("checkIn", live, "... on CheckInSuccess { visit { id } }")
    (known,) = sync(rep, left(claim, after_minutes=0.5))
    assert known["replayed"]
    assert (known["result"]["visit"]["id"], known["result"]["visit"]["status"]) == (stored["visit"]["id"], "COMPLETED")
    assert rep.act("checkIn", live, "... on CheckInSuccess { visit { id } }") == stored
    again = check_out(rep, claim["visitId"], **check_out_of(claim, after_minutes=0.5))
    assert again["__typename"] == "CheckOutSuccess", "the same check-out was stored before"


def test_a_visit_open_elsewhere_doesnt_matter_and_the_last_begun_is_where_the_rep_is(world: World, rep: Client) -> None:
    first = check_in(rep, world.account(), fix(world.place()))["visit"]
    earlier = entry(world.account(0.02), world.place(0.02), minutes_ago=0.5)
    assert kinds_of(sync(rep, earlier)) == ["CheckInSuccess"]
    refused = check_in(rep, world.account(0.03), fix(world.place(0.03)))
    assert (refused["__typename"], refused["visit"]["id"]) == ("VisitAlreadyOpen", first["id"])
    check_out(rep, first["visitId"])
    assert check_out(rep, earlier["visitId"])["__typename"] == "CheckOutSuccess"


def test_a_forgotten_visit_that_arrives_late_is_closed_with_its_own_day(world: World, rep: Client) -> None:
    yesterday = entry(world.account(), world.place(), minutes_ago=26 * 60)
    (stored,) = sync(rep, yesterday)
    visit = stored["result"]["visit"]
    assert visit["status"] == "COMPLETED"
    assert "Closed by the server" in visit["note"]
    assert visit["checkedInAt"] < visit["checkedOutAt"] <= now().isoformat()
    (past_midnight,) = sync(rep, left(yesterday, after_minutes=25 * 60))
    assert past_midnight["result"]["visit"] == visit, (
        "a check-out of another day comes too late, and the answer shows it"
    )
    assert check_in(rep, world.account(0.03), fix(world.place(0.03)))["__typename"] == "CheckInSuccess"


def test_a_policy_may_refuse_what_was_off_site_and_the_attempt_stays(world: World, team: str, rep: Client) -> None:
    world.admin.act("setVisitPolicy", {"orgUnitId": team, "policy": {"offSite": "REFUSE"}})
    account = world.account()
    far = left(entry(account, world.place(0.09), minutes_ago=0))
    (refused,) = sync(rep, far)
    assert refused["result"]["__typename"] == "TooFarFromAccount"
    assert refused["result"]["visit"]["status"] == "REFUSED"
    (again,) = sync(rep, far)
    assert again == {**refused, "replayed": True}


def test_refusals_of_a_queue_are_on_record(world: World, rep: Client, raw: Connection) -> None:
    world.region(world.unit("Beside"), world.square(0.2))
    account = world.account(0.25)
    sync(rep, entry(account, None), entry("nonsense", None))
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    outcomes = raw.scalars(
        text("SELECT outcome FROM audit_entry WHERE act = 'syncVisits' AND (subject_id = :id OR subject_id = :none)"),
        {"id": uuid_of(account), "none": UUID(int=0)},
    ).all()
    assert {"OutsideYourRegion", "NotFound"} <= set(outcomes)
    attempts = raw.scalar(
        text("SELECT count(*) FROM cross_region_attempt WHERE account_id = :id"), {"id": uuid_of(account)}
    )
    assert attempts == 1


def test_many_phones_with_one_queue_at_once_make_one_visit_of_each_entry(world: World, rep: Client) -> None:
    accounts = [world.account(0.01 * i) for i in range(5)]
    queue = [left(entry(account, world.place(0.01 * i), minutes_ago=70 - 12 * i)) for i, account in enumerate(accounts)]
    live = {key: value for key, value in queue[0].items() if key != "checkOut"}

    def send_live() -> list[Json]:
        sent = {**live, "sentAt": now().isoformat()}
        result = rep.act("checkIn", sent, "... on CheckInSuccess { visit { id } }")
        return [{"visitId": queue[0]["visitId"], "result": result}]

    def leave() -> list[Json]:
        check_out(rep, queue[0]["visitId"], **queue[0]["checkOut"])
        return []

    answers = at_once(
        [partial(sync, rep, *queue[i % 3 :], *queue[: i % 2]) for i in range(6)] + [send_live] * 2 + [leave]
    )
    stored: dict[str, set[str]] = {}
    for each in (each for answer in answers for each in answer if each["result"] is not None):
        assert each["result"]["__typename"] == "CheckInSuccess"
        stored.setdefault(each["visitId"], set()).add(each["result"]["visit"]["id"])
    assert {visit_id: len(ids) for visit_id, ids in stored.items()} == {claim["visitId"]: 1 for claim in queue}
    assert log_ids(rep) == [claim["visitId"] for claim in reversed(queue)]
