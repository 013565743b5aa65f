"""Which networks this process can ask, as they lie on disk at this moment: a newly built one needs no restart."""

import threading
from functools import cache
from pathlib import Path

from core.settings import settings
from routes.roads.engine import EngineMissing, engine
from routes.roads.graph import graphs
from routes.roads.network import RoadNetwork
from routes.travel_times import TravelMode


class RoadNetworks:
    """The networks under a folder. Any thread may ask."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._open: dict[tuple[TravelMode, str], RoadNetwork] = {}

    def of(self, mode: TravelMode) -> list[RoadNetwork]:
        """Every network for the mode in its current version."""
        current = graphs(self._folder, mode)
        if not current:
            return []
        try:
            engine()
        except EngineMissing:
            return []
        with self._lock:
            found = []
            for graph in current:
                known = self._open.get((mode, graph.name))
                if known is None or known.graph.version != graph.version:
                    # The old one's server ends with the last question that is on it.
                    known = self._open[mode, graph.name] = RoadNetwork(graph)
                found.append(known)
            return found

    def close(self) -> None:
        """Stop every server."""
        with self._lock:
            for network in self._open.values():
                network.server.stop()
            self._open.clear()


@cache
def road_networks() -> RoadNetworks:
    """Those in the data folder of this process."""
    return RoadNetworks(settings().data.resolve() / "roads")
