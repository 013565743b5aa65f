"""Swap rings from end to end: from what moved in the database to one event in the outbox."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

import numpy as np
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from accounts import look_at_pools, look_for_swaps, record_swaps, swap_rings
from core import clock
from core.db import acting, make_engine
from core.ids import id_at
from tests.accounts.test_import_accounts import import_rows, row
from tests.accounts.test_swap_search import DAYS, NOW, Churn
from tests.at_once import at_once
from tests.world import World, uuid_of

RING = (1, 4, 2)


@pytest.fixture
def pool(world: World, superuser: Session) -> "Pool":
    """Months of honest churn in one pool, and three who swap among them."""
    return Pool(world, superuser)


class Pool:
    def __init__(self, world: World, superuser: Session) -> None:
        team = world.unit("Team")
        self.region = uuid_of(world.region(team))
        self.members = [uuid_of(world.member(team)[0]) for _ in range(7)]
        places = np.random.default_rng(1).uniform(0.001, 0.099, (110, 2))
        added = import_rows(world.admin, [row(world, x, y) for x, y in places])["accounts"]
        self.accounts = [uuid_of(account["id"]) for account in added]
        self._session, self.now = superuser, clock.now()
        churn = Churn(reps=7, doors=110).live().swap(RING, doors=5, hold_days=16)
        self.last_of_ring = max(move.at for move in churn.moves if move.account_id.int < 1005)
        self._replay(churn)

    def swap_more(self) -> None:
        """The first account goes round once more."""
        day = DAYS - 3.0
        holder = self._session.scalar(text("SELECT owner_id FROM account WHERE id = :id"), {"id": self.accounts[0]})
        giver = self.members.index(holder) if holder else RING[0]
        taker = next(member for member in RING if member != giver)
        churn = Churn(reps=7, doors=110)
        door, reps = churn.doors[0].id, churn.reps
        if holder is None:
            churn.claim(door, reps[giver], day)
        churn.let_go(door, reps[giver], day + 1)
        churn.claim(door, reps[taker], day + 1.1)
        self._replay(churn)

    def _replay(self, churn: Churn) -> None:
        """Writes events and owners as the server would have, at their instants."""
        for move in sorted((move for move in churn.moves if move.at < NOW), key=lambda move: move.at):
            at = self.now - (NOW - move.at)
            account, giver, taker = self._account(move.account_id), self._member(move.from_id), self._member(move.to_id)
            kind = "CLAIMED" if taker else "EXPIRED" if move.expired else "RELEASED"
            self._session.execute(
                _EVENT,
                {
                    "id": id_at(at),
                    "account": account,
                    "kind": kind,
                    "at": at,
                    "giver": giver,
                    "taker": taker,
                    "by": taker or giver,
                },
            )
            self._session.execute(_OWNER, {"account": account, "taker": taker, "at": at if taker else None})
        self._session.commit()

    def _account(self, id: UUID) -> UUID:
        return self.accounts[id.int - 1000]

    def _member(self, id: UUID | None) -> UUID | None:
        return None if id is None else self.members[id.int - 1]


_EVENT = text("""
    INSERT INTO pool_event (id, account_id, kind, at, from_id, to_id, by_id)
    VALUES (:id, :account, :kind, :at, :giver, :taker, :by)
""")
_OWNER = text("UPDATE account SET owner_id = :taker, claimed_at = :at WHERE id = :account")


def look(database_url: str, pool: Pool) -> list[UUID]:
    """The ids of the pool's rings that are new or have grown."""
    engine = make_engine(database_url, threads=1)
    with acting(engine) as session:
        pools = look_at_pools(session, pool.now)
    rings = [found for found in look_for_swaps(pools) if found.region_id == pool.region]
    with acting(engine) as session:
        return record_swaps(session, rings, pool.now)


def events(session: Session, ids: Sequence[UUID]) -> list[tuple[str, dict[str, object]]]:
    session.rollback()
    told = text("SELECT kind, payload FROM outbox_event WHERE subject_id = ANY (:ids) ORDER BY id")
    return [(row.kind, row.payload) for row in session.execute(told, {"ids": list(ids)})]


def test_a_ring_is_one_event_that_names_accounts_reps_dates_and_chance(
    pool: Pool, superuser: Session, database_url: str
) -> None:
    [id] = look(database_url, pool)
    [(kind, payload)] = events(superuser, [id])
    assert kind == "pool.swap_found"
    assert set(payload["members"]) == {str(pool.members[member]) for member in RING}
    assert {str(account) for account in pool.accounts[:5]} <= set(payload["accounts"])
    assert payload["chance"] < 1e-4
    assert payload["seen"] > 3 * payload["expected"]
    for hand_on in payload["handOns"]:
        assert {hand_on["from"], hand_on["to"]} <= set(payload["members"])
        assert datetime.fromisoformat(hand_on["letGoAt"]) < datetime.fromisoformat(hand_on["claimedAt"])

    with acting(make_engine(database_url, threads=1)) as session:
        ring = swap_rings(session, [id])[id]
    assert len(ring.hand_ons) == len(payload["handOns"])
    assert (set(ring.member_ids), ring.chance) == ({pool.members[member] for member in RING}, payload["chance"])
    assert ring.hand_ons[0].claimed_at < pool.now - timedelta(days=60)


def test_a_ring_is_announced_once_however_often_it_is_found_and_extended_when_it_grows(
    pool: Pool, superuser: Session, database_url: str
) -> None:
    first, second = at_once([partial(look, database_url, pool)] * 2)
    [id] = first + second
    assert look(database_url, pool) == []
    pool.swap_more()
    assert look(database_url, pool) == [id]
    assert [kind for kind, _ in events(superuser, [id])] == ["pool.swap_found", "pool.swap_extended"]
