"""A rep at a door: what is believed, what is held, what is refused."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from tests.api_client import Client, Json
from tests.visits.phone import CHECKED_IN, check_in, check_in_input, check_out, fix, now
from tests.world import World


def policy(world: World, unit: str, **values: int | str) -> None:
    done = world.admin.act("setVisitPolicy", {"orgUnitId": unit, "policy": values})
    assert done["__typename"] == "OrgUnitPolicySuccess"


@pytest.mark.parametrize(
    ("metres", "accuracy", "age", "presence", "standing", "signals"),
    [
        (0, 10, 5, "ON_SITE", "COUNTED", []),
        (140, 10, 5, "ON_SITE", "COUNTED", []),
        (170, 30, 5, "UNCERTAIN", "HELD", []),
        (500, 10, 5, "OFF_SITE", "HELD", ["OUTSIDE_GEOFENCE"]),
        (0, 400, 5, "UNCERTAIN", "HELD", ["VAGUE_FIX"]),
        (0, 10, 300, "UNCERTAIN", "HELD", ["STALE_FIX"]),
    ],
)
def test_presence_is_a_probability_and_poor_proof_waits_for_a_person(
    world: World,
    rep: Client,
    metres: float,
    accuracy: float,
    age: float,
    presence: str,
    standing: str,
    signals: list[str],
) -> None:
    account = world.account()
    position_fix = fix(world.place(), metres_north=metres, accuracy=accuracy, age_seconds=age)
    visit = check_in(rep, account, position_fix)["visit"]
    assert (visit["presence"], visit["standing"]) == (presence, standing)
    assert [signal["code"] for signal in visit["signals"]] == signals
    assert visit["distanceMeters"] == pytest.approx(metres, abs=1)
    assert visit["status"] == "OPEN"


def test_a_visit_without_a_fix_is_unlocated_and_held(world: World, rep: Client) -> None:
    visit = check_in(rep, world.account(), None, noFixReason="basement")["visit"]
    assert (visit["presence"], visit["standing"], visit["fix"]) == ("UNLOCATED", "HELD", None)
    assert visit["distanceMeters"] is None


def test_a_mocked_fix_is_held_and_tells_its_rep_no_reason(world: World, rep: Client) -> None:
    visit = check_in(rep, world.account(), fix(world.place(), mocked=True))["visit"]
    assert (visit["presence"], visit["standing"]) == ("ON_SITE", "HELD")
    assert (visit["signals"], visit["trustScore"]) == ([], None)
    seen = world.admin.ask(
        "query($id: ID!) { visit(id: $id) { trustScore signals { code severity } } }", id=visit["id"]
    )
    assert seen["visit"] == {"trustScore": 0, "signals": [{"code": "MOCKED_FIX", "severity": "HARD"}]}


def test_a_policy_may_refuse_visits_off_site_and_the_attempt_stays(world: World, team: str, rep: Client) -> None:
    policy(world, team, offSite="REFUSE", geofenceMeters=100)
    account = world.account()
    attempt = check_in_input(account, fix(world.place(), metres_north=400))
    refused = rep.act("checkIn", attempt, CHECKED_IN)
    assert refused["__typename"] == "TooFarFromAccount"
    assert refused["distanceMeters"] == pytest.approx(400, abs=2)
    assert refused["allowedMeters"] == 100
    assert (refused["visit"]["status"], refused["visit"]["standing"]) == ("REFUSED", "VOIDED")
    assert rep.act("checkIn", {**attempt, "sentAt": now().isoformat()}, CHECKED_IN) == refused, "sent again"
    assert check_in(rep, account, fix(world.place()))["__typename"] == "CheckInSuccess", "no visit was left open"


def test_fifty_sends_of_one_check_in_are_one_visit(world: World, rep: Client) -> None:
    claim = check_in_input(world.account(), fix(world.place()), recordedAt=now().isoformat())
    together = threading.Barrier(50)

    def send() -> Json:
        together.wait()
        return rep.act("checkIn", {**claim, "sentAt": now().isoformat()}, CHECKED_IN)

    with ThreadPoolExecutor(50) as phones:
        answers = [sent.result() for sent in [phones.submit(send) for _ in range(50)]]
    assert {answer["__typename"] for answer in answers} == {"CheckInSuccess"}
    assert len({(answer["visit"]["id"], answer["visit"]["checkedInAt"]) for answer in answers}) == 1
    log = rep.ask("{ visits { edges { node { id } } } }")["visits"]["edges"]
    assert len(log) == 1


def test_another_visit_under_a_known_id_is_refused(world: World, rep: Client) -> None:
    here = fix(world.place())
    claim = check_in_input(world.account(), here)
    rep.act("checkIn", claim)
    other_fix = {**here, "accuracyMeters": 11}
    assert rep.act("checkIn", {**claim, "fix": other_fix})["__typename"] == "VisitIdReused"
    with_defaults = {**here, "mocked": None, "datum": "WGS84"}
    assert rep.act("checkIn", {**claim, "fix": with_defaults})["__typename"] == "CheckInSuccess"


def test_a_refused_check_in_leaves_its_id_free(world: World, rep: Client) -> None:
    claim = check_in_input("nonsense", fix(world.place()))
    assert rep.act("checkIn", claim)["__typename"] == "NotFound"
    assert rep.act("checkIn", {**claim, "accountId": world.account()})["__typename"] == "CheckInSuccess"


def test_one_visit_is_open_at_a_time(world: World, rep: Client) -> None:
    first, second = world.account(), world.account(0.06)
    opened = check_in(rep, first, fix(world.place()))["visit"]
    refused = check_in(rep, second, fix(world.place(0.06)))
    assert refused["__typename"] == "VisitAlreadyOpen"
    assert refused["visit"]["id"] == opened["id"]
    check_out(rep, opened["visitId"])
    assert check_in(rep, second, fix(world.place(0.06)))["__typename"] == "CheckInSuccess"


def test_of_check_ins_at_once_one_opens(world: World, rep: Client) -> None:
    accounts = [world.account(0.01 * index) for index in range(8)]
    together = threading.Barrier(len(accounts))

    def visit(account: str) -> str:
        together.wait()
        return str(check_in(rep, account, fix(world.place()))["__typename"])

    with ThreadPoolExecutor(len(accounts)) as phones:
        outcomes = sorted(phones.map(visit, accounts))
    assert outcomes == ["CheckInSuccess"] + ["VisitAlreadyOpen"] * 7


def test_a_rep_visits_own_accounts_and_the_own_regions_pool_only(world: World, team: str, rep: Client) -> None:
    beside = world.unit("Beside")
    world.region(beside, world.square(0.2))
    _, neighbour = world.member(beside)
    _, colleague = world.member(team)
    foreign, taken = world.account(0.25), world.account()
    colleague.act("claimAccount", {"accountId": taken})

    refused = check_in(rep, foreign, fix(world.place(0.25)))
    assert (refused["__typename"], refused["ownerUnitName"]) == ("OutsideYourRegion", "Beside")
    assert check_in(rep, taken, fix(world.place()))["__typename"] == "NotYourAccount"
    assert check_in(neighbour, foreign, fix(world.place(0.25)))["__typename"] == "CheckInSuccess"
    assert check_in(world.admin, foreign, None)["__typename"] == "NotAllowed"


def test_device_clocks_are_corrected_by_their_offset(world: World, rep: Client) -> None:
    wrong = now() - timedelta(days=2)
    happened = now() - timedelta(minutes=30)
    visit = check_in(
        rep,
        world.account(),
        None,
        recordedAt=(wrong - timedelta(minutes=30)).isoformat(),
        sentAt=wrong.isoformat(),
    )["visit"]
    assert abs(_instant(visit["checkedInAt"]) - happened) < timedelta(seconds=5)
    assert visit["offline"]


def test_a_visit_may_arrive_late_but_not_too_late(world: World, team: str, rep: Client) -> None:
    policy(world, team, maxLateHours=24)
    account = world.account()
    sent = now()
    late = check_in(rep, account, None, recordedAt=(sent - timedelta(hours=25)).isoformat(), sentAt=sent.isoformat())
    assert (late["__typename"], late["maxLateHours"]) == ("TooLate", 24)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"fix": {"latitude": 91}}, "fix.latitude"),
        ({"fix": {"longitude": 181}}, "fix.longitude"),
        ({"fix": {"accuracyMeters": -1}}, "fix.accuracyMeters"),
        ({"fix": {"recordedAt": "1900-01-01T00:00:00Z"}}, "fix.recordedAt"),
        ({"recordedAt": "2100-01-01T00:00:00Z"}, "recordedAt"),
        ({"sentAt": "0001-01-01T00:00:00Z"}, "sentAt"),
        ({"noFixReason": "a\u0000b"}, "noFixReason"),
        ({"noFixReason": "x" * 10_000}, "noFixReason"),
    ],
)
def test_bad_input_is_named_and_stores_nothing(world: World, rep: Client, change: Json, field: str) -> None:
    claim = check_in_input(world.account(), fix(world.place()))
    bad = {**claim, **change}
    if "fix" in change:
        bad["fix"] = {**claim["fix"], **change["fix"]}
    refused = rep.act("checkIn", bad)
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", field)
    assert rep.ask("{ visits { edges { node { id } } } }")["visits"]["edges"] == []


def test_input_coercion_names_every_bad_value(rep: Client) -> None:
    query = "mutation($input: CheckInInput!) { checkIn(input: $input) { __typename } }"
    bad = {"visitId": "no", "accountId": "x", "sentAt": "yesterday", "fix": {"provider": "MOON"}}
    errors = rep.answer(query, input=bad)["errors"]
    paths = {error["extensions"]["inputPath"] for error in errors}
    assert {"input.visitId", "input.sentAt", "input.fix.provider"} <= paths


def test_outside_work_hours_no_position_is_kept(world: World, team: str) -> None:
    never_today = [{"weekdays": [now().isoweekday() % 7 + 1], "from": "00:00", "to": "00:01"}]
    _, rep = world.member(team, workHours=never_today, timeZone="UTC")
    answer = check_in(rep, world.account(), fix(world.place()))
    visit = answer["visit"]
    assert (visit["presence"], visit["standing"], visit["fix"], visit["distanceMeters"]) == (
        "UNLOCATED",
        "HELD",
        None,
        None,
    )
    seen = world.admin.ask(
        "query($id: ID!) { visit(id: $id) { fix { accuracyMeters } signals { code } } }", id=visit["id"]
    )
    assert seen["visit"] == {"fix": None, "signals": [{"code": "OUTSIDE_WORK_HOURS"}]}


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)
