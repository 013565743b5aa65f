"""The versions of the rules: each names its signals and its figures, and stays as it is for ever."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from visits.evidence import Evidence
from visits.signals.claimed_before_fix import claimed_before_fix
from visits.signals.clock_changed import clock_changed, set_clocks_beside_this
from visits.signals.constant_speed import constant_speed
from visits.signals.device_changed import device_changed
from visits.signals.device_shared import borrowers_of_this, device_shared
from visits.signals.devices_apart import devices_apart
from visits.signals.evidence_broken import evidence_broken
from visits.signals.exactly_on_pin import exactly_on_pin
from visits.signals.frozen_fixes import frozen_fixes
from visits.signals.impossible_travel import impossible_travel, lies_beside_this
from visits.signals.integrity_failed import integrity_failed
from visits.signals.mocked_fix import mocked_fix
from visits.signals.no_fix import no_fix
from visits.signals.outside_geofence import outside_geofence
from visits.signals.outside_work_hours import outside_work_hours
from visits.signals.pin_moved import pin_moved
from visits.signals.rebooted_offline import rebooted_offline
from visits.signals.repeated_fix import repeated_fix, repeats_of_this
from visits.signals.replayed_burst import replayed_burst
from visits.signals.same_altitude import same_altitude
from visits.signals.signal import Accusation, Signal
from visits.signals.stale_fix import stale_fix
from visits.signals.stationary_tour import stationary_tour
from visits.signals.surroundings_mismatch import surroundings_mismatch
from visits.signals.thresholds import OF_ROADS, THRESHOLDS, Thresholds
from visits.signals.twin_fixes import twin_fixes
from visits.signals.unnatural_jitter import unnatural_jitter
from visits.signals.vague_fix import vague_fix

Ask = Callable[[Evidence, Thresholds], Signal | None]
LookBack = Callable[[Evidence, Thresholds], Sequence[Accusation]]


@dataclass(frozen=True, slots=True)
class Rules:
    version: str
    limits: Thresholds
    signals: tuple[Ask, ...]
    "Asked of the check-in, in one order for ever."
    look_backs: tuple[LookBack, ...] = ()
    "Asked of earlier check-ins in the light of this one."


OF_PRESENCE_ONLY = Rules(
    "2026-11",
    THRESHOLDS,
    (no_fix, stale_fix, vague_fix, outside_geofence, outside_work_hours, mocked_fix),
)
OF_SINGLE_DOUBTS = Rules(
    "2026-11-22",
    THRESHOLDS,
    (
        *OF_PRESENCE_ONLY.signals,
        frozen_fixes,
        repeated_fix,
        replayed_burst,
        same_altitude,
        exactly_on_pin,
        impossible_travel,
        device_shared,
        devices_apart,
        clock_changed,
        claimed_before_fix,
        twin_fixes,
        stationary_tour,
        pin_moved,
        evidence_broken,
        integrity_failed,
        unnatural_jitter,
        constant_speed,
        surroundings_mismatch,
        rebooted_offline,
        device_changed,
    ),
    (repeats_of_this, lies_beside_this, borrowers_of_this, set_clocks_beside_this),
)
CURRENT = Rules(
    "2026-11-23",
    OF_ROADS,
    OF_SINGLE_DOUBTS.signals,
    OF_SINGLE_DOUBTS.look_backs,
)
VERSIONS = {rules.version: rules for rules in (OF_PRESENCE_ONLY, OF_SINGLE_DOUBTS, CURRENT)}
RULE_VERSION = CURRENT.version
