"""The sightings around a batch of check-ins, from the database in one round trip."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from visits.history.book import (
    ALIKE_DAYS,
    ALIKE_LATEST,
    AT_ACCOUNT,
    DEVICE_DAYS,
    MATE_DAYS,
    MOVES_DAYS,
    ON_PIN_METERS,
    OWN_AFTER,
    OWN_BEFORE,
    OWN_DAYS,
    PROVED_METERS,
    TWIN_SECONDS,
    Book,
)
from visits.history.installation import device_id_in
from visits.history.rows import move_of, sighting_of
from visits.history.sighting import Sighting
from visits.history.statement import SIGHTINGS, STORED
from visits.satellite import is_satellite

_STATEMENT = text(SIGHTINGS)


def gather_book(
    session: Session, *, member_id: UUID, subjects: Sequence[Sighting], now: datetime, as_of: Sighting | None = None
) -> Book:
    """What bears on `subjects`, all of `member_id`, as the writer; they themselves aren't in it.

    `as_of`: only what had been received before that visit, for judging it again as it was judged then.
    """
    if not subjects:
        return Book()
    rows = session.execute(_STATEMENT, _parameters(member_id, subjects, now, as_of)).all()
    devices = {subject.phone.device for subject in subjects if subject.phone.device is not None}
    registered = set(rows[0].registered or ())
    return Book(
        (sighting_of(row, as_of) for row in rows if row.id is not None),
        moves=(move_of(move, member_id) for move in rows[0].moves or ()),
        registered_devices=(device for device in devices if device_id_in(device) in registered),
    )


def stored_sightings(session: Session, visit_ids: Sequence[UUID]) -> dict[UUID, Sighting]:
    """Check-ins as they are stored; without a fix where none was stored, or is no longer kept."""
    rows = session.execute(text(STORED), {"ids": [str(visit_id) for visit_id in visit_ids]})
    return {row.id: sighting_of(row, None) for row in rows}


def _parameters(member_id: UUID, subjects: Sequence[Sighting], now: datetime, as_of: Sighting | None) -> dict[str, Any]:
    first = min(subject.checked_in_at for subject in subjects)
    last = max(subject.checked_in_at for subject in subjects)
    fixes = [subject.fix for subject in subjects]
    measured = [fix if fix is not None and is_satellite(fix) else None for fix in fixes]
    own, alike = timedelta(days=OWN_DAYS, seconds=1), timedelta(days=ALIKE_DAYS, seconds=1)
    devices = [subject.phone.device for subject in subjects]
    return {
        "member_id": str(member_id),
        "ids": [str(subject.id) for subject in subjects],
        "account_ids": [str(subject.account_id) for subject in subjects],
        "ats": [subject.checked_in_at for subject in subjects],
        "devices": devices,
        "device_ids": [str(found) for found in map(device_id_in, filter(None, devices)) if found is not None],
        "longitudes": [None if fix is None else fix.raw.longitude for fix in measured],
        "latitudes": [None if fix is None else fix.raw.latitude for fix in measured],
        "altitudes": [None if fix is None else fix.altitude_meters for fix in fixes],
        "accuracies": [None if fix is None else fix.accuracy_meters for fix in fixes],
        "first": first,
        "last": last + timedelta(milliseconds=1),
        "own_from": first - own,
        "own_until": last + own,
        "own_before": OWN_BEFORE + len(subjects),
        "own_after": OWN_AFTER + 1,
        "alike_from": first - alike,
        "alike_latest": ALIKE_LATEST,
        "moves_from": first - timedelta(days=MOVES_DAYS, seconds=1),
        "device_span": timedelta(days=DEVICE_DAYS, seconds=1),
        "mate_span": timedelta(days=MATE_DAYS, seconds=1),
        "twin_span": timedelta(seconds=TWIN_SECONDS + 1),
        "on_pin_meters": ON_PIN_METERS,
        "proved_meters": PROVED_METERS,
        "at_account": AT_ACCOUNT,
        "moves_until": now if as_of is None else as_of.received_at,
        "before": None if as_of is None else as_of.received_at,
        "before_id": None if as_of is None else str(as_of.id),
    }
