"""Many accounts enter the public pools at once: all of them, or none and every bad row by name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from accounts.add_lock import lock_all_likeness
from accounts.change_hands import change_hands
from accounts.countries import country_of
from accounts.details import NewAccount, checked, traits_of
from accounts.duplicates import Probe, phones_taken, twins_of_each
from accounts.kinds import Change
from accounts.likeness import CERTAIN
from accounts.place import Placement, place
from accounts.store import store
from accounts.twins_within import twins_within
from core import audit
from core.errors import DomainError, InvalidInput, NotAllowed
from people import Actor

MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """`index` counts from 0; `field` is None where the row as a whole is wrong."""

    index: int
    field: str | None
    reason: str


class ImportRefused(DomainError):
    """Nothing was imported. `rows`: every bad row with the first thing that is wrong with it, by index."""

    def __init__(self, rows: Iterable[RefusedRow], message: str | None = None) -> None:
        first = {row.index: row for row in reversed(list(rows))}
        super().__init__(message or f"{len(first)} rows can't be imported: mend them or leave them out, and try again.")
        self.rows = [first[index] for index in sorted(first)]


def import_accounts(
    session: Session,
    actor: Actor | None,
    *,
    rows: Sequence[NewAccount | InvalidInput],
    country: str | None = None,
    now: datetime,
) -> list[UUID]:
    """The new accounts' ids, in the order of `rows`, of which one that couldn't be read is its refusal.

    Without an actor (the operator, at the command line) accounts may lie anywhere, and numbers that don't say their
    country are of `country`; an actor's are of the actor's own.
    Raises NotAllowed, ImportRefused.
    """
    if actor is not None and not actor.manages:
        raise NotAllowed("Only managers and admins import accounts.")
    if len(rows) > MOST_ROWS:
        raise ImportRefused([], f"{len(rows):,} rows were sent: {MOST_ROWS:,} at most in one import.")
    if not rows:
        return []
    accounts, refused = _checked(rows, country if actor is None else country_of(actor.time_zone))
    lock_all_likeness(session)
    placements = dict(zip(accounts, place(session, [a.position for a in accounts.values()]), strict=True))
    refused += _misplaced(actor, placements)
    refused += _duplicates(session, accounts)
    if refused:
        raise ImportRefused(refused)
    return _record(session, actor, accounts, placements, now)


def _checked(
    rows: Sequence[NewAccount | InvalidInput], country: str | None
) -> tuple[dict[int, NewAccount], list[RefusedRow]]:
    """The good rows by index, and the bad ones."""
    good, bad = dict[int, NewAccount](), list[RefusedRow]()
    for index, row in enumerate(rows):
        try:
            if isinstance(row, InvalidInput):
                raise row
            good[index] = checked(row, country=country)
        except InvalidInput as refusal:
            bad.append(RefusedRow(index, refusal.field, refusal.message))
    return good, bad


def _misplaced(actor: Actor | None, placements: Mapping[int, Placement]) -> Iterator[RefusedRow]:
    for index, placement in placements.items():
        if actor is not None and not placement.on_actors_land:
            place = "in no region" if placement.region_id is None else "in a region of others"
            yield RefusedRow(index, "position", f"The place lies {place}.")


def _duplicates(session: Session, accounts: Mapping[int, NewAccount]) -> Iterator[RefusedRow]:
    for index, twin in twins_within(accounts).items():
        yield RefusedRow(index, twin.field, f"The same as row {twin.row}. {twin.because}")
    probes = {index: Probe(traits_of(account), account.position) for index, account in accounts.items()}
    found = twins_of_each(session, list(probes.values()), least=CERTAIN, nearest=100, least_name_similarity=0.5)
    taken = phones_taken(session, [account.phone for account in accounts.values() if account.phone is not None])
    for (index, account), twins in zip(accounts.items(), found, strict=True):
        if account.external_id is not None and any(twin.traits.external_id == account.external_id for twin in twins):
            yield RefusedRow(index, "externalId", "An account with this external number exists already.")
        elif account.phone in taken and not account.even_if_duplicate:
            yield RefusedRow(index, "phone", "An account with this phone number exists already: each has its own.")
        elif twins and not account.even_if_duplicate:
            yield RefusedRow(index, None, f"It exists already. {' '.join(twins[0].likeness.because)}")


def _record(
    session: Session,
    actor: Actor | None,
    accounts: Mapping[int, NewAccount],
    placements: Mapping[int, Placement],
    now: datetime,
) -> list[UUID]:
    by_id = None if actor is None else actor.member_id
    placed = [(account, placements[index].region_id) for index, account in accounts.items()]
    stored = store(session, placed, by_id=by_id, now=now)
    change_hands(session, account_ids=stored, how=Change.ADDED, to_id=None, by_id=by_id, now=now)
    audit.record(session, now=now, member_id=by_id, act="importAccounts", details={"imported": len(stored)})
    return stored
