"""Putting an act on record.

A row stores the canonical bytes of its entry (JSON, sorted keys) and their HMAC-SHA-256. A nonce makes
every entry unlike all others, so that a copy of a row is known for one.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import orjson
from sqlalchemy import insert
from sqlalchemy.orm import Session

from core.audit.key import recording_key
from core.audit.tables import AuditEntry

Detail = str | int | float | bool | None | list[str]

DONE = "DONE"


def record(
    session: Session,
    *,
    now: datetime,
    member_id: UUID | None,
    act: str,
    subject_id: UUID | None = None,
    outcome: str = DONE,
    details: Mapping[str, Detail] | None = None,
) -> None:
    """Put on record that `member_id` (None: nobody known, or the server) did or tried `act`.

    `outcome` is DONE or the name of the refusal.
    """
    facts = {"at": now, "member": member_id, "act": act, "subject": subject_id, "outcome": outcome}
    unique = {"details": dict(details or {}), "nonce": secrets.token_hex(16)}
    entry = orjson.dumps({**facts, **unique}, option=orjson.OPT_SORT_KEYS)
    session.execute(
        insert(AuditEntry).values(
            at=now,
            member_id=member_id,
            act=act,
            subject_id=subject_id,
            outcome=outcome,
            entry=entry,
            mac=entry_mac(recording_key(), entry),
        )
    )


def entry_mac(key: bytes, entry: bytes) -> bytes:
    """The HMAC-SHA-256 of an entry's canonical bytes."""
    return hmac.digest(key, entry, hashlib.sha256)
