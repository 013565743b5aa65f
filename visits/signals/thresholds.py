"""Every figure that the signals go by, as one value; a change of it is a new version of the rules."""

from dataclasses import dataclass

from visits.suspicion import SUSPICIOUS_WEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Metres, seconds and km/h as their names say. docs/decisions/0015 tells where the figures come from."""

    suspicious_weight: int = SUSPICIOUS_WEIGHT
    integrity_weight: int = 30

    frozen_fixes: int = 5
    frozen_seconds: float = 4.0
    frozen_meters: float = 0.02
    frozen_held_weight: int = 30
    frozen_knows_phone: bool = False
    "Whether a coarse grid is a phone's own only where its other fixes lie on it, too."

    repeat_seconds: float = 600.0
    repeat_accuracy_meters: float = 100.0
    cache_seconds: float = 4 * 3600.0
    "Caches are renewed long before."
    alike_meters: float = 100.0
    alike_digits: int = 5
    burst_positions: int = 3
    burst_digits: int = 8

    altitude_days: float = 14.0
    altitude_apart_meters: float = 300.0
    altitude_lowest_meters: float = -450.0
    altitude_customers: int = 3
    altitude_customers_unsure: int = 4
    altitude_customers_coarse: int = 6
    altitude_others: int = 2
    altitude_digits: int = 4

    row_seconds: float = 10 * 3600.0
    row_apart_meters: float = 20.0
    row_accuracy_meters: float = 50.0
    row_customers: int = 3
    row_customers_unsure: int = 4
    row_customers_coarse: int = 6
    row_repeats: float = 0.1
    "A phone more of whose figures repeat themselves is coarse."

    on_pin_days: float = 30.0
    on_pin_meters: float = 0.8
    on_pin_customers: int = 3
    typed_decimals: int = 6
    typed_surely_decimals: int = 5
    measured_decimals: int = 7
    typed_known_fixes: int = 3

    travel_accuracy_meters: float = 100.0
    travel_slack_meters: float = 200.0
    travel_slack_seconds: float = 60.0
    town_kilometers: float = 30.0
    town_kmh: float = 250.0
    door_town_kmh: float = 120.0
    country_kilometers: float = 150.0
    country_kmh: float = 250.0
    door_country_kmh: float = 160.0
    standing_meters_per_second: float = 2.0
    rail_kmh: float = 450.0
    air_kmh: float = 1000.0
    vehicle_meters_per_second: float = 25.0
    road_kilometers: float = 0.0
    "Up to here, told speeds that aren't a train's tell of a car; 0 for never."
    road_kmh: float = 160.0
    apart_kilometers: float = 60.0
    apart_kmh: float = 160.0
    outlier_ratio: float = 3.0
    travel_by_uptime: bool = False
    "Whether two check-ins within one boot lie as far apart as the uptime says, where that is longer."
    travel_vague_meters: float = 3000.0
    back_least_kilometers: float = 2.0
    back_share: float = 0.5
    "There and back: who ends up within this share of the way out from where the way began."
    back_near_kilometers: float = 15.0
    back_near_kmh: float = 45.0
    back_town_kilometers: float = 60.0
    back_town_kmh: float = 65.0
    back_country_kilometers: float = 150.0
    back_country_kmh: float = 120.0

    shared_gap_seconds: float = 900.0
    shared_span_seconds: float = 8 * 3600.0
    twin_seconds: float = 600.0
    company_seconds: float = 10 * 3600.0
    "A tour's."

    clock_seconds: float = 900.0
    zone_seconds: float = 60.0
    whole_hours_stops: int = 5
    "More than a morning's: clocks are put right at noon, too."
    frozen_stops: int = 3
    before_fix_seconds: float = 300.0
    runs_sent_late: bool = True
    "Whether a sending of late ones tells of a run up to it: some apps reckon its uptime instead of reading it."
    constant_age_seconds: float = 45.0
    constant_age_visits: int = 3
    constant_age_by_chance: bool = True
    "Whether so many may be any of a day's, and not nearly all of a tour's."
    tour_age_seconds: float = 1800.0
    tour_far_age_seconds: float = 3600.0
    "So old, two are enough."
    tour_share: float = 0.8
    clock_by_fix_seconds: float = 0.0
    "A fix taken within so long of the act, as the uptime has it, shows that the phone wasn't started anew since."

    stationary_seconds: float = 8 * 3600.0
    stationary_customers: int = 3
    stationary_meters: float = 60.0
    stationary_pins_meters: float = 200.0
    stationary_accuracy_meters: float = 50.0

    moved_meters: float = 300.0
    moved_together_meters: float = 150.0
    moved_apart_meters: float = 500.0
    moved_after_seconds: float = 86_400.0

    jitter_fixes: int = 8
    jitter_step_seconds: float = 3.0
    jitter_step_meters: float = 0.7
    jitter_whiteness: float = 0.7
    jitter_surely: float = 0.7
    "So white a single burst is a suspicion where its accuracy and altitude are constants."
    jitter_stops: int = 2
    "Less white ones are at so many stops of a tour."
    jitter_still_meters_per_second: float = 1.5
    jitter_unnamed: bool = False
    "Whether it counts where the provider isn't named, in fixes too vague for a satellite's as well."
    surroundings_visits: int = 1
    surroundings_seconds: float = 8 * 3600.0
    surroundings_salted_by_device: bool = False
    "Whether a device that names itself is known to have kept its salt."
    surroundings_row_waits: bool = False
    "Whether all of a row of mismatches wait with the last of them."
    short_seconds: float = 60.0


THRESHOLDS = Thresholds()
OF_ROADS = Thresholds(road_kilometers=60.0, surroundings_row_waits=True)
OF_TOURS = Thresholds(
    travel_by_uptime=True,
    frozen_held_weight=20,
    frozen_knows_phone=True,
    jitter_unnamed=True,
    jitter_whiteness=0.8,
    jitter_surely=1.0,
    runs_sent_late=False,
    integrity_weight=25,
    surroundings_row_waits=True,
    surroundings_salted_by_device=True,
    door_town_kmh=160.0,
    door_country_kmh=250.0,
    constant_age_by_chance=False,
    clock_by_fix_seconds=120.0,
    moved_meters=150.0,
)
