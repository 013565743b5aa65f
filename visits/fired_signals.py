"""Which signals fired when, for whoever counts them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, literal, select

from core.ids import lowest_id_at
from people import Actor, units_below
from visits.queries import visible_to
from visits.signals import SignalCode
from visits.tables import Visit, VisitLog


def fired_signals(actor: Actor, *, under: UUID, since: datetime, until: datetime) -> Select[UUID, str, str]:
    """A subquery of `visit_id`, `code` and `rule_version`, a row a signal, of visits in sight made at or below a unit.

    It reads the unit's log under the signals' marks, so that visits without any cost nothing.
    """
    return (
        select(VisitLog.visit_id, VisitLog.mark.label("code"), Visit.rule_version)
        .join(Visit, Visit.id == VisitLog.visit_id)
        .where(
            VisitLog.unit_id == under,
            VisitLog.mark.in_([code.value for code in SignalCode]),
            VisitLog.visit_id >= lowest_id_at(since),
            VisitLog.visit_id < lowest_id_at(until),
            literal(under).in_(units_below(actor.unit_id)),
            visible_to(actor),
        )
    )
