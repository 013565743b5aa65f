"""Whether evidence is honest: what raises a doubt, against whom, and what looks alike and raises none."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
from sqlalchemy import Engine, text

import visits
from core import clock
from core.db import acting, make_engine
from tests.api_client import Client, Json
from tests.visits.phone import check_in, check_out, fix, now
from tests.visits.queue import entry, left, sync
from tests.visits.signing import SigningPhone
from tests.world import World, uuid_of
from visits.history import Book, Sighting, gather_book, stored_sightings

SEEN = """query($id: ID!) { visit(id: $id) {
    visitId standing trustScore signals { code severity weight explanation } } }"""


@pytest.fixture
def engine(database_url: str) -> Engine:
    return make_engine(database_url, threads=1)


def seen(world: World, visit: Json) -> Json:
    """The visit as those see it who manage the rep."""
    found: Json = world.admin.ask(SEEN, id=visit["id"])["visit"]
    return found


def doubts(world: World, visit: Json) -> set[tuple[str, str]]:
    return {(signal["code"], signal["severity"]) for signal in seen(world, visit)["signals"]}


def queued(rep: Client, *entries: Json) -> list[Json]:
    return [outcome["result"]["visit"] for outcome in sync(rep, *entries)]


def measured(world: World, x: float, y: float, minutes_ago: float, **more: Any) -> Json:
    """A satellite fix some metres off the place."""
    return fix(world.place(x + 0.0001, y + 0.00007), age_seconds=minutes_ago * 60 + 5, **more)


def at(world: World, x: float, y: float, minutes_ago: float, *, account: str | None = None, **more: Any) -> Json:
    """A queued visit to a customer there."""
    claim = {"fix": measured(world, x, y, minutes_ago, **more.pop("measured", {})), **more}
    return entry(account or world.account(x, y), None, minutes_ago=minutes_ago, **claim)


def burst(here: Json, *, seconds: int = 8, jumps: float = 0.0, **more: Any) -> list[Json]:
    """Fixes up to `here`, second for second; `jumps`: degrees to and fro."""
    last = datetime.fromisoformat(here["recordedAt"])
    return [
        {
            **here,
            "latitude": here["latitude"] + (jumps if back % 2 else -jumps),
            "recordedAt": (last - timedelta(seconds=back)).isoformat(),
            **more,
        }
        for back in range(seconds, -1, -1)
    ]


def test_an_app_that_supplies_positions_is_seen_and_a_person_decides(world: World, rep: Client) -> None:
    mocked = check_in(rep, world.account(), fix(world.place(), mocked=True))["visit"]
    assert mocked["standing"] == "HELD"
    assert mocked["signals"] == [], "no oracle for cheats"
    assert doubts(world, mocked) == {("MOCKED_FIX", "HARD")}


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"altitude": 31.4}, {("FROZEN_FIXES", "HARD")}),
        ({"altitude": 31.4, "provider": "NETWORK"}, set()),
        ({"altitude": 31.4, "speed": 0, "bearing": 114}, {("FROZEN_FIXES", "SOFT")}),
        ({"altitude": 31.4, "jumps": 0.00002}, {("UNNATURAL_JITTER", "HARD")}),
        ({"altitude": 31.4, "jumps": 0.00002, "provider": "NETWORK"}, set()),
    ],
)
def test_a_burst_that_no_receiver_gives(world: World, rep: Client, more: Json, found: set[tuple[str, str]]) -> None:
    here = measured(world, 0.05, 0.05, 0, altitudeMeters=more["altitude"], provider=more.get("provider", "GPS"))
    here |= {"longitude": round(here["longitude"], 6) + 1e-7, "speedMetersPerSecond": more.get("speed")}
    here |= {"bearingDegrees": more.get("bearing")}
    told = burst(here, jumps=more.get("jumps", 0.0))
    visit = check_in(rep, world.account(), told[-1], evidence={"burst": told})["visit"]
    assert doubts(world, visit) == found


def test_a_saved_fix_sent_again_is_a_copy_and_a_networks_repeats_are_none(world: World, rep: Client) -> None:
    account = world.account()
    original, copy = at(world, 0.05, 0.05, 300, account=account), at(world, 0.05, 0.05, 60, account=account)
    first, second = queued(rep, original, copy)
    assert doubts(world, first) == set()
    assert doubts(world, second) == {("REPEATED_FIX", "HARD")}
    by_network = {"provider": "NETWORK", "altitudeMeters": 31.4}
    for visit in queued(
        rep, *(at(world, 0.07, 0.07, ago, account=account, measured=by_network) for ago in (250, 200, 90))
    ):
        assert "REPEATED_FIX" not in {code for code, _ in doubts(world, visit)}


def test_a_copy_that_arrived_before_its_original_is_doubted_when_that_arrives(world: World, rep: Client) -> None:
    account = world.account()
    (copy,) = queued(rep, at(world, 0.05, 0.05, 60, account=account))
    assert seen(world, copy)["standing"] == "COUNTED"
    (original,) = queued(rep, at(world, 0.05, 0.05, 300, account=account))
    assert doubts(world, original) == set()
    accused = seen(world, copy)
    assert [signal["code"] for signal in accused["signals"]] == ["REPEATED_FIX"]
    assert (accused["standing"], accused["trustScore"]) == ("HELD", 20)
    assert rep.ask(SEEN, id=copy["id"])["visit"]["signals"] == []
    held = world.admin.ask("{ visits(filter: {signal: [REPEATED_FIX], standing: [HELD]}) { edges { node { id } } } }")
    assert copy["id"] in {edge["node"]["id"] for edge in held["visits"]["edges"]}


def test_a_burst_is_known_again_also_under_noise(world: World, rep: Client) -> None:
    account = world.account()
    altitudes = (31.42, 31.77, 30.93, 32.18, 31.05, 30.61)

    def receive(minutes_ago: float, noise: float) -> Json:
        here = measured(world, 0.05, 0.05, minutes_ago, accuracy=7.31)
        told = burst(here, seconds=5)
        for index, each in enumerate(told):
            each |= {"altitudeMeters": altitudes[index], "latitude": each["latitude"] + index * (3e-6 + noise)}
        return entry(account, None, minutes_ago=minutes_ago, fix=told[-1], evidence={"burst": told})

    genuine, noisy = queued(rep, receive(300, 0), receive(30, 2e-6))
    assert doubts(world, genuine) == set()
    assert ("REPLAYED_BURST", "HARD") in doubts(world, noisy)


def test_of_two_places_at_once_the_one_off_the_days_way_is_doubted(world: World, rep: Client) -> None:
    """Also where it came first: the honest visit that shows it is left alone."""
    morning = [at(world, 0.01, 0.01, 200), at(world, 0.012, 0.012, 150)]
    far = at(world, 0.09, 0.09, 20)
    lie = queued(rep, *morning, far)[-1]
    assert doubts(world, lie) == set(), "two hours are enough for 11 km"
    (honest,) = queued(rep, at(world, 0.014, 0.014, 19))
    assert doubts(world, honest) == set()
    assert doubts(world, lie) == {("IMPOSSIBLE_TRAVEL", "HARD")}


def test_strange_stations_at_four_customers_in_a_row_make_all_four_wait(world: World, rep: Client) -> None:
    places = [0.01, 0.03, 0.05, 0.07]
    customers = [world.account(x, 0.02) for x in places]

    def tour(minutes_ago: int, scan: str) -> list[Json]:
        return [
            at(
                world,
                x if scan == "known" else x + 0.00003,
                0.02,
                minutes_ago - 30 * index,
                account=customer,
                evidence={"surroundings": [f"{scan}{index}", "lorry" if scan == "known" else f"{scan}-{index}"]},
            )
            for index, (x, customer) in enumerate(zip(places, customers, strict=True))
        ]

    queued(rep, *tour(1500, "known"))
    *row, last = tour(200, "strange")
    first = queued(rep, *row)
    assert {seen(world, each)["standing"] for each in first} == {"COUNTED"}
    (fourth,) = queued(rep, last)
    assert {seen(world, each)["standing"] for each in (*first, fourth)} == {"HELD"}


def test_a_train_and_a_plane_and_a_networks_error_are_no_impossible_travel(world: World, rep: Client) -> None:
    on_train = {"speedMetersPerSecond": 80}
    # Real network fixes lie 190 km off, and claim 27 m.
    astray = fix(world.place(0.09, 0.05), age_seconds=99 * 60, provider="NETWORK", accuracy=27)
    for visit in queued(
        rep,
        at(world, 0.01, 0.01, 300, measured=on_train),
        at(world, 0.09, 0.09, 297, measured=on_train),
        at(world, 0.01, 0.05, 100),
        {**entry(world.account(0.011, 0.05), None, minutes_ago=99), "fix": astray},
    ):
        assert "IMPOSSIBLE_TRAVEL" not in {code for code, _ in doubts(world, visit)}


def test_a_borrowed_phone_is_held_against_who_borrowed_it(world: World, team: str, rep: Client) -> None:
    absent = world.member(team)[1]
    own, other = {"device": f"own-{uuid4()}"}, {"device": f"other-{uuid4()}"}
    queued(rep, *(at(world, 0.01 * index, 0.01, 1500 + index * 60, evidence=own) for index in range(1, 4)))
    queued(absent, *(at(world, 0.01 * index, 0.02, 1510 + index * 60, evidence=other) for index in range(1, 4)))
    mine = queued(rep, at(world, 0.01, 0.03, 200, evidence=own))[0]
    his = queued(absent, at(world, 0.011, 0.031, 150, evidence=own))[0]
    again = queued(rep, at(world, 0.012, 0.03, 100, evidence=own))[0]
    assert ("DEVICE_SHARED", "HARD") in doubts(world, his)
    assert {severity for code, severity in doubts(world, again) if code == "DEVICE_SHARED"} == {"INFO"}
    assert (seen(world, mine)["standing"], seen(world, again)["standing"]) == ("COUNTED", "COUNTED")
    assert absent.ask(SEEN, id=his["id"])["visit"]["signals"] == []


def test_two_reps_on_one_strange_phone_within_minutes_are_a_pair(world: World, team: str, rep: Client) -> None:
    colleague = world.member(team)[1]
    device = {"device": f"strange-{uuid4()}"}
    first = queued(rep, at(world, 0.01, 0.01, 60, evidence=device))[0]
    second = queued(colleague, at(world, 0.011, 0.011, 50, evidence=device))[0]
    assert ("DEVICE_SHARED", "HARD") in doubts(world, second)
    assert seen(world, first)["standing"] == "HELD", "the pair, not a culprit"


def test_a_phone_handed_over_at_the_shifts_end_is_no_suspicion(world: World, team: str, rep: Client) -> None:
    colleague = world.member(team)[1]
    device = {"device": f"pooled-{uuid4()}"}
    queued(rep, *(at(world, 0.01 * index, 0.01, 600 - index * 60, evidence=device) for index in range(1, 4)))
    late = queued(
        colleague, *(at(world, 0.01 * index, 0.02, 200 - index * 60, evidence=device) for index in range(1, 3))
    )
    assert {doubt for visit in late for doubt in doubts(world, visit)} <= {("DEVICE_SHARED", "SOFT")}
    assert {seen(world, visit)["standing"] for visit in late} == {"COUNTED"}


def test_uptime_belies_a_clock_that_was_set(world: World, rep: Client) -> None:
    def told(minutes_ago: float, *, lie_minutes: float, **more: Any) -> Json:
        evidence = {"uptimeSeconds": 50_000 - minutes_ago * 60, "sentUptimeSeconds": 50_000, "bootId": "b"}
        claim = at(world, 0.01, 0.01 + minutes_ago / 1e5, minutes_ago, evidence=evidence, **more)
        moved = datetime.fromisoformat(claim["recordedAt"]) - timedelta(minutes=lie_minutes)
        return {**claim, "recordedAt": moved.isoformat()}

    lie, zone, drift = queued(rep, told(100, lie_minutes=133), told(200, lie_minutes=60), told(300, lie_minutes=10))
    assert ("CLOCK_CHANGED", "HARD") in doubts(world, lie)
    assert ("CLAIMED_BEFORE_FIX", "HARD") not in doubts(world, lie), "by its corrected time the fix is fresh"
    assert {severity for code, severity in doubts(world, zone) if code == "CLOCK_CHANGED"} == {"SOFT"}
    assert "CLOCK_CHANGED" not in {code for code, _ in doubts(world, drift)}


def test_nobody_can_claim_a_time_before_the_fix(world: World, rep: Client) -> None:
    claim = at(world, 0.01, 0.01, 130)
    early = {**claim, "fix": measured(world, 0.01, 0.01, 30)}
    assert ("CLAIMED_BEFORE_FIX", "HARD") in doubts(world, queued(rep, left(early))[0])
    # A clock that is wrong by hours, and as wrong at the sending, is corrected, and the satellites' time agrees.
    wrong = timedelta(hours=-3, minutes=-7)
    account = world.account(0.02, 0.02)
    sent_at = now() + wrong
    visit = check_in(rep, account, measured(world, 0.02, 0.02, 0), sentAt=sent_at.isoformat())["visit"]
    assert doubts(world, visit) == set()


def test_one_fix_of_two_members_is_a_pair_and_a_ride_along_is_none(world: World, team: str, rep: Client) -> None:
    colleague = world.member(team)[1]
    account, beside = world.account(0.05, 0.05), world.account(0.0502, 0.05)
    first = queued(rep, at(world, 0.05, 0.05, 60, account=account, measured={"altitudeMeters": 31.4}))[0]
    told = at(world, 0.05, 0.05, 60, account=beside, measured={"altitudeMeters": 31.4})
    told["fix"] |= {"recordedAt": (now() - timedelta(minutes=60)).isoformat()}
    near = {**told, "visitId": str(uuid4()), "fix": {**told["fix"], "latitude": told["fix"]["latitude"] + 0.00001}}
    assert doubts(world, queued(colleague, near)[0]) == set()
    twin = queued(colleague, told)[0]
    assert ("TWIN_FIXES", "HARD") in doubts(world, twin)
    assert seen(world, first)["standing"] == "HELD"


def test_customers_far_apart_are_not_visited_from_one_spot(world: World, rep: Client) -> None:
    spots = [(0.05, 0.05), (0.055, 0.05), (0.05, 0.0525)]

    def tour(minutes_ago: int, *, index: int) -> Json:
        x, y = spots[index]
        here = fix(world.place(0.0512 + index / 1e5, 0.0508), age_seconds=minutes_ago * 60 + 5)
        return entry(world.account(x, y, geofenceMeters=400), None, minutes_ago=minutes_ago, fix=here)

    stops = queued(rep, *(tour(200 - 50 * index, index=index) for index in range(3)))
    assert doubts(world, stops[-1]) == {("STATIONARY_TOUR", "HARD")}
    assert {seen(world, stop)["standing"] for stop in stops} == {"HELD"}


def test_typed_pins_show_at_the_third_customer_and_the_first_two_wait_with_it(world: World, rep: Client) -> None:
    def typed(x: float, minutes_ago: float) -> Json:
        place = world.place(x + 0.0000123456, 0.05)
        account = {"name": f"Account {uuid4()}", "position": place}
        added = world.admin.act("addAccount", account, "... on AccountSuccess { account { id } }")["account"]["id"]
        typed_in = {"longitude": round(place["longitude"], 5), "latitude": place["latitude"]}
        return entry(added, None, minutes_ago=minutes_ago, fix=measured(world, x, 0.05, minutes_ago) | typed_in)

    stops = queued(rep, typed(0.01, 300), typed(0.03, 200), typed(0.05, 100))
    assert doubts(world, stops[2]) == {("EXACTLY_ON_PIN", "HARD")}
    assert {seen(world, stop)["standing"] for stop in stops} == {"HELD"}


def test_constants_show_where_altitudes_should_vary(world: World, team: str, rep: Client) -> None:
    def constant(index: int) -> Json:
        figures = {"altitudeMeters": 55, "accuracy": 5, "speedMetersPerSecond": 1.2}
        return at(world, 0.02 * index, 0.05, 400 - 60 * index, measured=figures)

    stops = queued(rep, *(constant(index) for index in range(1, 5)))
    assert ("SAME_ALTITUDE", "HARD") in doubts(world, stops[-1])
    flat = [
        at(world, 0.02 * index, 0.07, 150 - 30 * index, measured={"altitudeMeters": 0, "provider": "FUSED"})
        for index in range(1, 4)
    ]
    for visit in queued(world.member(team)[1], *flat):
        assert "SAME_ALTITUDE" not in {code for code, _ in doubts(world, visit)}


def test_pins_that_come_together_at_home_are_no_corrections(world: World, rep: Client) -> None:
    def moved(account: str, x: float, y: float) -> str:
        check_in_there = {"accountId": account, "position": world.place(x, y)}
        assert rep.act("claimAccount", {"accountId": account})["__typename"] == "AccountSuccess"
        assert rep.act("updateAccount", check_in_there)["__typename"] == "AccountSuccess"
        return account

    proved = world.account(0.02, 0.02)
    queued(rep, left(at(world, 0.02, 0.02, 120, account=proved)))
    corrected = moved(world.account(0.08, 0.08), 0.09, 0.08)
    home = [moved(proved, 0.05, 0.05), moved(world.account(0.07, 0.03), 0.0502, 0.0501)]
    honest = check_in(rep, corrected, measured(world, 0.09, 0.08, 0))["visit"]
    assert doubts(world, honest) == {("PIN_MOVED", "SOFT")}
    assert check_out(rep, honest["visitId"])["__typename"] == "CheckOutSuccess"
    lie = queued(rep, at(world, 0.05, 0.05, 0, account=home[1]))[0]
    assert ("PIN_MOVED", "HARD") in doubts(world, lie)


def test_a_gap_in_a_chain_is_doubted_once_nothing_can_fill_it(world: World, rep: Client, engine: Engine) -> None:
    phone = SigningPhone.of(rep)
    sent, kept_back, next_sent = (phone.signed(left(at(world, 0.02 * index, 0.05, 90))) for index in range(1, 4))
    first, after_gap = queued(rep, sent, next_sent)
    assert (doubts(world, first), doubts(world, after_gap)) == (set(), set())
    due = clock.now() + timedelta(days=4)
    for times in range(2):
        with acting(engine) as session:
            found = visits.doubt_broken_chains(session, since=clock.now(), now=due)
            assert (uuid_of(after_gap["id"]) in found) is (times == 0), "a doubt is entered once"
    assert ("EVIDENCE_BROKEN", "HARD") in doubts(world, after_gap)
    assert (seen(world, first)["standing"], seen(world, after_gap)["standing"]) == ("COUNTED", "HELD")
    assert kept_back["visitId"]


def test_a_forged_signature_is_doubted_at_its_arrival(world: World, rep: Client) -> None:
    signed = SigningPhone.of(rep).signed(at(world, 0.05, 0.05, 20))
    moved = {**signed, "recordedAt": (now() - timedelta(minutes=25)).isoformat()}
    assert ("EVIDENCE_BROKEN", "HARD") in doubts(world, queued(rep, moved)[0])


def test_what_is_told_of_a_doubt_names_nobody_and_no_place(world: World, engine: Engine) -> None:
    with acting(engine) as session:
        rows = session.execute(
            text("SELECT explanation FROM visit, jsonb_to_recordset(signals) AS s(explanation text)")
        )
        told = {row.explanation for row in rows}
    assert told
    assert not [each for each in told if "rep-" in each or "@" in each or str(round(world.west)) + "." in each]


def test_every_stored_verdict_is_reached_again_by_its_own_version(world: World, rep: Client, engine: Engine) -> None:
    """Byte for byte, over all that this run's tests have stored; another version differs, and nothing changes."""
    queued(rep, left(at(world, 0.01, 0.01, 60)), at(world, 0.01, 0.01, 30, measured={"mocked": True}))
    since, until = clock.now() - timedelta(days=2), clock.now() + timedelta(days=1)
    with acting(engine) as session:
        stored = session.execute(text("SELECT id, signals, standing FROM visit ORDER BY id")).all()
        again = visits.rescore(session, since=since, until=until, first=10_000)
        older = visits.rescore(session, since=since, until=until, first=10_000, rules=visits.RULES["2026-11"])
        assert session.execute(text("SELECT id, signals, standing FROM visit ORDER BY id")).all() == stored
    judged = [each for each in again if each.after is not None]
    assert len(judged) > 1
    assert [each for each in judged if each.differs] == []
    told = [(orjson.dumps(_plain(each.before)), orjson.dumps(_plain(each.after))) for each in judged if each.after]
    assert all(before == after for before, after in told)
    assert any(each.differs for each in older)


