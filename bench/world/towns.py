"""Where the accounts lie: around real towns, most of them in few."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.cities import City

_ZIPF_EXPONENT = 1.0
_KILOMETERS_OF_A_HUNDRED = 0.9
"Within this distance of its centre lie two thirds of the accounts of a town that has a hundred."
_KILOMETERS_A_DEGREE = 111.2
_NORTHERNMOST, _SOUTHERNMOST = 78.0, -58.0


@dataclass(frozen=True, slots=True)
class Places:
    """Account by account, in no order."""

    longitudes: NDArray[np.float64]
    latitudes: NDArray[np.float64]
    city_indexes: NDArray[np.intp]


def scatter(cities: Sequence[City], count: int, rng: np.random.Generator) -> Places:
    """`count` places; towns have sizes by Zipf's law, in an order of chance, and the same density at their centres."""
    ranks = rng.permutation(len(cities)) + 1
    weights = ranks**-_ZIPF_EXPONENT
    of_city = rng.choice(len(cities), size=count, p=weights / weights.sum())
    sizes = np.bincount(of_city, minlength=len(cities))[of_city]
    spread = _KILOMETERS_OF_A_HUNDRED * np.sqrt(sizes / 100) / _KILOMETERS_A_DEGREE
    centres = np.array([(city.longitude, city.latitude) for city in cities])[of_city]
    latitudes = np.clip(centres[:, 1] + rng.normal(size=count) * spread, _SOUTHERNMOST, _NORTHERNMOST)
    east = rng.normal(size=count) * spread / np.cos(np.radians(latitudes))
    return Places(np.clip(centres[:, 0] + east, -179.9, 179.9), latitudes, of_city)
