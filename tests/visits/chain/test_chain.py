"""A chain shows what was edited, thinned out or doubled, and heals where it merely arrives in another order."""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from random import Random

from tests.at_once import at_once
from tests.visits.chain.field import SYNC, Field, links_of, payload
from tests.visits.phone import now
from tests.visits.signing import FIRST, SigningPhone, hash_of, payload_of


def test_a_refused_check_in_is_a_link_like_any_other(field: Field, phone: SigningPhone) -> None:
    """Whether a verb refuses it, its input can't be read, or it comes too late."""
    field.world.region(field.world.unit("Others"), field.world.square(0.3))
    foreign = field.world.account(0.35)
    refused = [
        phone.signed(field.claim(accountId=foreign)),
        phone.signed(field.claim() | {"fix": {**field.claim()["fix"], "accuracyMeters": 0}}),
        phone.signed(field.claim(minutes_ago=60 * 24 * 5)),
        phone.signed(field.claim(accountId="nonsense")),
    ]
    live = {**refused[0], "sentAt": now().isoformat()}
    assert field.rep.act("checkIn", live)["__typename"] == "OutsideYourRegion"
    stored = phone.signed(field.claim())
    kinds = [result["__typename"] for result in field.send(*refused, stored)]
    assert kinds == ["OutsideYourRegion", "InvalidInput", "TooLate", "NotFound", "CheckInSuccess"]
    assert [number for number, _, _ in links_of(field, phone)] == [1, 2, 3, 4, 5]
    assert field.verdicts(stored) == [True]


def test_two_check_ins_with_one_number_are_both_doubtful_and_a_retry_is_none(field: Field, phone: SigningPhone) -> None:
    first, second = phone.signed(field.claim()), phone.signed(field.claim())
    for _ in range(3):
        field.send(first, second)
    assert field.verdicts(first, second) == [True, True]
    branch = field.claim()
    branch = phone.resigned(branch, payload_of(branch, 2, json.loads(payload(second))["previousHash"]))
    third = phone.signed(field.claim())
    field.send(branch, third)
    assert field.verdicts(first, second, branch, third) == [True, False, False, True]
    assert "2 different check-ins were signed as number 2" in str(field.fault(branch))


def test_a_link_edited_and_signed_anew_is_found_by_the_one_that_follows(field: Field, phone: SigningPhone) -> None:
    first, second = phone.signed(field.claim()), phone.signed(field.claim())
    third, fourth = phone.signed(field.claim()), phone.signed(field.claim())
    edited = {**second, "accountId": field.accounts[1]}
    edited = phone.resigned(edited, payload_of(edited, 2, hash_of(payload(first))))
    field.send(first, edited)
    assert field.verdicts(first, edited) == [True, True], "nothing contradicts it yet"
    field.send(third, fourth)
    assert field.verdicts(first, edited, third, fourth) == [True, False, False, True]
    assert "Number 3 was signed after another number 2 than this one" in str(field.fault(edited))
    assert "another number 2 than the one that arrived" in str(field.fault(third))


def test_a_gap_counts_after_max_late_hours_and_heals(
    field: Field, phone: SigningPhone, later: Callable[[timedelta], None]
) -> None:
    """Also by what then comes too late to be stored."""
    claims = [phone.signed(field.claim()) for _ in range(5)]
    field.send(claims[4], claims[0])
    assert field.verdicts(claims[0], claims[4]) == [True, True]
    later(timedelta(hours=71))
    assert field.verdicts(claims[0], claims[4]) == [True, True]
    later(timedelta(hours=73))
    assert field.verdicts(claims[0], claims[4]) == [True, False]
    assert field.fault(claims[4]) == "3 check-ins between number 1 and 5 never arrived."
    late = [{**claim} for claim in claims[1:4]]
    queue = {"sentAt": (now() + timedelta(hours=73)).isoformat(), "visits": late}
    outcomes = field.rep.ask(SYNC, input=queue)["syncVisits"]["outcomes"]
    assert {outcome["result"]["__typename"] for outcome in outcomes} == {"TooLate"}
    assert field.verdicts(claims[0], claims[4]) == [True, True]


def test_a_chain_without_its_beginning_is_a_gap_too(
    field: Field, phone: SigningPhone, later: Callable[[timedelta], None]
) -> None:
    phone.signed(field.claim())
    second = phone.signed(field.claim())
    field.send(second)
    later(timedelta(hours=73))
    assert field.verdicts(second) == [False]
    assert "before number 2 never arrived" in str(field.fault(second))


def test_a_chain_begins_once_and_a_reinstalled_phone_begins_its_own(field: Field, phone: SigningPhone) -> None:
    first, second = phone.signed(field.claim()), phone.signed(field.claim())
    anew = field.claim()
    anew = phone.resigned(anew, payload_of(anew, 3, FIRST))
    reinstalled = SigningPhone.of(field.rep).signed(field.claim())
    field.send(first, second, anew, reinstalled)
    assert field.verdicts(first, anew, reinstalled) == [True, False, True]
    assert "number 2 came before" in str(field.fault(anew))


def test_what_a_revoked_device_signed_counts_where_it_had_arrived(field: Field, phone: SigningPhone) -> None:
    stored, refused, kept_back = (phone.signed(field.claim()) for _ in range(3))
    too_late = {**refused, "recordedAt": (now() - timedelta(days=9)).isoformat()}
    field.send(stored, too_late)
    field.manager.act("revokeDevice", {"deviceId": phone.device_id})
    field.send(stored, refused, kept_back)
    assert field.verdicts(stored, refused, kept_back) == [True, True, False]
    assert "revoked 0.0 hours before" in str(field.fault(kept_back))
    assert [number for number, _, _ in links_of(field, phone)] == [1, 2]


def test_a_queue_in_any_order_in_any_parts_and_at_once_makes_one_chain(field: Field, phone: SigningPhone) -> None:
    claims = [phone.signed(field.claim(minutes_ago=60 - number)) for number in range(24)]
    dice = Random(5)
    queues = [dice.sample(claims, dice.randint(4, 24)) for _ in range(5)]
    queues.append(claims[::-1])
    at_once([partial(field.send, *queue) for queue in queues])
    assert field.verdicts(*claims) == [True] * 24
    assert [number for number, _, _ in links_of(field, phone)] == list(range(1, 25))