def _plain(verdict: visits.Verdict) -> list[Any]:
    return [verdict.presence, verdict.trust_score, *(visits.signal_to_json(signal) for signal in verdict.signals)]


def test_the_database_finds_the_history_that_all_visits_together_hold(
    world: World, rep: Client, engine: Engine
) -> None:
    """The bench judges from memory; both must see the same."""
    same = {"altitudeMeters": 31.4, "accuracy": 5.5}
    queued(rep, *(at(world, 0.02 * index, 0.05, 4000 - index * 900, measured=same) for index in range(1, 4)))
    with acting(engine) as session:
        ids: list[UUID] = list(session.scalars(text("SELECT id FROM visit ORDER BY received_at, id")))
        everything = stored_sightings(session, ids)
        for subject in [everything[id] for id in ids][-60:]:
            before = [each for each in everything.values() if _order(each) < _order(subject)]
            remembered = Book(before).history_of(subject)
            book = gather_book(session, member_id=subject.member_id, subjects=[subject], now=now(), as_of=subject)
            found = book.history_of(subject)
            for kind in ("own", "others", "at_account"):
                assert _ids(getattr(found, kind)) == _ids(getattr(remembered, kind)), kind


def _order(sighting: Sighting) -> tuple[datetime, UUID]:
    return sighting.received_at, sighting.id


def _ids(sightings: Any) -> list[UUID]:
    return [each.id for each in sightings]


def test_a_visit_of_seconds_is_remarked_upon_and_counts(world: World, rep: Client) -> None:
    visit = check_in(rep, world.account(), measured(world, 0.05, 0.05, 0))["visit"]
    check_out(rep, visit["visitId"])
    assert doubts(world, visit) == {("TOO_SHORT", "INFO")}
    assert (seen(world, visit)["standing"], seen(world, visit)["trustScore"]) == ("COUNTED", 100)
