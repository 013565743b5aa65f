"""Signed evidence: what a device's signature under a check-in is worth, and whether the chain of them is unbroken."""

from visits.chain.links import gaps_come_due, signature_checks
from visits.chain.receive import Received, check, receive
from visits.chain.signature_check import SignatureCheck, columns_of
from visits.chain.signed_claim import SignedClaim

__all__ = [
    "Received",
    "SignatureCheck",
    "SignedClaim",
    "check",
    "columns_of",
    "gaps_come_due",
    "receive",
    "signature_checks",
]
