"""The tables of the audit trail; both take inserts only."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import TIMESTAMP, BigInteger, Identity
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Table


class AuditEntry(Table):
    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True))
    member_id: Mapped[UUID | None]
    act: Mapped[str]
    subject_id: Mapped[UUID | None]
    outcome: Mapped[str]
    entry: Mapped[bytes]
    mac: Mapped[bytes]


class AuditSeal(Table):
    __tablename__ = "audit_seal"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    "From 1 on, without gaps."
    at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True))
    entry_count: Mapped[int] = mapped_column(BigInteger)
    "Rows sealed up to and with this seal."
    manifest: Mapped[bytes]
    "See `core.audit.chain`."
    mac: Mapped[bytes]
