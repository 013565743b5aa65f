"""The audit trail: every act and every refusal, one row each, in the act's own transaction.

A row stores the canonical bytes of its entry (JSON, sorted keys) and their HMAC-SHA-256 under
a key outside the database, so that a row altered there no longer matches its seal. The table
takes inserts only. No coordinates, passwords or tokens go in here.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from uuid import UUID

import orjson
from sqlalchemy import BigInteger, Identity, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Table
from core.keys import load_or_make
from core.settings import settings

Detail = str | int | float | bool | None | list[str]

DONE = "DONE"


class AuditEntry(Table):
    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime]
    member_id: Mapped[UUID | None]
    act: Mapped[str]
    subject_id: Mapped[UUID | None]
    outcome: Mapped[str]
    entry: Mapped[bytes]
    mac: Mapped[bytes]


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
    entry = orjson.dumps({**facts, "details": dict(details or {})}, option=orjson.OPT_SORT_KEYS)
    session.execute(
        insert(AuditEntry).values(
            at=now,
            member_id=member_id,
            act=act,
            subject_id=subject_id,
            outcome=outcome,
            entry=entry,
            mac=hmac.digest(_key(), entry, hashlib.sha256),
        )
    )


@cache
def _key() -> bytes:
    return load_or_make(settings().data / "keys", "audit.key", lambda: secrets.token_bytes(32))
