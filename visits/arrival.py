"""A check-in that has arrived: what the phone says of it, and when that was."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from core import text
from core.ids import id_at
from geo import Fix
from visits import receipts
from visits.chain import Received, SignatureCheck, SignedClaim, check
from visits.device_time import check_device_clock, happened_at
from visits.phone_evidence import NOTHING_TOLD, PhoneEvidence, Signature

LIVE = timedelta(minutes=2)
"A check-in that arrives within this time was not queued."


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What a phone says of a check-in; instants are its own clock's."""

    visit_id: UUID
    account_id: UUID
    recorded_at: datetime | None
    fix: Fix | None
    no_fix_reason: str | None
    sent_at: datetime
    phone: PhoneEvidence = NOTHING_TOLD
    account_named: str = ""
    "The account's id in the letters that the phone sent and signed."
    signature: Received | None = None
    "None: unsigned."

    @property
    def happened_by_device(self) -> datetime:
        """Device clock at the act."""
        return self.recorded_at or self.sent_at

    @property
    def input_hash(self) -> bytes:
        return receipts.hash_of(self.account_id, self.recorded_at, self.fix)


@dataclass(frozen=True, slots=True)
class Arrival:
    claim: CheckIn
    id: UUID
    "Of the visit that it becomes, if it does; stamped with `checked_in_at`."
    checked_in_at: datetime
    received_at: datetime
    offline: bool
    no_fix_reason: str | None
    signature_check: SignatureCheck | None

    @property
    def recorded_at(self) -> datetime:
        """Device clock at the act."""
        return self.claim.happened_by_device

    @property
    def kept_signature(self) -> Signature | None:
        """Of what nobody is known to have signed, the check's finding is kept and not its letters."""
        signature, check = self.claim.phone.signature, self.signature_check
        if signature is None or check is None or check.payload_hash is None:
            return None
        return signature if signature.is_storable else None


def arrive(claim: CheckIn, *, queued: bool, now: datetime) -> Arrival:
    """Raises InvalidInput for what no phone can mean."""
    reason = None if claim.no_fix_reason is None else text.note(claim.no_fix_reason, "noFixReason")
    if claim.fix is not None:
        check_device_clock(claim.fix.recorded_at, "fix.recordedAt", now)
    for index, fix in enumerate(claim.phone.burst):
        check_device_clock(fix.recorded_at, f"evidence.burst.{index}.recordedAt", now)
    at = happened_at(recorded_at=claim.recorded_at, sent_at=claim.sent_at, received_at=now, phone=claim.phone)
    return Arrival(
        claim=claim,
        id=id_at(at),
        checked_in_at=at,
        received_at=now,
        offline=queued or now - at > LIVE,
        no_fix_reason=reason,
        signature_check=check(claim.signature, _signed(claim), now=now),
    )


def _signed(claim: CheckIn) -> SignedClaim:
    return SignedClaim(claim.visit_id, claim.account_named, claim.recorded_at, claim.sent_at, claim.fix)
