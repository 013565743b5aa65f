"""What this machine knows of the chain, outside the database: the newest seal that was made here.

Without it, whoever owns the database could cut off the chain's end with its rows, and the next sealer would
chain on as if nothing had been there. One small file a database, under `<data>/audit`.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import orjson
from sqlalchemy import URL

from core.settings import settings


@dataclass(frozen=True, slots=True)
class Remembered:
    """The newest seal made here; `hash` in hexadecimal, as in `Head`."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Memory:
    """The file for one database."""

    path: Path

    @classmethod
    def of(cls, url: URL) -> "Memory":
        database = repr((url.host, url.port, url.query.get("host"), url.database))
        return cls(settings().data / "audit" / f"{hashlib.sha256(database.encode()).hexdigest()[:16]}.head")

    def recall(self) -> Remembered | None:
        """What is remembered; None before the first seal made here."""
        return Remembered(**orjson.loads(self.path.read_bytes())) if self.path.exists() else None

    def keep(self, seal: Remembered) -> None:
        """Remember `seal`, which has been committed, also if the machine loses its power now."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self.path.with_suffix(f".{os.getpid()}")
        with draft.open("wb") as file:
            file.write(orjson.dumps(seal))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path)
