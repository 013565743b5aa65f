"""What a phone told beside the fix, as rows of `visit_evidence` keep it until retention erases them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.fix_json import fix_from_json, fix_to_json
from visits.phone_evidence import NOTHING_TOLD, DeviceIntegrity, PhoneEvidence, Signature
from visits.tables import VisitEvidence


def evidence_row(visit_id: UUID, phone: PhoneEvidence, *, unit_id: UUID) -> dict[str, Any] | None:
    """The row to store; None where the phone told nothing."""
    if phone == NOTHING_TOLD:
        return None
    return {
        "visit_id": visit_id,
        "unit_id": unit_id,
        "burst": [fix_to_json(fix) for fix in phone.burst],
        "device": phone.device,
        "uptime_seconds": phone.uptime_seconds,
        "sent_uptime_seconds": phone.sent_uptime_seconds,
        "boot_id": phone.boot_id,
        "surroundings": list(phone.surroundings),
        "integrity": phone.integrity,
        "signature": None if phone.signature is None else _signature_to_json(phone.signature),
    }


def stored_evidence(session: Session, visit_ids: Sequence[UUID]) -> dict[UUID, PhoneEvidence]:
    """By visit, what is still kept of it. To be called as the writer, or within what policies show."""
    rows = session.execute(select(VisitEvidence).where(VisitEvidence.visit_id.in_(visit_ids))).scalars()
    return {row.visit_id: replace(told_by(row), signature=_signature(row.signature)) for row in rows}


def told_by(row: Any) -> PhoneEvidence:
    """A row with the columns of `visit_evidence`, without its signature."""
    return PhoneEvidence(
        burst=tuple(fix_from_json(fix) for fix in row.burst),
        device=row.device,
        uptime_seconds=row.uptime_seconds,
        sent_uptime_seconds=row.sent_uptime_seconds,
        boot_id=row.boot_id,
        surroundings=tuple(row.surroundings),
        integrity=DeviceIntegrity(row.integrity),
    )


def _signature_to_json(signature: Signature) -> dict[str, Any]:
    return {
        "deviceId": str(signature.device_id),
        "payload": signature.payload,
        "sequence": signature.sequence,
        "previousHash": signature.previous_hash,
        "signature": signature.signature,
    }


def _signature(stored: Mapping[str, Any] | None) -> Signature | None:
    if stored is None:
        return None
    return Signature(
        device_id=UUID(stored["deviceId"]),
        payload=stored["payload"],
        sequence=stored["sequence"],
        previous_hash=stored["previousHash"],
        signature=stored["signature"],
    )
