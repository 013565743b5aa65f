"""Verifying: reading the whole trail beside its seals, until the first thing that isn't as it was."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from core.audit.chain import BEFORE_ALL, BEGINNING, Head, Place, seal_mac, unpacked
from core.audit.faults import Change, Tampered
from core.audit.key import checking_key
from core.audit.queries import Unsealed
from core.audit.stored import StoredEntry, StoredSeal, stored_entries, stored_seals


@dataclass(frozen=True, slots=True)
class Verified:
    """A trail that is as it was recorded; of what is unsealed nothing vouches for rows that are gone."""

    entry_count: int
    head: Head | None
    unsealed: Unsealed
