"""Putting an act on record.

A row stores the canonical bytes of its entry (JSON, sorted keys) and their HMAC-SHA-256. A nonce makes
every entry unlike all others, so that a copy of a row is known for one.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

import orjson
from sqlalchemy import insert
from sqlalchemy.orm import Session

from core.audit.key import recording_key
from core.audit.tables import AuditEntry

Detail = str | int | float | bool | None | list[str]
Entry = tuple[UUID | None, str, Mapping[str, Detail]]
"Of one act on several subjects: the subject, its outcome, the details."

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
    row = _row(now=now, member_id=member_id, act=act, subject_id=subject_id, outcome=outcome, details=details or {})
    session.execute(insert(AuditEntry).values(**row))


def record_each(session: Session, *, now: datetime, member_id: UUID | None, act: str, entries: Iterable[Entry]) -> None:
    """Like `record`, for one act on each of many subjects, in one statement."""
    rows = [
        _row(now=now, member_id=member_id, act=act, subject_id=subject_id, outcome=outcome, details=details)
        for subject_id, outcome, details in entries
    ]
    if rows:
        session.execute(insert(AuditEntry), rows)


def entry_mac(key: bytes, entry: bytes) -> bytes:
    """The HMAC-SHA-256 of an entry's canonical bytes."""
    return hmac.digest(key, entry, hashlib.sha256)


def _row(
    *,
    now: datetime,
    member_id: UUID | None,
    act: str,
    subject_id: UUID | None,
    outcome: str,
    details: Mapping[str, Detail],
) -> dict[str, object]:
    facts = {"at": now, "member": member_id, "act": act, "subject": subject_id, "outcome": outcome}
    unique = {"details": dict(details), "nonce": secrets.token_hex(16)}
    entry = orjson.dumps({**facts, **unique}, option=orjson.OPT_SORT_KEYS)
    return {
        "at": now,
        "member_id": member_id,
        "act": act,
        "subject_id": subject_id,
        "outcome": outcome,
        "entry": entry,
        "mac": entry_mac(recording_key(), entry),
    }
