"""A doubt about a visit, named, weighed, and explained in one sentence with its figures."""

from dataclasses import dataclass
from enum import StrEnum


class SignalCode(StrEnum):
    MOCKED_FIX = "MOCKED_FIX"
    STALE_FIX = "STALE_FIX"
    VAGUE_FIX = "VAGUE_FIX"
    NO_FIX = "NO_FIX"
    OUTSIDE_GEOFENCE = "OUTSIDE_GEOFENCE"
    OUTSIDE_WORK_HOURS = "OUTSIDE_WORK_HOURS"


OF_PRESENCE = frozenset({SignalCode.STALE_FIX, SignalCode.VAGUE_FIX, SignalCode.NO_FIX, SignalCode.OUTSIDE_GEOFENCE})
"""Those that tell why presence isn't proved; the rep concerned always sees them."""


class Severity(StrEnum):
    INFO = "INFO"
    SOFT = "SOFT"
    HARD = "HARD"


@dataclass(frozen=True, slots=True)
class Signal:
    code: SignalCode
    severity: Severity
    weight: int
    "Points off the trust score."
    explanation: str
    "No coordinates, no other member's name."
