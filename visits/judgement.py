"""The verdict on a check-in: a pure function of its evidence and of the rules' version."""

from dataclasses import dataclass

from accounts import OffSiteRule, Standing
from visits.evidence import Evidence
from visits.kinds import Presence
from visits.presence import presence_of
from visits.signals import CURRENT, Accusation, Rules, Signal, accusations_of, signals_of, suspected, trust_score_of


@dataclass(frozen=True, slots=True)
class Judgement:
    presence: Presence
    standing: Standing
    refused: bool
    signals: list[Signal]
    trust_score: int
    suspected: bool
    rule_version: str
    accusations: tuple[Accusation, ...] = ()
    "What this check-in brings to light of earlier ones."


def judge(evidence: Evidence, off_site: OffSiteRule, rules: Rules = CURRENT) -> Judgement:
    """A visit counts where presence is proved and nothing speaks against its evidence; else a person decides."""
    presence, signals = presence_of(evidence), signals_of(evidence, rules)
    refused = presence is Presence.OFF_SITE and off_site is OffSiteRule.REFUSE
    is_suspect = suspected(signals, rules)
    held = presence is not Presence.ON_SITE or is_suspect
    return Judgement(
        presence=presence,
        standing=Standing.VOIDED if refused else Standing.HELD if held else Standing.COUNTED,
        refused=refused,
        signals=signals,
        trust_score=trust_score_of(signals),
        suspected=is_suspect,
        rule_version=rules.version,
        accusations=accusations_of(evidence, signals, rules),
    )
