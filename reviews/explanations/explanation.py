"""How a suspicious visit may have come about though nobody did wrong, and whether the evidence bears it out."""

from dataclasses import dataclass
from enum import StrEnum


class InnocentExplanation(StrEnum):
    NETWORK_FIX = "NETWORK_FIX"
    FAST_JOURNEY = "FAST_JOURNEY"
    SHARED_BUILDING = "SHARED_BUILDING"
    COLLEAGUES_TOGETHER = "COLLEAGUES_TOGETHER"
    POOLED_PHONE = "POOLED_PHONE"
    CLOCK_OFFSET = "CLOCK_OFFSET"
    DATUM_CONFUSED = "DATUM_CONFUSED"
    BAD_PIN = "BAD_PIN"


@dataclass(frozen=True, slots=True)
class Checked:
    explanation: InnocentExplanation
    holds: bool | None
    "None: there is nothing left to tell by."
    figures: str
    "One sentence, without coordinates and names."
