"""The words in which cases are told, described as the contract has them."""

from api.enums import show_enum
from reviews import CaseEventKind, CaseKind, CaseStatus, Decision, InnocentExplanation

__all__ = ["CaseEventKind", "CaseKind", "CaseStatus", "Decision", "InnocentExplanation"]

show_enum(
    CaseKind,
    UNVERIFIED="Presence could not be proved; nobody is suspected.",
    SAMPLE="A random clean visit, shown without score and signals until decided; unknown to the rep, standing "
    "untouched.",
)
show_enum(CaseStatus)
show_enum(
    Decision,
    CLEARED="Innocent: the visits count.",
    CONFIRMED="Fraud: the visits are voided, and whatever they earned.",
    BAD_ACCOUNT_DATA="The account's own data were wrong: the visits count, the pin is put right.",
    INCONCLUSIVE="Not to be settled: the visits don't count, nobody is blamed.",
)
show_enum(CaseEventKind)
show_enum(
    InnocentExplanation,
    NETWORK_FIX="Positions from Wi-Fi and cells repeat to the last digit and jump by hundreds of metres.",
    FAST_JOURNEY="A train or a plane would be fast enough.",
    SHARED_BUILDING="The customers are in one building.",
    COLLEAGUES_TOGETHER="Colleagues were there at the same time, on the same Wi-Fi.",
    POOLED_PHONE="The phone is one that several reps use.",
    CLOCK_OFFSET="The phone's clock is off by a constant, or in another time zone.",
    DATUM_CONFUSED="The position is right in the Chinese datum and was sent as WGS 84, or the other way round.",
    BAD_PIN="Others who visited the customer stood off the pin in the same place.",
)
