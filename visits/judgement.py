"""The verdict on a check-in: a pure function of its evidence and of the rules' version."""

from dataclasses import dataclass

from accounts import OffSiteRule, Standing
from visits.evidence import Evidence
from visits.kinds import Presence
from visits.presence import presence_of
from visits.signals import RULE_VERSION, Severity, Signal, signals_of, trust_score_of


@dataclass(frozen=True, slots=True)
class Judgement:
    presence: Presence
    standing: Standing
    refused: bool
    signals: list[Signal]
    trust_score: int
    rule_version: str = RULE_VERSION


def judge(evidence: Evidence, off_site: OffSiteRule) -> Judgement:
    """A visit counts where presence is proved and nothing speaks against its evidence; else a person decides."""
    presence, signals = presence_of(evidence), signals_of(evidence)
    refused = presence is Presence.OFF_SITE and off_site is OffSiteRule.REFUSE
    return Judgement(
        presence=presence,
        standing=Standing.VOIDED if refused else _standing(presence, signals),
        refused=refused,
        signals=signals,
        trust_score=trust_score_of(signals),
    )


def _standing(presence: Presence, signals: list[Signal]) -> Standing:
    suspected = any(signal.severity is Severity.HARD for signal in signals)
    return Standing.COUNTED if presence is Presence.ON_SITE and not suspected else Standing.HELD
