"""Sealing: chaining committed rows, in commit order, after the fact, so that no act waits for it.

Commit order is (xid, id), and no row is taken that a transaction still running may precede: an open
transaction holds up the sealing of what came after it, and nothing else.
"""

from datetime import datetime

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from core import clock
from core.audit.chain import BEGINNING, Place, packed, seal_mac
from core.audit.faults import ChainAhead
from core.audit.key import recording_key
from core.audit.memory import Memory
from core.audit.queries import end_of, newest_seal
from core.audit.tables import AuditSeal
from core.db import acting

_ROWS_PER_SEAL = 1000
_LOCK = 0x0D007
_NEXT = text(
    "SELECT xid::text, id, mac FROM audit_entry WHERE (xid, id) > (CAST(CAST(:xid AS text) AS xid8), :id)"
    f" AND xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY xid, id LIMIT {_ROWS_PER_SEAL}"
)


def seal(engine: Engine) -> int:
    """Seal all that is committed, a transaction a seal; the number of rows sealed.

    Raises ChainCut, ChainAhead.
    """
    memory, rows = Memory.of(engine.url), 0
    while True:
        with acting(engine) as session:
            memory.check(session)
            before, made = _seal_next(session, now=clock.now())
        if made is None:
            return rows
        memory.keep(made)
        rows += made.entry_count - before


def _seal_next(session: Session, *, now: datetime) -> tuple[int, AuditSeal | None]:
    """The number of rows sealed before, and the next seal: None where all that is committed is sealed."""
    session.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))  # one sealer at a time
    last = newest_seal(session)
    before = last.entry_count if last else 0
    rows = _committed_after(session, end_of(last))
    if not rows:
        return before, None
    made = _sealed(last, rows, now)
    session.add(made)
    session.flush()
    return before, made


def _committed_after(session: Session, end: Place) -> list[tuple[Place, bytes]]:
    """The next rows in commit order. Raises ChainAhead."""
    reached = session.scalar(text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text"))
    if int(reached) <= end.xid:
        raise ChainAhead(end.xid)
    return [(Place(int(xid), id), bytes(mac)) for xid, id, mac in session.execute(_NEXT, end._asdict())]


def _sealed(last: AuditSeal | None, rows: list[tuple[Place, bytes]], now: datetime) -> AuditSeal:
    number, entry_count, previous = (last.number, last.entry_count, last.mac) if last else (0, 0, BEGINNING)
    facts = {"number": number + 1, "at": now, "entry_count": entry_count + len(rows), "manifest": packed(rows)}
    return AuditSeal(**facts, mac=seal_mac(recording_key(), previous=previous, **facts))
