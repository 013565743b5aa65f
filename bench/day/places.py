"""Where customers could be: junctions of a network that can be reached from each other, a house's distance off."""

import numpy as np

from geo import Position
from routes.problem import UNREACHABLE
from routes.roads import RoadNetwork
from routes.roads.build import nodes_of

_MOST = 3_000
_OFF_DEGREES = 1e-4


class Places:
    def __init__(self, network: RoadNetwork) -> None:
        random, bounds = np.random.default_rng(0), network.graph.bounds
        nodes = nodes_of(network.graph.network)
        nodes = nodes[np.abs(nodes - np.median(nodes, axis=0)).max(axis=1) < 0.25]
        drawn = random.choice(nodes, min(_MOST, len(nodes)), replace=False) + random.normal(0, _OFF_DEGREES, (1, 2))
        places = [Position(float(x), float(y)) for x, y in drawn]
        centre = min(places, key=lambda place: bounds.meters_to(place) + abs(place.longitude - np.median(drawn[:, 0])))
        self._places = _joined(network, centre, places)

    def some(self, count: int, *, seed: int) -> list[Position]:
        """Never the same for two seeds: each time moved by some metres."""
        random = np.random.default_rng(seed)
        drawn = random.choice(len(self._places), count)
        off = random.normal(0, _OFF_DEGREES / 2, (count, 2))
        return [
            Position(self._places[each].longitude + float(dx), self._places[each].latitude + float(dy))
            for each, (dx, dy) in zip(drawn, off, strict=True)
        ]


def _joined(network: RoadNetwork, centre: Position, places: list[Position]) -> list[Position]:
    """Those that can be reached from the centre and left for it."""
    joined: list[Position] = []
    for begin in range(0, len(places), 500):
        some = places[begin : begin + 500]
        durations = network.durations([centre, *some])
        reached = np.maximum(durations[0, 1:], durations[1:, 0]) < UNREACHABLE
        joined += [place for place, each in zip(some, reached, strict=True) if each]
    return joined
