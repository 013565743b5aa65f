"""Reading the end of the trail."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from core.audit.chain import Head, last_place
from core.audit.tables import AuditSeal
from core.commit_order import AFTER, BEFORE_ALL, Place


@dataclass(frozen=True, slots=True)
class Unsealed:
    """Committed rows that no seal vouches for yet."""

    count: int
    oldest_at: datetime | None


def newest_seal(session: Session) -> AuditSeal | None:
    return session.scalar(select(AuditSeal).order_by(AuditSeal.number.desc()).limit(1))


def head(session: Session) -> Head | None:
    """The newest seal, to be anchored outside; None where nothing is sealed."""
    seal = newest_seal(session)
    return Head(seal.mac.hex(), seal.entry_count, seal.at) if seal else None


def unsealed(session: Session) -> Unsealed:
    """How much waits for the sealer, and since when."""
    count, oldest_at = session.execute(_UNSEALED, end_of(newest_seal(session))._asdict()).one()
    return Unsealed(count, oldest_at)


def end_of(seal: AuditSeal | None) -> Place:
    """The place of the last row that is sealed."""
    return last_place(seal.manifest) if seal else BEFORE_ALL


def next_xid(session: Session) -> int:
    """The first transaction that hadn't begun when this one's snapshot was taken."""
    return int(session.scalars(_NEXT_XID).one())


_UNSEALED = text(f"SELECT count(*), min(at) FROM audit_entry WHERE {AFTER}")
_NEXT_XID = text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
