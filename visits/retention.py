"""Positions go when their time is over: fixes, bursts, surroundings and the rest of a phone's evidence; verdicts stay.

How long each is kept is the visit policy of the unit that the visit was made for, as it is now.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

import accounts
import people
from core.ids import lowest_id_at

MOST = 500
"Visits of which each table is relieved in one transaction."

_ERASE = """
    DELETE FROM {table} USING (
        SELECT due.visit_id FROM unnest(CAST(:unit_ids AS uuid[])) AS unit (id) CROSS JOIN LATERAL (
            SELECT visit_id FROM {table} WHERE unit_id = unit.id AND visit_id < :before ORDER BY visit_id LIMIT :most
        ) AS due
        LIMIT :most
    ) AS due
    WHERE {table}.visit_id = due.visit_id AND {table}.visit_id < :before
"""
_ERASURES = [text(_ERASE.format(table=table)) for table in ("visit_position", "visit_evidence")]


def erase_expired_positions(session: Session, *, now: datetime) -> bool:
    """Erase what some visits are kept of beyond their verdicts; False where nothing was due any more."""
    erased = 0
    for days, unit_ids in units_by_days_kept(session, now).items():
        due = {"unit_ids": unit_ids, "before": lowest_id_at(now - timedelta(days=days)), "most": MOST}
        erased += sum(session.execute(erasure, due).rowcount for erasure in _ERASURES)  # type: ignore[attr-defined]
    return erased > 0


def units_by_days_kept(session: Session, now: datetime) -> dict[int, Sequence[UUID]]:
    """The units of each time for which positions are kept, in days, as the visit policy now says."""
    units: dict[int, list[UUID]] = defaultdict(list)
    for unit_id, policy in accounts.visit_policies(session, people.unit_ids_below(session, None), now).items():
        units[policy.retain_positions_days].append(unit_id)
    return dict(units)
