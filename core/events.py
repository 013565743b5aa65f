"""The outbox: what others may want to hear, written in the act's own transaction.

A relay reads committed rows in commit order (see `core.outbox`) and tells whoever listens, after the fact.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Union
from uuid import UUID

from sqlalchemy import BigInteger, Identity
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.db import Table
from core.inserting import insert_together

Value = Union[str, int, float, bool, Sequence["Value"], Mapping[str, "Value"], None]  # noqa: UP007 # names itself


class OutboxEvent(Table):
    __tablename__ = "outbox_event"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str]
    subject_id: Mapped[UUID]
    payload: Mapped[dict[str, Value]] = mapped_column(JSONB)


def publish(
    session: Session, *, now: datetime, kind: str, subject_id: UUID, payload: Mapping[str, Value] | None = None
) -> None:
    """Announce that `kind` happened to `subject_id`, once this transaction has committed."""
    publish_each(session, now=now, kind=kind, payloads={subject_id: payload or {}})


def publish_each(session: Session, *, now: datetime, kind: str, payloads: Mapping[UUID, Mapping[str, Value]]) -> None:
    """Announce that `kind` happened to each of many subjects, given with their payloads."""
    rows = [{"at": now, "kind": kind, "subject_id": id, "payload": dict(payload)} for id, payload in payloads.items()]
    insert_together(session, {OutboxEvent: rows})
