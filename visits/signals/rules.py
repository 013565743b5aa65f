"""The versions of the rules: each names its signals and its figures, and stays as it is for ever."""

from dataclasses import dataclass

from visits.signals.ask import Ask, LookBack, worst_of
from visits.signals.claimed_before_fix import claimed_before_fix
from visits.signals.clock_changed import clock_changed, set_clocks_beside_this
from visits.signals.constant_figures import constant_figures
from visits.signals.constant_speed import constant_speed
from visits.signals.copies_in_company import copies_beside_this, copies_in_company
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
from visits.signals.old_fix_again import old_fix_again
from visits.signals.on_tours import weighty_on_tours
from visits.signals.one_boot import forged_in_this_boot, one_boot
from visits.signals.outside_geofence import outside_geofence
from visits.signals.outside_work_hours import outside_work_hours
from visits.signals.pin_moved import pin_moved
from visits.signals.rebooted_offline import rebooted_offline
from visits.signals.repeated_fix import repeated_fix, repeats_of_this
from visits.signals.replayed_burst import replayed_burst
from visits.signals.same_altitude import same_altitude
from visits.signals.stale_fix import stale_fix
from visits.signals.stationary_tour import stationary_tour
from visits.signals.surroundings_mismatch import surroundings_mismatch
from visits.signals.there_and_back import excursions_beside_this, there_and_back
from visits.signals.thresholds import OF_ROADS, OF_TOURS, THRESHOLDS, Thresholds
from visits.signals.tour_of_one_age import tour_of_one_age
from visits.signals.twin_fixes import twin_fixes
from visits.signals.typed_on_pin import typed_on_pin
from visits.signals.unnatural_jitter import unnatural_jitter
from visits.signals.vague_fix import vague_fix


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
OF_SINGLE_VISITS = Rules(
    "2026-11-23",
    OF_ROADS,
    OF_SINGLE_DOUBTS.signals,
    OF_SINGLE_DOUBTS.look_backs,
)
_WITH_TOURS: dict[Ask, Ask] = {
    repeated_fix: worst_of(repeated_fix, old_fix_again, copies_in_company),
    same_altitude: worst_of(same_altitude, constant_figures),
    exactly_on_pin: worst_of(exactly_on_pin, typed_on_pin),
    impossible_travel: worst_of(impossible_travel, there_and_back),
    frozen_fixes: weighty_on_tours(frozen_fixes, stops=lambda limits: limits.frozen_stops),
    # A wrong zone put right concerns some check-ins; a clock that was set concerns a tour.
    clock_changed: weighty_on_tours(
        worst_of(clock_changed, one_boot, tour_of_one_age), stops=lambda limits: limits.whole_hours_stops
    ),
    claimed_before_fix: weighty_on_tours(claimed_before_fix, stops=lambda limits: limits.whole_hours_stops),
    unnatural_jitter: weighty_on_tours(unnatural_jitter, stops=lambda limits: limits.jitter_stops),
}
CURRENT = Rules(
    "2026-11-24",
    OF_TOURS,
    tuple(_WITH_TOURS.get(ask, ask) for ask in OF_SINGLE_VISITS.signals),
    (*OF_SINGLE_VISITS.look_backs, copies_beside_this, excursions_beside_this, forged_in_this_boot),
)
VERSIONS = {rules.version: rules for rules in (OF_PRESENCE_ONLY, OF_SINGLE_DOUBTS, OF_SINGLE_VISITS, CURRENT)}
RULE_VERSION = CURRENT.version
