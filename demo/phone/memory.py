"""What a phone keeps on disk: its key, its session, the end of its chain, and every visit until it is answered.

Each change is one transaction, on disk before anything of it is sent: a phone that dies at any instant finds
either all of it or nothing.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.phone.evidence import FIRST, Key

_TABLES = """
CREATE TABLE IF NOT EXISTS device (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    private_key TEXT NOT NULL,
    device_id TEXT,
    sequence INTEGER NOT NULL,
    previous_hash TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS session (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    access_token TEXT NOT NULL,
    refresh_token TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS visit (
    visit_id TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL UNIQUE,
    check_in TEXT NOT NULL,
    check_in_answer TEXT,
    check_out TEXT,
    check_out_answer TEXT
);
CREATE INDEX IF NOT EXISTS visit_to_send ON visit (sequence)
    WHERE check_in_answer IS NULL OR (check_out IS NOT NULL AND check_out_answer IS NULL);
"""
_TO_SEND = "check_in_answer IS NULL OR (check_out IS NOT NULL AND check_out_answer IS NULL)"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredVisit:
    """A check-in as it was signed, with the check-out once there is one; answers are None until they arrive."""

    visit_id: str
    check_in: Json
    check_in_answer: Json | None
    check_out: Json | None
    check_out_answer: Json | None


class Memory:
    """The file `phone.db` in `folder`, made with a new key where there is none; for the owner of the folder only."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = folder / "phone.db"
        file.touch(mode=0o600)
        self._disk = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self._disk.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;" + _TABLES)
        self._disk.execute(
            "INSERT INTO device VALUES (1, ?, NULL, 0, ?) ON CONFLICT DO NOTHING", [Key.new().private_pem, FIRST]
        )

    @property
    def key(self) -> Key:
        return Key.from_pem(self._disk.execute("SELECT private_key FROM device").fetchone()[0])

    @property
    def device_id(self) -> str | None:
        """None until the key is enrolled."""
        known: str | None = self._disk.execute("SELECT device_id FROM device").fetchone()[0]
        return known

    def keep_device_id(self, device_id: str) -> None:
        self._disk.execute("UPDATE device SET device_id = ?", [device_id])

    def session(self) -> tuple[str, str] | None:
        """Access and refresh token; None before the first sign-in."""
        known: tuple[str, str] | None = self._disk.execute("SELECT access_token, refresh_token FROM session").fetchone()
        return known

    def keep_session(self, access_token: str, refresh_token: str) -> None:
        self._disk.execute("INSERT OR REPLACE INTO session VALUES (1, ?, ?)", [access_token, refresh_token])

    def add_visit(self, visit_id: str, sign: Callable[[int, str], tuple[Json, str]]) -> None:
        """Store a check-in as the next link of the chain.

        sign: from its number and the hash of the payload before to the signed check-in and the hash of its own payload.
        """
        self._disk.execute("BEGIN IMMEDIATE")
        try:
            sequence, previous_hash = self._disk.execute("SELECT sequence + 1, previous_hash FROM device").fetchone()
            check_in, payload_hash = sign(sequence, previous_hash)
            visit = [visit_id, sequence, json.dumps(check_in)]
            self._disk.execute("INSERT INTO visit (visit_id, sequence, check_in) VALUES (?, ?, ?)", visit)
            self._disk.execute("UPDATE device SET sequence = ?, previous_hash = ?", [sequence, payload_hash])
            self._disk.execute("COMMIT")
        except BaseException:
            self._disk.execute("ROLLBACK")
            raise

    def add_check_out(self, visit_id: str, check_out: Json) -> None:
        """The first one stays."""
        self._disk.execute(
            "UPDATE visit SET check_out = ? WHERE visit_id = ? AND check_out IS NULL", [json.dumps(check_out), visit_id]
        )

    def keep_answers(self, answers: Mapping[str, tuple[Json | None, Json | None]]) -> None:
        """By visit, what became of its check-in and its check-out; None: nothing is known of it yet."""
        changes = [(*map(_text, both), visit_id) for visit_id, both in answers.items()]
        self._disk.execute("BEGIN IMMEDIATE")
        self._disk.executemany(
            "UPDATE visit SET check_in_answer = coalesce(?, check_in_answer), "
            "check_out_answer = coalesce(?, check_out_answer) WHERE visit_id = ?",
            changes,
        )
        self._disk.execute("COMMIT")

    def visit(self, visit_id: str) -> StoredVisit:
        row = self._disk.execute(f"{_VISITS} WHERE visit_id = ?", [visit_id]).fetchone()
        return _stored(row)

    def to_send(self, most: int) -> list[StoredVisit]:
        """The oldest visits that aren't answered in full."""
        rows = self._disk.execute(f"{_VISITS} WHERE {_TO_SEND} ORDER BY sequence LIMIT ?", [most])
        return [_stored(row) for row in rows]

    def close(self) -> None:
        self._disk.close()


_VISITS = "SELECT visit_id, check_in, check_in_answer, check_out, check_out_answer FROM visit"


def _stored(row: tuple[str, str, str | None, str | None, str | None]) -> StoredVisit:
    visit_id, check_in, *rest = row
    answer, check_out, out_answer = (None if text is None else json.loads(text) for text in rest)
    return StoredVisit(visit_id, json.loads(check_in), answer, check_out, out_answer)


def _text(answer: Json | None) -> str | None:
    return None if answer is None else json.dumps(answer)
