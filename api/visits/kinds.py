"""The words in which visits are judged and told, described as the contract has them."""

from accounts import Standing
from api.enums import show_enum
from visits import Presence, Severity, SignalCode, VisitOutcome, VisitStatus

__all__ = ["Presence", "Severity", "SignalCode", "Standing", "VisitOutcome", "VisitStatus"]

show_enum(
    Presence,
    ON_SITE="onSiteProbability of 0.5 or more, from a fix no vaguer than the policy's maxAccuracyMeters.",
    UNCERTAIN="Between, or too vague a fix: it can't tell.",
    OFF_SITE="Below 0.05.",
    UNLOCATED="No fix was possible (blocked signal) or allowed (outside work hours).",
)
show_enum(
    Standing,
    COUNTED="ON_SITE and unsuspected, or cleared: counts for release clock, targets and boards.",
    HELD="UNCERTAIN, UNLOCATED, OFF_SITE where the policy holds such, or suspected: waits for a reviewer.",
    VOIDED="Refused, or decided against: never counts.",
)
show_enum(VisitStatus)
show_enum(VisitOutcome)
show_enum(Severity, INFO="Poor proof, no suspicion.")
show_enum(
    SignalCode,
    description="HARD signals open a case at once; soft ones add up. A vague, missing, late or repeated "
    "network fix is poor proof of presence and never a suspicion.",
    MOCKED_FIX="The operating system says that an app supplied the position.",
)
