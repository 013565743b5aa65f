"""A signature is worth something where it was made so, by the member's own device, for these very values."""

from datetime import timedelta

import pytest

from tests.visits.chain.field import LOG, Field, links_of
from tests.visits.chain.forgeries import FORGED, with_payload
from tests.visits.phone import now
from tests.visits.signing import FIRST, SigningPhone, payload_of

CHECKED_IN = "... on CheckInSuccess { visit { visitId evidenceValid } }"


def test_signed_check_ins_are_valid_live_and_from_the_queue_and_unsigned_ones_neither(
    field: Field, phone: SigningPhone
) -> None:
    live = phone.signed(field.claim(minutes_ago=0))
    answer = field.rep.act("checkIn", {**live, "sentAt": now().isoformat()}, CHECKED_IN)
    assert answer["visit"]["evidenceValid"] is True
    queued = [phone.signed(field.claim()), phone.signed(field.claim() | {"fix": None, "noFixReason": "A cellar."})]
    unsigned, told = field.claim(), field.claim(evidence={"device": "a phone"})
    field.send(*queued, unsigned, told)
    assert field.verdicts(live, *queued, unsigned, told) == [True, True, True, None, None]
    assert field.fault(live) is None


@pytest.mark.parametrize("name", FORGED)
def test_what_was_not_signed_so_is_invalid_and_says_why(field: Field, phone: SigningPhone, name: str) -> None:
    forge, reason = FORGED[name]
    claim = forge(phone, field.claim())
    [result] = field.send(claim)
    assert result["__typename"] == "CheckInSuccess", result
    assert field.verdicts(claim) == [False]
    fault = field.fault(claim)
    assert fault is not None
    assert reason in fault
    assert str(field.world.place()["longitude"]) not in fault


def test_the_rep_concerned_is_told_no_reason(field: Field, phone: SigningPhone) -> None:
    claim = with_payload(phone, field.claim(), "nonsense")
    field.send(claim)
    log = field.rep.ask(LOG, member=field.rep_id)["visits"]["edges"]
    assert [edge["node"]["evidenceFault"] for edge in log] == [None]


def test_the_key_of_another_members_device_signs_nothing(field: Field) -> None:
    colleague = SigningPhone.of(field.world.member(field.world.top)[1])
    claim = colleague.signed(field.claim())
    field.send(claim)
    assert field.verdicts(claim) == [False]
    assert links_of(field, colleague) == []


def test_values_are_compared_and_not_their_letters(field: Field, phone: SigningPhone) -> None:
    claim = field.claim()
    at = now().astimezone().replace(microsecond=123000)
    sent = {
        **claim,
        "visitId": claim["visitId"].upper(),
        "recordedAt": at.isoformat(),
        "fix": {**claim["fix"], "accuracyMeters": 10.0, "speedMetersPerSecond": -1, "mocked": False, "datum": None},
    }
    signed = {
        **claim,
        "recordedAt": (at + timedelta(0)).astimezone(tz=None).isoformat().replace("+00:00", "Z"),
        "fix": {**claim["fix"], "accuracyMeters": 10, "bearingDegrees": None, "datum": "WGS84"},
    }
    letters = phone.signed(signed)["evidence"]
    field.send({**sent, "evidence": letters})
    assert field.verdicts(claim) == [True]


@pytest.mark.parametrize("is_signed_as", ["sentAt", "null", "absent"])
def test_a_live_check_in_without_recorded_at_is_signed_without_it_or_as_sent(
    field: Field, phone: SigningPhone, is_signed_as: str
) -> None:
    claim = {name: value for name, value in field.claim(minutes_ago=0).items() if name != "recordedAt"}
    sent_at = now().isoformat()
    signed = {**claim, "recordedAt": sent_at if is_signed_as == "sentAt" else None}
    text = payload_of(signed, 1, FIRST)
    if is_signed_as == "absent":
        text = text.replace('"recordedAt":null,', "")
    live = {**phone.resigned(claim, text), "sentAt": sent_at}
    assert field.rep.act("checkIn", live, CHECKED_IN)["visit"]["evidenceValid"] is True


@pytest.mark.parametrize("number", [0, 2**31 - 1])
def test_a_chain_may_begin_with_any_number(field: Field, phone: SigningPhone, number: int) -> None:
    claim = field.claim()
    claim = phone.resigned(claim, payload_of(claim, number, FIRST))
    field.send(claim)
    assert field.verdicts(claim) == [True]
