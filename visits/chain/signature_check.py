"""What a check-in's signature is worth, in itself and as a link of its device's chain."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    device_id: UUID | None
    "The member's own device that signed; None where it isn't known who did."
    sequence: int | None
    payload_hash: bytes | None
    "Of the link that is kept; None where none is."
    own_fault: str | None
    "What was wrong with it when it arrived, for ever."
    chain_fault: str | None
    "What is broken next to it, as far as links have come."

    @property
    def fault(self) -> str | None:
        """One sentence with the figures in it, without coordinates; None where nothing is wrong."""
        return self.own_fault or self.chain_fault

    @property
    def valid(self) -> bool:
        return self.fault is None


def columns_of(check: SignatureCheck | None, *, due_at: datetime) -> dict[str, object]:
    """What a visit keeps of it. `due_at`: from then on what is missing in the chain can only arrive too late."""
    if check is None:
        return dict.fromkeys(("signed_by", "signed_sequence", "signed_hash", "signature_fault", "chain_due_at"))
    return {
        "signed_by": check.device_id,
        "signed_sequence": check.sequence,
        "signed_hash": check.payload_hash,
        "signature_fault": check.own_fault,
        "chain_due_at": None if check.payload_hash is None else due_at,
    }
