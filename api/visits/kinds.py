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
    FROZEN_FIXES="A burst of satellite fixes that does not move by a hair.",
    REPEATED_FIX="A satellite fix identical to the last decimal with one of another time.",
    REPLAYED_BURST="A whole burst seen before.",
    SAME_ALTITUDE="The same altitude and accuracy at customers far apart.",
    EXACTLY_ON_PIN="Typed, not measured: on the very pin, at several customers.",
    IMPOSSIBLE_TRAVEL="Faster between two fixes of one member than any vehicle, "
    "beyond what their accuracies and clocks allow.",
    DEVICE_SHARED="Two members from one unregistered device within a day: names the pair, not a culprit.",
    DEVICES_APART="One member on two devices, too far apart for the time between.",
    CLOCK_CHANGED="Wall clock and uptime disagree within one boot.",
    CLAIMED_BEFORE_FIX="Claimed for a time before the fix existed.",
    TWIN_FIXES="Two members with the very same satellite fix within minutes.",
    STATIONARY_TOUR="Customers far apart 'visited' from one spot.",
    PIN_MOVED="The rep moved the account's pin, and visits then fell on it.",
    POOL_SWAP="Accounts swapped round among reps to get round the protection.",
    EVIDENCE_BROKEN="Bad signature, unknown key, or a gap or branch in the chain.",
)
