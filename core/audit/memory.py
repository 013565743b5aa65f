"""What this machine knows of the chain, outside the database: the newest seal that was made here.

Without it, whoever owns the database could cut off the chain's end with its rows, and the next sealer would
chain on as if nothing had been there. One small file a database, under `<data>/audit`.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import orjson
from sqlalchemy import URL, select
from sqlalchemy.orm import Session

from core.audit.faults import ChainCut
from core.audit.tables import AuditSeal
from core.settings import settings


@dataclass(frozen=True, slots=True)
class Memory:
    """The file that remembers the newest seal made here in one database."""

    path: Path

    @classmethod
    def of(cls, url: URL) -> "Memory":
        database = repr((url.host, url.port, url.query.get("host"), url.database))
        return cls(settings().data / "audit" / f"{hashlib.sha256(database.encode()).hexdigest()[:16]}.head")

    def keep(self, seal: AuditSeal) -> None:
        """Remember `seal`, which has been committed."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self.path.with_suffix(f".{os.getpid()}")
        with draft.open("wb") as file:
            file.write(orjson.dumps({"number": seal.number, "hash": seal.mac.hex()}))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path)

    def check(self, session: Session) -> None:
        """Raises ChainCut where the database no longer holds the seal that is remembered."""
        if not self.path.exists():
            return
        known = orjson.loads(self.path.read_bytes())
        mac = session.scalar(select(AuditSeal.mac).where(AuditSeal.number == known["number"]))
        if mac is None or mac.hex() != known["hash"]:
            raise ChainCut(
                f"Seal {known['number']} was made on this machine and is gone: rows were cut off the audit's end, or an"
                f" older state of the database was restored. Nothing is sealed until that is settled; to accept what is"
                f" left, delete {self.path}."
            )
