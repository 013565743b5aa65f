"""Visits: check-ins and check-outs, whether the rep was there, and the log of who was where."""

from visits.admission import NotYourAccount
from visits.arrival import CheckIn
from visits.broken_chains import doubt_broken_chains
from visits.chain import Received as ReceivedSignature
from visits.chain import SignatureCheck, signature_checks
from visits.chain import receive as receive_signatures
from visits.check_in import TooFarFromAccount, VisitAlreadyOpen, check_in
from visits.check_out import check_out
from visits.deactivate_member import deactivate_member
from visits.decide import change_standings
from visits.departure import CheckOut, VisitNotOpen
from visits.device_time import TooLate
from visits.fired_signals import fired_signals
from visits.for_review import VisitForReview, visits_for_review
from visits.former_members import former_members
from visits.jobs import JOBS
from visits.kinds import Presence, VisitOutcome, VisitStatus
from visits.months import ensure_coming_months
from visits.open_visits import is_visiting
from visits.personal_data import erase_member, member_visit_ids, personal_data
from visits.phone_evidence import DeviceIntegrity, PhoneEvidence, Signature
from visits.queries import fixes_by_visit, visible_to, visit_page, visits_by_id, visits_of_day
from visits.queue import MOST_VISITS as MOST_QUEUED
from visits.queue import Outcome as QueueOutcome
from visits.queue import QueueEntry
from visits.receipts import VisitIdReused
from visits.rescore import Rescored, Verdict, rescore
from visits.retention import units_by_days_kept
from visits.sightings import Sighting, Span, sightings_at_accounts, sightings_of_members, users_of_devices
from visits.signals import (
    INNOCENT_EXPLANATIONS,
    OF_PRESENCE,
    Severity,
    Signal,
    SignalCode,
    signal_from_json,
    signal_to_json,
    suspected,
)
from visits.signals import VERSIONS as RULES
from visits.stamps import Stamp, stamps
from visits.sync_visits import sync_visits
from visits.verify_credits import verify_credits
from visits.views import VisitView
from visits.visit_filter import VisitFilter

__all__ = [
    "INNOCENT_EXPLANATIONS",
    "JOBS",
    "MOST_QUEUED",
    "OF_PRESENCE",
    "RULES",
    "CheckIn",
    "CheckOut",
    "DeviceIntegrity",
    "NotYourAccount",
    "PhoneEvidence",
    "Presence",
    "QueueEntry",
    "QueueOutcome",
    "ReceivedSignature",
    "Rescored",
    "Severity",
    "Sighting",
    "Signal",
    "SignalCode",
    "Signature",
    "SignatureCheck",
    "Span",
    "Stamp",
    "TooFarFromAccount",
    "TooLate",
    "Verdict",
    "VisitAlreadyOpen",
    "VisitFilter",
    "VisitForReview",
    "VisitIdReused",
    "VisitNotOpen",
    "VisitOutcome",
    "VisitStatus",
    "VisitView",
    "change_standings",
    "check_in",
    "check_out",
    "deactivate_member",
    "doubt_broken_chains",
    "ensure_coming_months",
    "erase_member",
    "fired_signals",
    "fixes_by_visit",
    "former_members",
    "is_visiting",
    "member_visit_ids",
    "personal_data",
    "receive_signatures",
    "rescore",
    "sightings_at_accounts",
    "sightings_of_members",
    "signal_from_json",
    "signal_to_json",
    "signature_checks",
    "stamps",
    "suspected",
    "sync_visits",
    "units_by_days_kept",
    "users_of_devices",
    "verify_credits",
    "visible_to",
    "visit_page",
    "visits_by_id",
    "visits_for_review",
    "visits_of_day",
]
