"""What a phone told beside the fix, as rows of `visit_evidence` keep it until retention erases them."""

from typing import Any
from uuid import UUID

from visits.fix_json import fix_from_json, fix_to_json
from visits.phone_evidence import NOTHING_TOLD, DeviceIntegrity, PhoneEvidence, Signature


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
