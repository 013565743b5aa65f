"""A doubt about a visit, named, weighed, and explained in one sentence with its figures."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class SignalCode(StrEnum):
    MOCKED_FIX = "MOCKED_FIX"
    FROZEN_FIXES = "FROZEN_FIXES"
    REPEATED_FIX = "REPEATED_FIX"
    REPLAYED_BURST = "REPLAYED_BURST"
    SAME_ALTITUDE = "SAME_ALTITUDE"
    EXACTLY_ON_PIN = "EXACTLY_ON_PIN"
    IMPOSSIBLE_TRAVEL = "IMPOSSIBLE_TRAVEL"
    DEVICE_SHARED = "DEVICE_SHARED"
    DEVICES_APART = "DEVICES_APART"
    CLOCK_CHANGED = "CLOCK_CHANGED"
    CLAIMED_BEFORE_FIX = "CLAIMED_BEFORE_FIX"
    TWIN_FIXES = "TWIN_FIXES"
    STATIONARY_TOUR = "STATIONARY_TOUR"
    PIN_MOVED = "PIN_MOVED"
    POOL_SWAP = "POOL_SWAP"
    EVIDENCE_BROKEN = "EVIDENCE_BROKEN"
    INTEGRITY_FAILED = "INTEGRITY_FAILED"
    UNNATURAL_JITTER = "UNNATURAL_JITTER"
    CONSTANT_SPEED = "CONSTANT_SPEED"
    SURROUNDINGS_MISMATCH = "SURROUNDINGS_MISMATCH"
    REBOOTED_OFFLINE = "REBOOTED_OFFLINE"
    DEVICE_CHANGED = "DEVICE_CHANGED"
    STALE_FIX = "STALE_FIX"
    VAGUE_FIX = "VAGUE_FIX"
    NO_FIX = "NO_FIX"
    OUTSIDE_GEOFENCE = "OUTSIDE_GEOFENCE"
    OUTSIDE_WORK_HOURS = "OUTSIDE_WORK_HOURS"
    TOO_SHORT = "TOO_SHORT"


OF_PRESENCE = frozenset({SignalCode.STALE_FIX, SignalCode.VAGUE_FIX, SignalCode.NO_FIX, SignalCode.OUTSIDE_GEOFENCE})
"""Those that tell why presence isn't proved; the rep concerned always sees them."""


class Severity(StrEnum):
    INFO = "INFO"
    SOFT = "SOFT"
    HARD = "HARD"


@dataclass(frozen=True, slots=True)
class RaisedBy:
    """The later visit in whose light an earlier one came to be doubted, and when that one arrived."""

    received_at: float
    "In seconds since 1970."
    visit_id: UUID


@dataclass(frozen=True, slots=True)
class Signal:
    code: SignalCode
    severity: Severity
    weight: int
    "Points off the trust score."
    explanation: str
    "No coordinates, no other member's name."
    others: tuple[UUID, ...] = ()
    "Visits as suspect as this one, where it is HARD: the partner's of a pair, the other stops of a tour."
    raised_by: RaisedBy | None = None


@dataclass(frozen=True, slots=True)
class Accusation:
    """What the arrival of a visit shows of an earlier one."""

    visit_id: UUID
    signal: Signal
