"""Clocks that are wrong, and clocks that jump."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from core.errors import InvalidInput
from tests.api_client import Client, Json
from tests.visits.phone import CHECKED_IN, CHECKED_OUT, check_out, now
from tests.visits.queue import check_out_of, entry, sync
from tests.world import World
from visits.device_time import happened_at, left_at
from visits.phone_evidence import PhoneEvidence

RECEIVED = datetime(2026, 3, 29, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def uptimes(before: float, after: float) -> PhoneEvidence:
    return PhoneEvidence(uptime_seconds=before, sent_uptime_seconds=after)


@pytest.mark.parametrize("wrong", [timedelta(days=days) for days in (-3, -1, 0, 2, 3)])
@pytest.mark.parametrize("jump", [timedelta(days=-3), -HOUR, HOUR, timedelta(days=3)])
def test_the_time_since_the_phones_start_corrects_any_clock(wrong: timedelta, jump: timedelta) -> None:
    recorded = RECEIVED - 5 * HOUR + wrong
    sent = RECEIVED + wrong + jump
    known = uptimes(1000.25, 1000.25 + 5 * 3600)
    assert happened_at(recorded_at=recorded, sent_at=sent, received_at=RECEIVED, phone=known) == RECEIVED - 5 * HOUR


@pytest.mark.parametrize("told", [uptimes(50_000, 300), PhoneEvidence(uptime_seconds=1), None])
def test_a_phone_that_started_anew_or_tells_no_uptime_has_its_wall_clock(told: PhoneEvidence | None) -> None:
    wrong = timedelta(days=2)
    sent = RECEIVED + wrong
    at = happened_at(recorded_at=sent - HOUR, sent_at=sent, received_at=RECEIVED, phone=told)
    assert at == RECEIVED - HOUR


def test_an_act_after_its_sending_is_refused_beyond_a_jitter() -> None:
    at = happened_at(recorded_at=RECEIVED + HOUR / 15, sent_at=RECEIVED, received_at=RECEIVED)
    assert at == RECEIVED
    with pytest.raises(InvalidInput) as refusal:
        happened_at(recorded_at=RECEIVED + HOUR, sent_at=RECEIVED, received_at=RECEIVED)
    assert refusal.value.field == "recordedAt"
    for wrong, field in ((RECEIVED + timedelta(days=400), "sentAt"), (datetime.min.replace(tzinfo=UTC), "sentAt")):
        with pytest.raises(InvalidInput) as refusal:
            happened_at(recorded_at=RECEIVED, sent_at=wrong, received_at=RECEIVED)
        assert refusal.value.field == field


def test_a_visit_ends_no_sooner_than_it_began_and_no_later_than_now() -> None:
    began = RECEIVED - HOUR
    recorded = began + timedelta(days=2)

    def left(minutes: float) -> datetime:
        end = recorded + timedelta(minutes=minutes)
        return left_at(recorded_at=end, checked_in=began, checked_in_recorded=recorded, received_at=RECEIVED)

    assert left(20) == began + HOUR / 3
    assert left(-3) == began
    assert left(300) == RECEIVED


def test_each_entry_of_a_queue_has_its_own_uptime(world: World, rep: Client) -> None:
    """The clock was three days ahead, and put right before the queue was sent."""
    account, at = world.account(), now()

    def ahead(minutes_ago: float) -> Json:
        recorded = at - timedelta(minutes=minutes_ago) + timedelta(days=3)
        told = {"uptimeSeconds": 90_000 - 60 * minutes_ago, "sentUptimeSeconds": 90_000, "bootId": "one"}
        claim = entry(account, None, recordedAt=recorded.isoformat(), evidence=told)
        return claim | {"checkOut": check_out_of(claim, after_minutes=4)}

    queue = [ahead(200), ahead(40), ahead(80)]
    visits = [each["result"]["visit"] for each in sync(rep, *queue, sent_at=at)]
    for visit, minutes_ago in zip(visits, (200, 40, 80), strict=True):
        happened = datetime.fromisoformat(visit["checkedInAt"])
        assert abs(happened - (at - timedelta(minutes=minutes_ago))) < timedelta(seconds=30)
        assert datetime.fromisoformat(visit["checkedOutAt"]) - happened == timedelta(minutes=4)
    without = {**ahead(30), "evidence": None}
    (refused,) = sync(rep, without, sent_at=at)
    assert (refused["result"]["__typename"], refused["result"]["field"]) == ("InvalidInput", "recordedAt")


def test_when_it_happened_is_fixed_by_the_first_send(world: World, rep: Client) -> None:
    claim = entry(world.account(), None, minutes_ago=50)
    first, second = (sync(rep, claim, sent_at=now() + wrong)[0] for wrong in (timedelta(0), timedelta(minutes=20)))
    assert first["result"] == second["result"]


def test_a_stored_visit_is_answered_though_the_clock_was_set_back_since(world: World, rep: Client) -> None:
    claim = entry(world.account(), None, minutes_ago=5)
    ahead = now() + timedelta(days=1)
    sent = {**claim, "recordedAt": (ahead - timedelta(minutes=5)).isoformat()}
    live = {**sent, "visitId": str(uuid4()), "sentAt": ahead.isoformat()}
    (queued,), stored = sync(rep, sent, sent_at=ahead), rep.act("checkIn", live, CHECKED_IN)
    assert (queued["result"]["__typename"], stored["__typename"]) == ("CheckInSuccess", "VisitAlreadyOpen")
    check_out(rep, sent["visitId"])
    stored = rep.act("checkIn", live, CHECKED_IN)
    (again,) = sync(rep, sent)
    assert again["replayed"]
    assert again["result"]["visit"]["checkedInAt"] == queued["result"]["visit"]["checkedInAt"]
    assert rep.act("checkIn", {**live, "sentAt": now().isoformat()}, CHECKED_IN) == stored
    leaving = {"visitId": live["visitId"], "recordedAt": ahead.isoformat(), "outcome": "MET"}
    ended = rep.act("checkOut", {**leaving, "sentAt": ahead.isoformat()}, CHECKED_OUT)
    assert ended["__typename"] == "CheckOutSuccess"
    assert rep.act("checkOut", {**leaving, "sentAt": now().isoformat()}, CHECKED_OUT) == ended
