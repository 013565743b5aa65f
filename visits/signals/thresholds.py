"""Every figure that the signals go by, as one value; a change of it is a new version of the rules."""

from dataclasses import dataclass

from visits.suspicion import SUSPICIOUS_WEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Metres, seconds and km/h as their names say. docs/decisions/0015 tells where the figures come from."""

    suspicious_weight: int = SUSPICIOUS_WEIGHT

    frozen_fixes: int = 5
    frozen_seconds: float = 4.0
    frozen_meters: float = 0.02

    repeat_seconds: float = 600.0
    repeat_accuracy_meters: float = 100.0
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

    on_pin_days: float = 30.0
    on_pin_meters: float = 0.8
    on_pin_customers: int = 3

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

    shared_gap_seconds: float = 900.0
    shared_span_seconds: float = 8 * 3600.0
    twin_seconds: float = 600.0

    clock_seconds: float = 900.0
    zone_seconds: float = 60.0
    before_fix_seconds: float = 300.0
    constant_age_seconds: float = 45.0
    constant_age_visits: int = 3

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
    jitter_still_meters_per_second: float = 1.5
    surroundings_visits: int = 1
    surroundings_seconds: float = 8 * 3600.0
    surroundings_row_waits: bool = False
    "Whether all of a row of mismatches wait with the last of them."
    short_seconds: float = 60.0


THRESHOLDS = Thresholds()
OF_ROADS = Thresholds(road_kilometers=60.0, surroundings_row_waits=True)
