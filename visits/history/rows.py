"""Rows of the statement as sightings."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from geo import Position
from visits.history.pin_move import PinMove
from visits.history.sighting import Sighting
from visits.phone_evidence import PhoneEvidence
from visits.positions import fix_of
from visits.stored_evidence import told_by
from visits.suspicion import is_suspect_of_stored


def sighting_of(row: Any, as_of: Sighting | None) -> Sighting:
    signals = _known_at(row.signals, as_of)
    return Sighting(
        id=row.id,
        member_id=row.member_id,
        account_id=row.account_id,
        pin=Position(row.pin_longitude, row.pin_latitude),
        pin_by=row.pin_by,
        checked_in_at=row.checked_in_at,
        recorded_at=row.recorded_at,
        sent_at=row.sent_at,
        received_at=row.received_at,
        fix=None if row.longitude is None else fix_of(row, recorded_at=row.fix_recorded_at),
        phone=PhoneEvidence() if row.integrity is None else told_by(row),
        distance_meters=row.distance_meters,
        on_site_probability=row.on_site_probability,
        suspected=is_suspect_of_stored(signals),
        codes=tuple(signal["code"] for signal in signals),
    )


def move_of(move: Mapping[str, Any], member_id: UUID) -> PinMove:
    return PinMove(
        account_id=UUID(move["account_id"]),
        member_id=member_id,
        at=float(move["at"]),
        before=Position(move["before_longitude"], move["before_latitude"]),
        to=Position(move["to_longitude"], move["to_latitude"]),
        was_proved_before=move["was_proved_before"],
    )


def _known_at(signals: Sequence[Mapping[str, Any]], as_of: Sighting | None) -> Sequence[Mapping[str, Any]]:
    """Without what only later arrivals brought to light."""
    if as_of is None:
        return signals
    then = as_of.received_at.timestamp(), str(as_of.id)
    return [signal for signal in signals if "raised_by" not in signal or tuple(signal["raised_by"]) < then]
