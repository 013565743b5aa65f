"""Visits: check-ins and check-outs, whether the rep was there, and the log of who was where."""

from visits.check_in import (
    CheckIn,
    NotYourAccount,
    TooFarFromAccount,
    VisitAlreadyOpen,
    check_in,
)
from visits.check_out import CheckOut, VisitNotOpen, check_out
from visits.deactivate_member import deactivate_member
from visits.device_time import TooLate
from visits.former_members import former_members
from visits.kinds import Presence, VisitOutcome, VisitStatus
from visits.months import ensure_coming_months
from visits.open_visits import is_visiting
from visits.queries import fixes_by_visit, visible_to, visit_page, visits_by_id
from visits.receipts import VisitIdReused
from visits.signals import OF_PRESENCE, Severity, Signal, SignalCode
from visits.views import VisitView
from visits.visit_filter import VisitFilter

__all__ = [
    "OF_PRESENCE",
    "CheckIn",
    "CheckOut",
    "NotYourAccount",
    "Presence",
    "Severity",
    "Signal",
    "SignalCode",
    "TooFarFromAccount",
    "TooLate",
    "VisitAlreadyOpen",
    "VisitFilter",
    "VisitIdReused",
    "VisitNotOpen",
    "VisitOutcome",
    "VisitStatus",
    "VisitView",
    "check_in",
    "check_out",
    "deactivate_member",
    "ensure_coming_months",
    "fixes_by_visit",
    "former_members",
    "is_visiting",
    "visible_to",
    "visit_page",
    "visits_by_id",
]
