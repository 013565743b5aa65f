"""What a phone tells beside the fix, as it is sent."""

import math
import re

import strawberry

from api.enums import show_enum
from api.global_ids import identifier_of
from api.visits.fix import FixInput, read_fix
from core.errors import InvalidInput
from geo import Fix
from visits import DeviceIntegrity, PhoneEvidence, Signature

MOST_FIXES, MOST_SURROUNDINGS = 60, 100
_LONGEST_NAME = 200
_HALF_PAIRS = re.compile("[\ud800-\udfff]")
_LONGEST_UPTIME_SECONDS = 10 * 366 * 86_400.0

show_enum(
    DeviceIntegrity,
    description="The platform's attestation, as the phone reports it: PASSED proves nothing, only FAILED weighs.",
)


@strawberry.input(
    description="The enrolled device's signature over `payload`, which is the canonical JSON (RFC 8785) of {visitId, "
    "accountId, recordedAt, fix, sequence, previousHash} as the phone sent them, fix null where absent. The signature "
    "is checked over the payload's very bytes, then its values against the input's (UUIDs in any case, instants as "
    "instants, numbers as numbers, an absent field and its default alike). `sequence` rises by one with each check-in "
    "the device makes, refused or not; previousHash is the lower-case hex SHA-256 of the previous payload (64 zeros "
    "for the first). A queue that was edited, re-ordered or thinned out shows; one that merely arrives in another "
    "order heals: a gap counts only after maxLateHours."
)
class SignatureInput:
    device_id: strawberry.ID
    payload: str
    sequence: int
    previous_hash: str
    signature: str = strawberry.field(description="Base64, DER-encoded ECDSA P-256 with SHA-256.")


@strawberry.input(
    description="What the phone can tell beside the fix. Each part is optional: less evidence is never itself a "
    "suspicion."
)
class EvidenceInput:
    burst: list[FixInput] | None = strawberry.field(
        default=None,
        description="Every fix received in the few seconds up to the check-in, oldest first, 60 at most.",
    )
    device: str | None = strawberry.field(
        default=None,
        description="Which installation: stable until reinstalled. An enrolled device's id, or any opaque string.",
    )
    uptime_seconds: float | None = strawberry.field(
        default=None,
        description="Seconds since the phone started, at the check-in and at sending: a clock nobody can set.",
    )
    sent_uptime_seconds: float | None = None
    boot_id: str | None = strawberry.field(default=None, description="Changes with every start of the phone.")
    surroundings: list[str] | None = strawberry.field(
        default=None, description="Salted hashes of the Wi-Fi, Bluetooth and cell ids in sight, 100 at most."
    )
    integrity: DeviceIntegrity | None = DeviceIntegrity.UNKNOWN
    signature: SignatureInput | None = None


def read_evidence(input: EvidenceInput | None, field: str) -> PhoneEvidence:
    """Raises InvalidInput with the path of what is wrong inside of `field`."""
    if input is None:
        return PhoneEvidence()
    return PhoneEvidence(
        burst=_burst(input.burst or (), f"{field}.burst"),
        device=_opaque(input.device, f"{field}.device") or None,
        uptime_seconds=_uptime(input.uptime_seconds, f"{field}.uptimeSeconds"),
        sent_uptime_seconds=_uptime(input.sent_uptime_seconds, f"{field}.sentUptimeSeconds"),
        boot_id=_opaque(input.boot_id, f"{field}.bootId") or None,
        surroundings=_surroundings(input.surroundings or (), f"{field}.surroundings"),
        integrity=input.integrity or DeviceIntegrity.UNKNOWN,
        signature=read_signature(input),
    )


def read_signature(input: EvidenceInput | None) -> Signature | None:
    return None if input is None or input.signature is None else _signature(input.signature)


def _burst(inputs: list[FixInput] | tuple[()], field: str) -> tuple[Fix, ...]:
    _require_at_most(MOST_FIXES, len(inputs), field, "fixes")
    fixes = (read_fix(input, f"{field}.{index}") for index, input in enumerate(inputs))
    return tuple(fix for fix in fixes if fix is not None)


def _surroundings(inputs: list[str] | tuple[()], field: str) -> tuple[str, ...]:
    _require_at_most(MOST_SURROUNDINGS, len(inputs), field, "hashes")
    return tuple(_opaque(input, f"{field}.{index}") or "" for index, input in enumerate(inputs))


def _signature(input: SignatureInput) -> Signature:
    """Whatever it says: what is wrong with it is for its check, and no reason to lose the visit."""
    return Signature(
        device_id=identifier_of("Device", input.device_id),
        payload=input.payload,
        sequence=input.sequence,
        previous_hash=input.previous_hash,
        signature=input.signature,
    )


def _uptime(seconds: float | None, field: str) -> float | None:
    if seconds is None or (math.isfinite(seconds) and 0 <= seconds <= _LONGEST_UPTIME_SECONDS):
        return seconds
    raise InvalidInput(field, f"{field} is {seconds}: it counts the seconds since the phone started, up to ten years.")


def _opaque(value: str | None, field: str) -> str | None:
    """Text kept as it was sent, to the last blank."""
    if value is None:
        return None
    if len(value) > _LONGEST_NAME:
        raise InvalidInput(field, f"{field} has {len(value)} characters: {_LONGEST_NAME} at most.")
    if (not value.isascii() and _HALF_PAIRS.search(value)) or "\0" in value:
        raise InvalidInput(field, f"{field} holds U+0000 or half a surrogate pair, which can't be stored: remove it.")
    return value


def _require_at_most(most: int, number: int, field: str, what: str) -> None:
    if number > most:
        raise InvalidInput(field, f"{field} has {number} {what}: {most} at most.")
