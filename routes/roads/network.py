"""`TravelTimes` along roads: OSRM's own figures, each asked for once."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo import Position, distance_meters
from routes.problem import UNREACHABLE
from routes.roads.engine import engine
from routes.roads.graph import Graph
from routes.roads.known_times import MOST_PLACES, KnownTimes, unasked
from routes.roads.server import RoadsDown, RoadServer
from routes.travel_times import Seconds, TravelSource, Way

SNAP_METERS = 1_000.0
"A place farther than this from any road isn't on the network; nearer, the walk to the door is nobody's guess."
_MOST_SNAPS = 50_000
_beside = ThreadPoolExecutor(4, thread_name_prefix="roads-ask")

_Answer = tuple[list[int], list[int], NDArray[np.float64]]
"Sources, destinations, seconds."


@dataclass(frozen=True, slots=True)
class Snap:
    """Where on the roads a place lies, in degrees as OSRM rounds them, and how far off it is."""

    longitude: float
    latitude: float
    meters: float


class RoadNetwork:
    """A graph and its server. Any thread may ask; the questions of two go one after the other."""

    source = TravelSource.ROADS

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.version = f"osrm-{engine().version}/{graph.mode.lower()}/{graph.name}/{graph.version}"
        self.server = RoadServer(graph)
        self._lock = threading.Lock()
        self._snaps: dict[Position, Snap] = {}
        self._known = KnownTimes()

    def durations(self, positions: Sequence[Position]) -> Seconds:
        """Whole seconds, rounded up: UNREACHABLE where no way leads, and for places off the network.

        Raises RoadsDown.
        """
        places = list(dict.fromkeys(positions))
        with self._lock:
            seconds = self._seconds(places)
        rows = {place: row for row, place in enumerate(places)}
        order = np.array([rows[place] for place in positions])
        every: Seconds = seconds[np.ix_(order, order)]
        return every

    def meters_off(self, positions: Sequence[Position]) -> list[float]:
        """How far each position is from the nearest road in metres, whose times were asked for before."""
        with self._lock:
            if not all(place in self._snaps for place in positions):
                self._learn_snaps(list(dict.fromkeys(positions)))
            return [self._snaps[place].meters for place in positions]

    def way(self, positions: Sequence[Position]) -> Way:
        """Raises RoadsDown."""
        places = [*(here for here, there in pairwise(positions) if here != there), positions[-1]]
        if len(places) == 1:
            return Way((places[0], places[0]), 0)
        question = _places(places) | {"overview": "full", "geometries": "geojson", "continue_straight": False}
        answer = self.server.ask("route", question)
        if answer["code"] == "Ok":
            [route, *_] = answer["routes"]
            line = tuple(Position(*degrees) for degrees in route["geometry"]["coordinates"])
            return Way(line if len(line) > 1 else (*line, *line), round(route["distance"]))
        if len(places) == 2:  # of a rep who is where no road leads
            return Way(tuple(places), round(distance_meters(places[0], places[1])))
        middle = len(places) // 2  # the rest needn't be asked leg by leg for one that no road joins
        return _joined([self.way(places[: middle + 1]), self.way(places[middle:])])

    def _seconds(self, places: Sequence[Position]) -> Seconds:
        new = [number for number, place in enumerate(places) if place not in self._snaps]
        answers = self._around(places, new) if new else []
        snaps = [self._snaps[place] for place in places]
        numbers = self._known.numbers([(snap.longitude, snap.latitude) for snap in snaps])
        for sources, destinations, seconds in answers:
            self._known.learn(numbers[sources], numbers[destinations], seconds)
        known = self._known.between(numbers)
        if np.isnan(known).any():
            for sources, destinations, seconds in self._around(places, unasked(known)):
                self._known.learn(numbers[sources], numbers[destinations], seconds)
            known = self._known.between(numbers)
        return self._rounded(places, known)

    def _around(self, places: Sequence[Position], asked: list[int]) -> list[_Answer]:
        """The rows and the columns of the numbers `asked` among `places`, both asked for at once."""
        everywhere, rest = list(range(len(places))), sorted(set(range(len(places))) - set(asked))
        outward = _beside.submit(self._ask, places, asked, everywhere)
        inward = [(rest, asked, self._ask(places, rest, asked))] if rest else []
        return [(asked, everywhere, outward.result()), *inward]

    def _rounded(self, places: Sequence[Position], known: NDArray[np.float64]) -> Seconds:
        off = np.array([self._snaps[place].meters > SNAP_METERS for place in places])
        unreachable = ~np.isfinite(known) | off[:, None] | off
        seconds = np.where(unreachable, UNREACHABLE, np.ceil(np.where(unreachable, 0, known))).astype(np.int64)
        np.fill_diagonal(seconds, 0)
        return seconds

    def _learn_snaps(self, places: Sequence[Position]) -> None:
        """OSRM snaps what it is asked for, two places at least; the one travel time to each comes with it."""
        self._ask([*places, places[0]], [0], list(range(len(places))))

    def _ask(self, places: Sequence[Position], sources: list[int], destinations: list[int]) -> NDArray[np.float64]:
        """Seconds from the one to the other; inf where no way leads."""
        whole = len(sources) == len(destinations) == len(places)
        ends = {} if whole else {"sources": sources, "destinations": destinations}
        wants_snaps = any(places[number] not in self._snaps for number in destinations)
        answer = self.server.ask(
            "table", _places(places) | ends | {"annotations": ["duration"], "skip_waypoints": not wants_snaps}
        )
        if answer["code"] != "Ok":
            raise RoadsDown(f"The road engine refuses: {answer['code']}.")
        if wants_snaps:
            self._remember_snaps([places[number] for number in destinations], answer["destinations"])
        seconds: NDArray[np.float64] = np.array(answer["durations"], dtype=np.float64)
        seconds[np.isnan(seconds)] = np.inf
        return seconds

    def _remember_snaps(self, places: Sequence[Position], waypoints: Sequence[dict[str, Any]]) -> None:
        if len(self._snaps) > _MOST_SNAPS:
            self._snaps.clear()
        for place, waypoint in zip(places, waypoints, strict=True):
            longitude, latitude = waypoint["location"]
            self._snaps[place] = Snap(longitude, latitude, waypoint["distance"])


def _joined(ways: Sequence[Way]) -> Way:
    return Way(tuple(place for way in ways for place in way.line), sum(way.meters for way in ways))


def _places(places: Sequence[Position]) -> dict[str, Any]:
    assert len(places) <= MOST_PLACES, "a day has some hundreds of places"
    return {"coordinates": [(round(place.longitude, 7), round(place.latitude, 7)) for place in places]}
