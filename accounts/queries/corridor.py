"""What lies along a way, as spots on the map of Web Mercator from which an index searches. Pure."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from accounts.queries.mercator import EARTH_RADIUS_METERS, MOST_STRETCH, WORLD_METERS, longitude_at, map_y
from geo import Position

_LATITUDE_LIMIT = 85.0
_MOST_SPOTS = 32


@dataclass(frozen=True, slots=True)
class Along:
    """What lies within `reach_meters` of the line through the places, and is open on an ISO weekday."""

    places: Sequence[Position]
    reach_meters: float
    weekday: int

    @property
    def stretch(self) -> float:
        """How much the map stretches at the farthest latitude of the places."""
        farthest = min(max(abs(place.latitude) for place in self.places), _LATITUDE_LIMIT)
        return MOST_STRETCH / math.cos(math.radians(farthest))

    @property
    def reach_on_map(self) -> float:
        """In metres of the map."""
        return self.reach_meters * self.stretch


@dataclass(frozen=True, slots=True)
class Spot:
    """East and north on the map; `box`: what lies within reach of it, in degrees, as PostGIS's box2d reads it."""

    x: float
    y: float
    box: str


def spots_along(along: Along) -> list[Spot]:
    """A reach apart at most where that makes few; once more a world away where one lies near the map's edge."""
    reach = along.reach_on_map
    corners = [map_position(place, beside=along.places[0]) for place in along.places]
    length = sum(math.dist(here, there) for here, there in pairwise(corners))
    step = max(reach, length / _MOST_SPOTS)
    places = dict.fromkeys(corners)
    for here, there in pairwise(corners):
        pieces = math.ceil(math.dist(here, there) / step)
        for piece in range(1, pieces):
            share = piece / pieces
            places[here[0] + (there[0] - here[0]) * share, here[1] + (there[1] - here[1]) * share] = None
    return [Spot(x + shift, y, _box(x + shift, y, reach)) for x, y in places for shift in _shifts(x, reach)]


def map_position(place: Position, *, beside: Position) -> tuple[float, float]:
    """East and north as mercator_x and mercator_y in migration 0004, by the shorter way from `beside`."""
    longitude = beside.longitude + (place.longitude - beside.longitude + 180) % 360 - 180
    return EARTH_RADIUS_METERS * math.radians(longitude), map_y(place.latitude)


def _shifts(x: float, reach: float) -> Iterator[float]:
    """By how much to move a spot so that it, or the land within reach beyond the edge, lies on the map."""
    half = WORLD_METERS / 2
    inside = (x + half) % WORLD_METERS - half - x
    yield inside
    if x + inside + reach > half:
        yield inside - WORLD_METERS
    if x + inside - reach < -half:
        yield inside + WORLD_METERS


def _box(x: float, y: float, reach: float) -> str:
    west, east = max(-180.0, longitude_at(x - reach)), min(180.0, longitude_at(x + reach))
    south, north = (
        math.degrees(2 * math.atan(math.exp((y + shift) / EARTH_RADIUS_METERS)) - math.pi / 2)
        for shift in (-reach, reach)
    )
    return f"BOX({west} {south},{east} {north})"
