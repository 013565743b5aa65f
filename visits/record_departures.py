"""Storing how visits ended that are stored already."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from core import audit
from core.inserting import insert_together
from people import Actor
from visits import open_visits
from visits.departure import Departure
from visits.known_visits import KnownVisit
from visits.positions import position_row
from visits.short_stays import note_short_stays
from visits.tables import Visit, VisitPosition


def record_departures(
    session: Session, actor: Actor, departures: Sequence[tuple[KnownVisit, Departure]], *, act: str, now: datetime
) -> None:
    """End visits of the actor, who is locked; `act` is the mutation's name."""
    if not departures:
        return
    ids = [visit.id for visit, _ in departures]
    session.connection().execute(_END, [_ending(visit.id, left) for visit, left in departures])
    fixes = [
        position_row(visit.id, "CHECK_OUT", left.fix, unit_id=visit.unit_id)
        for visit, left in departures
        if left.fix is not None
    ]
    insert_together(session, {VisitPosition: fixes})
    open_visits.close(session, member_id=actor.member_id, visit_ids=ids)
    note_short_stays(session, [(visit.id, visit.checked_in_at, left.at) for visit, left in departures], now=now)
    entries: list[audit.Entry] = [(id, audit.DONE, {}) for id in ids]
    audit.record_each(session, now=now, member_id=actor.member_id, act=act, entries=entries)


def _ending(id: UUID, departure: Departure) -> dict[str, Any]:
    return {
        "of_id": id,
        "at": departure.at,
        "how": departure.outcome,
        "told": departure.note,
        "hash": departure.input_hash,
    }


_END = (
    update(Visit)
    .where(Visit.id == bindparam("of_id"))
    .values(
        checked_out_at=bindparam("at"),
        outcome=bindparam("how"),
        note=bindparam("told"),
        check_out_hash=bindparam("hash"),
    )
)
