"""Putting an act on record.

A row stores the canonical bytes of its entry (JSON, sorted keys) and their HMAC-SHA-256. A nonce makes
every entry unlike all others, so that a copy of a row is known for one.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import orjson
from sqlalchemy import ARRAY, LargeBinary, Text, Uuid, bindparam, text
from sqlalchemy.orm import Session

from core.audit.key import recording_key

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
    record_each(session, now=now, member_id=member_id, act=act, entries=[(subject_id, outcome, details or {})])


def record_each(session: Session, *, now: datetime, member_id: UUID | None, act: str, entries: Sequence[Entry]) -> None:
    """Like `record`, for one act on each of many subjects, in one statement."""
    if not entries:
        return
    key = recording_key()
    written = [_written(now, member_id, act, *entry) for entry in entries]
    columns = {
        "subject_ids": [subject_id for subject_id, _, _ in entries],
        "outcomes": [outcome for _, outcome, _ in entries],
        "entries": written,
        "macs": [entry_mac(key, entry) for entry in written],
    }
    session.execute(_INSERT, {"at": now, "member_id": member_id, "act": act, **columns})


def entry_mac(key: bytes, entry: bytes) -> bytes:
    """The HMAC-SHA-256 of an entry's canonical bytes."""
    return hmac.digest(key, entry, hashlib.sha256)


def _written(
    now: datetime,
    member_id: UUID | None,
    act: str,
    subject_id: UUID | None,
    outcome: str,
    details: Mapping[str, Detail],
) -> bytes:
    facts = {"at": now, "member": member_id, "act": act, "subject": subject_id, "outcome": outcome}
    unique = {"details": dict(details), "nonce": secrets.token_hex(16)}
    return orjson.dumps({**facts, **unique}, option=orjson.OPT_SORT_KEYS)


_INSERT = text(
    """
    INSERT INTO audit_entry (at, member_id, act, subject_id, outcome, entry, mac)
    SELECT :at, :member_id, :act, written.* FROM unnest(:subject_ids, :outcomes, :entries, :macs) AS written
    """
).bindparams(
    bindparam("member_id", type_=Uuid()),
    bindparam("subject_ids", type_=ARRAY(Uuid)),
    bindparam("outcomes", type_=ARRAY(Text)),
    bindparam("entries", type_=ARRAY(LargeBinary)),
    bindparam("macs", type_=ARRAY(LargeBinary)),
)
