"""Reviews: cases about visits, which people decide, and whoever is concerned may appeal."""

from reviews.appeal_case import appeal_case
from reviews.decide_case import decide_case
from reviews.evidence import CaseEvidence, evidence_of_cases
from reviews.explanations import Checked, InnocentExplanation, innocent_explanations
from reviews.history import CaseEventView, history_of, without_names
from reviews.jobs import JOBS
from reviews.kinds import CaseEventKind, CaseKind, CaseStatus, Decision
from reviews.open_cases import open_cases
from reviews.open_swap_cases import open_swap_cases
from reviews.personal_data import personal_data
from reviews.proportion import Proportion
from reviews.queries.lists import CaseFilter, case_page
from reviews.queries.members import members_of_cases
from reviews.queries.parts import FiledVisit, cases_of_visits, events_of_cases, related_cases, visits_of_cases
from reviews.queries.views import CaseView, cases_by_id, is_blind, visible_to
from reviews.record_views import record_views
from reviews.rules import CaseNotOpen, CaseTaken
from reviews.ruling import Ruling
from reviews.stamps import stamps
from reviews.statistics import Outcomes, SignalStatistic, signal_statistics
from reviews.take_case import take_case

__all__ = [
    "JOBS",
    "CaseEventKind",
    "CaseEventView",
    "CaseEvidence",
    "CaseFilter",
    "CaseKind",
    "CaseNotOpen",
    "CaseStatus",
    "CaseTaken",
    "CaseView",
    "Checked",
    "Decision",
    "FiledVisit",
    "InnocentExplanation",
    "Outcomes",
    "Proportion",
    "Ruling",
    "SignalStatistic",
    "appeal_case",
    "case_page",
    "cases_by_id",
    "cases_of_visits",
    "decide_case",
    "events_of_cases",
    "evidence_of_cases",
    "history_of",
    "innocent_explanations",
    "is_blind",
    "members_of_cases",
    "open_cases",
    "open_swap_cases",
    "personal_data",
    "record_views",
    "related_cases",
    "signal_statistics",
    "stamps",
    "take_case",
    "visible_to",
    "visits_of_cases",
    "without_names",
]
