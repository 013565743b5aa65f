"""What a phone tells beside the fix, as it was sent; each part may be missing, and that is never a suspicion."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from geo import Fix

_MOST_LETTERS = 5000


class DeviceIntegrity(StrEnum):
    """The platform's attestation, as the phone reports it: PASSED proves nothing, only FAILED weighs."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Signature:
    """An enrolled device's word for a check-in; `signature` is Base64 of DER, `payload` what was signed."""

    device_id: UUID
    payload: str
    sequence: int
    previous_hash: str
    signature: str

    @property
    def is_storable(self) -> bool:
        """Whether the database takes its letters; whoever signs in earnest sends no others."""
        letters = self.payload + self.previous_hash + self.signature
        return len(letters) <= _MOST_LETTERS and letters.isprintable()


@dataclass(frozen=True, slots=True)
class PhoneEvidence:
    burst: tuple[Fix, ...] = ()
    "Every fix received in the few seconds up to the check-in, oldest first."
    device: str | None = None
    "Which installation: an enrolled device's id, or any opaque string."
    uptime_seconds: float | None = None
    "Since the phone's start, at the check-in: a clock that nobody can set."
    sent_uptime_seconds: float | None = None
    boot_id: str | None = None
    surroundings: tuple[str, ...] = ()
    "Salted hashes of the radio stations in sight."
    integrity: DeviceIntegrity = DeviceIntegrity.UNKNOWN
    signature: Signature | None = None

    def without_positions(self) -> "PhoneEvidence":
        """What may be judged and stored outside work hours: nothing that tells where the phone was.

        The signature's payload holds the fix.
        """
        return replace(self, burst=(), surroundings=(), signature=None)


NOTHING_TOLD = PhoneEvidence()
