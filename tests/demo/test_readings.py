"""The demo's fixes are as good and as bad as those of real phones."""

from datetime import UTC, datetime
from random import Random

from pyproj import Geod

from demo.phone import Reception, reading_at, timestamp

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PIN = (24.94, 60.17)


def errors_in_accuracies(reception: Reception) -> list[float]:
    """How far off each of many fixes is from the pin, in units of its own accuracy."""
    random = Random(7)
    errors = []
    for _ in range(2000):
        fix = reading_at(*PIN, reception=reception, now=NOON, random=random).fix
        assert fix is not None
        _, _, meters = Geod(ellps="WGS84").inv(*PIN, fix["longitude"], fix["latitude"])
        errors.append(meters / fix["accuracyMeters"])
    return errors


def test_accuracy_is_a_68_percent_radius_as_phones_report_it() -> None:
    errors = errors_in_accuracies(Reception.VAGUE)
    assert 0.65 < sum(error <= 1 for error in errors) / len(errors) < 0.71


def test_a_rep_elsewhere_is_beyond_any_doubt_of_a_good_fix() -> None:
    assert min(errors_in_accuracies(Reception.ELSEWHERE)) > 10


def test_a_blocked_phone_says_why_instead() -> None:
    reading = reading_at(*PIN, reception=Reception.BLOCKED, now=NOON, random=Random(7))
    assert reading.fix is None
    assert reading.no_fix_reason


def test_the_same_dice_give_the_same_fix() -> None:
    first, second = (reading_at(*PIN, reception=Reception.GOOD, now=NOON, random=Random(7)) for _ in range(2))
    assert first == second


def test_instants_are_rfc_3339_in_utc() -> None:
    assert timestamp(NOON) == "2026-03-02T12:00:00.000Z"
