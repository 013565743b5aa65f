"""Sealing: chaining committed rows, in commit order, after the fact, so that no act waits for it.

Commit order is (xid, id), and no row is taken that a transaction still running may precede: an open
transaction holds up the sealing of what came after it, and nothing else.
"""

from datetime import datetime

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from core import advisory, clock
from core.audit.chain import BEGINNING, BYTES_PER_ROW, packed, seal_mac
from core.audit.faults import ChainAhead, ChainCut
from core.audit.key import recording_key
from core.audit.memory import Memory, Remembered
from core.audit.queries import end_of, newest_seal, next_xid
from core.audit.tables import AuditSeal
from core.commit_order import AFTER, SETTLED, Place
from core.db import acting

_ROWS_PER_SEAL = 1000
_NEXT = text(
    f"SELECT xid::text, id, mac FROM audit_entry WHERE {AFTER} AND {SETTLED}"
    f" ORDER BY audit_entry.xid, id LIMIT {_ROWS_PER_SEAL}"
)


def seal(engine: Engine) -> int:
    """Seal all that is committed, a transaction a seal; the number of rows sealed.

    Raises ChainCut, ChainAhead.
    """
    memory, row_count = Memory.of(engine.url), 0
    while True:
        with acting(engine) as session:
            _require(session, memory)
            made = _seal_next(session, now=clock.now())
        if made is None:
            return row_count
        memory.keep(Remembered(made.number, made.mac.hex()))
        row_count += len(made.manifest) // BYTES_PER_ROW


def _require(session: Session, memory: Memory) -> None:
    """Raises ChainCut where the database no longer holds what was sealed here."""
    known = memory.recall()
    if known is None:
        return
    seal = session.get(AuditSeal, known.number)
    if seal is None or seal.mac.hex() != known.hash:
        raise ChainCut(
            f"Seal {known.number} was made on this machine and is gone: rows were cut off the audit's end, or an older"
            f" state of the database was restored. To seal what is left, and what is to come, delete {memory.path}."
        )


def _seal_next(session: Session, *, now: datetime) -> AuditSeal | None:
    """The next seal; None where all that is committed is sealed. Raises ChainAhead."""
    advisory.lock(session, "audit seal")  # one sealer at a time
    last = newest_seal(session)
    rows = _committed_after(session, end_of(last))
    if not rows:
        return None
    made = _sealed(last, rows, now)
    session.add(made)
    session.flush()
    return made


def _committed_after(session: Session, end: Place) -> list[tuple[Place, bytes]]:
    if next_xid(session) <= end.xid:
        raise ChainAhead(end.xid)
    return [(Place(int(xid), id), bytes(mac)) for xid, id, mac in session.execute(_NEXT, end._asdict())]


def _sealed(last: AuditSeal | None, rows: list[tuple[Place, bytes]], now: datetime) -> AuditSeal:
    number, entry_count = (last.number + 1, last.entry_count) if last else (1, 0)
    made = AuditSeal(number=number, at=now, entry_count=entry_count + len(rows), manifest=packed(rows))
    made.mac = seal_mac(
        recording_key(),
        previous=last.mac if last else BEGINNING,
        number=made.number,
        at=made.at,
        entry_count=made.entry_count,
        manifest=made.manifest,
    )
    return made
