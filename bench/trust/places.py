"""Customers and their doors, and the radio stations there."""

import math
from random import Random
from uuid import UUID

from bench.trust.claims import Customer
from bench.trust.traces import METERS_A_DEGREE
from geo import Position

_STATIONS = 12


def new_customer(random: Random, door: Position, *, error: float) -> Customer:
    angle = random.uniform(0, 2 * math.pi)
    pin = beside(door, error * math.cos(angle), error * math.sin(angle))
    stations = frozenset(f"{random.getrandbits(48):012x}" for _ in range(_STATIONS))
    return Customer(UUID(int=random.getrandbits(128)), pin, door, stations)


def seen_at(customer: Customer, random: Random) -> tuple[str, ...]:
    """Radio stations: some of the customer's, in eight visits of a hundred none."""
    if random.random() < 0.08:
        return tuple(f"{random.getrandbits(48):012x}" for _ in range(5))
    return tuple(random.sample(sorted(customer.stations), random.randint(4, 9)))


def beside(place: Position, east: float, north: float) -> Position:
    scale = METERS_A_DEGREE * math.cos(math.radians(place.latitude))
    return Position(round(place.longitude + east / scale, 7), round(place.latitude + north / METERS_A_DEGREE, 7))


def flat_meters(a: Position, b: Position) -> float:
    scale = METERS_A_DEGREE * math.cos(math.radians(a.latitude))
    return math.hypot((a.longitude - b.longitude) * scale, (a.latitude - b.latitude) * METERS_A_DEGREE)
