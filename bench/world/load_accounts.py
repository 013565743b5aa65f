"""Accounts into the database, with their holdings and how they changed hands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import repeat
from uuid import UUID

import numpy as np
import psycopg2.extensions

from bench.cities import City
from bench.world.copying import Row, copy
from bench.world.grounds import NOBODY, Grounds
from bench.world.organization import Organization
from bench.world.tours import KINDS, Tours
from bench.world.towns import Places
from core.ids import id_at, new_id

_KINDS = ("Café", "Bakery", "Pharmacy", "Garage", "Hotel", "Kiosk", "Bookshop", "Butcher", "Florist", "Hairdresser")
_FAMILIES = "Aalto Berg Costa Diaz Evans Fischer Garcia Haddad Ito Jensen Khan Lopez Moreau Nakata Okafor Patel".split()
_STAGES = ("LEAD", "LEAD", "LEAD", "CONTACTED", "INTERESTED", "NEGOTIATING", "SIGNED", "CUSTOMER", "LOST")
_ADDED_BEFORE, _CLAIMED_BEFORE = timedelta(days=700), timedelta(days=150)
_EVERY_HELD_BEFORE = 20
_COLUMNS = (
    "id name address category external_id phone position stage value visit_minutes region_id owner_id claimed_at "
    "last_visit_at held_visits created_at created_by"
).split()


@dataclass(frozen=True, slots=True)
class Landscape:
    """What there is, before it is written down."""

    cities: Sequence[City]
    places: Places
    organization: Organization
    grounds: Grounds
    tours: Tours
    region_ids: Sequence[UUID]
    now: datetime

    def owner_of(self, account_index: int) -> UUID | None:
        rep = self.grounds.rep_of_account[account_index]
        return None if rep == NOBODY else self.organization.reps[rep].id


def load_accounts(cursor: psycopg2.extensions.cursor, land: Landscape) -> list[UUID]:
    """The ids of the accounts, in the order of the places."""
    number = len(land.places.city_indexes)
    added = [land.now - _ADDED_BEFORE + timedelta(minutes=index % 700_000) for index in range(number)]
    ids = [id_at(instant) for instant in added]
    copy(cursor, "account", _COLUMNS, _accounts(ids, added, land), total=number)
    _load_holdings(cursor, ids, land)
    events = _events(ids, added, land)
    held = int((land.grounds.rep_of_account != NOBODY).sum())
    columns = ("id", "account_id", "kind", "at", "to_id", "by_id")
    copy(cursor, "pool_event", columns, events, total=number + held)
    return ids


def _accounts(ids: Sequence[UUID], added: Sequence[datetime], land: Landscape) -> Iterator[Row]:
    places, boss = land.places, land.organization.leaders[land.organization.units[0].id].id
    territories = land.grounds.territory_of_account.tolist()
    last_visits = land.tours.last_counted(len(ids)).tolist()
    points = zip(places.longitudes.tolist(), places.latitudes.tolist(), places.city_indexes.tolist(), strict=True)
    held_visits = _held_visits(land, len(ids))
    for index, (id, (longitude, latitude, city)) in enumerate(zip(ids, points, strict=True)):
        kind, family = _KINDS[index % len(_KINDS)], _FAMILIES[index // 7 % len(_FAMILIES)]
        owner_id = land.owner_of(index)
        yield (
            id,
            f"{kind} {family} {land.cities[city].name}",
            f"{index % 200 + 1} {family} Street, {land.cities[city].name}",
            kind.lower(),
            f"E-{index:07}",
            f"+35840{index:07}",
            f"SRID=4326;POINT({longitude!r} {latitude!r})",
            _STAGES[index // 3 % len(_STAGES)],
            index * 37 % 101,
            30,
            None if territories[index] == NOBODY else land.region_ids[territories[index]],
            owner_id,
            owner_id and land.now - _CLAIMED_BEFORE,
            last_visits[index] and last_visits[index].replace(tzinfo=UTC),
            held_visits[index] if owner_id else 0,
            added[index],
            boss,
        )


def _held_visits(land: Landscape, accounts: int) -> list[int]:
    """How many visits of each account's owner wait for a reviewer."""
    tours = land.tours
    is_held = np.array([kind.standing == "HELD" for kind in KINDS])[tours.kind_indexes]
    is_owners = land.grounds.rep_of_account[tours.account_indexes] == tours.rep_indexes
    counts: list[int] = np.bincount(tours.account_indexes[is_held & is_owners], minlength=accounts).tolist()
    return counts


def _load_holdings(cursor: psycopg2.extensions.cursor, ids: Sequence[UUID], land: Landscape) -> None:
    claimed, reps = land.now - _CLAIMED_BEFORE, land.organization.reps
    now = [(new_id(), id, owner, claimed, None) for i, id in enumerate(ids) if (owner := land.owner_of(i))]
    before = [
        (new_id(), ids[i], reps[i % len(reps)].id, claimed - timedelta(days=200), claimed - timedelta(days=9))
        for i in range(0, len(ids), _EVERY_HELD_BEFORE)
    ]
    rows = [(*row, began) for row, began in zip([*now, *before], repeat("CLAIMED"), strict=False)]
    columns = ("id", "account_id", "member_id", "starts_at", "ends_at", "began")
    copy(cursor, "holding", columns, rows, total=len(rows))


def _events(ids: Sequence[UUID], added: Sequence[datetime], land: Landscape) -> Iterator[Row]:
    claimed = land.now - _CLAIMED_BEFORE
    for index, id in enumerate(ids):
        yield id_at(added[index]), id, "ADDED", added[index], None, None
        if owner_id := land.owner_of(index):
            yield id_at(claimed), id, "CLAIMED", claimed, owner_id, owner_id
