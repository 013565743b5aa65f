"""The audit trail: every act and every refusal, one row each, in the act's own transaction.

Rows carry an HMAC under a key outside the database, and a chain of seals vouches for their order and
number, so that whoever owns the database can't alter, remove or insert one unseen. Both tables take inserts
only. No coordinates, passwords or tokens go in here.
"""

from core.audit.chain import Head
from core.audit.faults import AuditFault, ChainAhead, ChainCut, KeyMissing, Tampered
from core.audit.looks import LOOK, looks_at
from core.audit.queries import head, unsealed
from core.audit.record import DONE, Detail, Entry, record, record_each
from core.audit.seal import seal
from core.audit.sealer import start_sealer
from core.audit.verify import Verified, verify

__all__ = [
    "DONE",
    "LOOK",
    "AuditFault",
    "ChainAhead",
    "ChainCut",
    "Detail",
    "Entry",
    "Head",
    "KeyMissing",
    "Tampered",
    "Verified",
    "head",
    "looks_at",
    "record",
    "record_each",
    "seal",
    "start_sealer",
    "unsealed",
    "verify",
]
