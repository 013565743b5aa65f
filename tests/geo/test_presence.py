from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import erf

from geo import on_site_probability

ACCURACIES = st.floats(0.1, 1_000_000)
DISTANCES = st.floats(0, 20_000_000)
GEOFENCES = st.floats(1, 50_000)
NOISE = 1e-12


def test_accuracy_is_the_radius_of_68_percent() -> None:
    assert on_site_probability(distance_meters=0, accuracy_meters=20, geofence_meters=20) == pytest.approx(0.68)


@settings(deadline=None)
@given(accuracy=ACCURACIES, geofence=GEOFENCES)
def test_at_the_centre_it_is_the_rayleigh_distribution(accuracy: float, geofence: float) -> None:
    outside = exp(log(0.32) * (geofence / accuracy) ** 2)
    probability = on_site_probability(distance_meters=0, accuracy_meters=accuracy, geofence_meters=geofence)
    assert probability == pytest.approx(1 - outside, abs=NOISE)


@pytest.mark.parametrize(
    ("distance", "accuracy", "geofence"),
    [
        (120, 35, 150),
        (150, 20, 150),
        (180, 20, 150),
        (0, 400, 150),
        (900, 800, 150),
        (151, 0.5, 150),
        (9_990, 30, 10_000),
        (10_010, 10, 10_000),
    ],
)
def test_elsewhere_it_is_the_gaussians_integral_over_the_disc(
    distance: float, accuracy: float, geofence: float
) -> None:
    probability = on_site_probability(distance_meters=distance, accuracy_meters=accuracy, geofence_meters=geofence)
    assert probability == pytest.approx(_mass_in_disc(distance, accuracy / sqrt(-2 * log(0.32)), geofence), abs=1e-7)


@settings(deadline=None)
@given(distance=DISTANCES, accuracy=ACCURACIES, geofence=GEOFENCES)
def test_it_is_a_probability_however_extreme_the_figures(distance: float, accuracy: float, geofence: float) -> None:
    probability = on_site_probability(distance_meters=distance, accuracy_meters=accuracy, geofence_meters=geofence)
    assert 0 <= probability <= 1


@settings(deadline=None)
@given(near=st.floats(0, 3), further=st.floats(0, 3), accuracy=ACCURACIES, geofence=GEOFENCES)
def test_it_never_rises_with_distance(near: float, further: float, accuracy: float, geofence: float) -> None:
    distance = abs(geofence + (near - 1) * accuracy)
    here, there = (
        on_site_probability(distance_meters=each, accuracy_meters=accuracy, geofence_meters=geofence)
        for each in (distance, distance + further * accuracy)
    )
    assert there <= here + NOISE


@settings(deadline=None)
@given(distance=st.floats(0, 50_000), accuracy=ACCURACIES, geofence=GEOFENCES, more=st.floats(0, 100))
def test_it_never_falls_with_the_geofence(distance: float, accuracy: float, geofence: float, more: float) -> None:
    small, large = (
        on_site_probability(distance_meters=distance, accuracy_meters=accuracy, geofence_meters=each)
        for each in (geofence, geofence + more)
    )
    # 6e-8 is what the formula for straight edges is off where it takes over.
    assert small <= large + 6.1e-8


def test_the_finest_fix_at_the_antipodes_is_surely_outside() -> None:
    assert on_site_probability(distance_meters=20e6, accuracy_meters=0.001, geofence_meters=0.1) == 0


@pytest.mark.parametrize("accuracy", [5e-324, 1e-9, 1e-3])
def test_on_the_very_edge_of_the_geofence_the_finest_fix_is_as_likely_in_as_out(accuracy: float) -> None:
    probability = on_site_probability(distance_meters=150, accuracy_meters=accuracy, geofence_meters=150)
    assert probability == pytest.approx(0.5, abs=1e-4)


def _mass_in_disc(distance: float, sigma: float, radius: float) -> float:
    """By the midpoint rule, chord by chord: the chord at `angle` runs radius * sin(angle) from the centre."""
    angles = (np.arange(20_000) + 0.5) / 20_000 * np.pi - np.pi / 2
    off, half_chord = radius * np.sin(angles) - distance, radius * np.cos(angles)
    density = np.exp(-((off / sigma) ** 2) / 2) / (sigma * sqrt(2 * np.pi))
    return float(np.sum(density * erf(half_chord / (sigma * sqrt(2))) * half_chord) * np.pi / 20_000)
