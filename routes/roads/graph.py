"""Built road networks on disk: <data>/roads/<mode>/<name>/<version>/, and beside the versions a link to the current.

A version is published by renaming its finished folder and then the link: whoever looks finds the old one whole or the
new one whole.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import orjson

from geo import Position, distance_meters
from routes.travel_times import Pace, TravelMode

MANIFEST, CURRENT, NETWORK = "manifest.json", "current", "network.osrm"


@dataclass(frozen=True, slots=True)
class Bounds:
    """West, south, east, north in degrees."""

    west: float
    south: float
    east: float
    north: float

    def meters_to(self, place: Position) -> float:
        """How far the box is from the place; 0 inside."""
        longitude = min(max(place.longitude, self.west), self.east)
        latitude = min(max(place.latitude, self.south), self.north)
        return distance_meters(place, Position(longitude, latitude))


@dataclass(frozen=True, slots=True)
class Graph:
    """A road network for one mode of travel, ready to be served."""

    name: str
    mode: TravelMode
    version: str
    "Begins with the SHA-256 of the extract; another engine or extract makes another version."
    folder: Path
    bounds: Bounds
    "Of nearly all of its roads: a long ferry or motorway that sticks out doesn't count."
    pace: Pace
    "Fitted to this network: what an estimate around it goes by."
    built_at: str

    @property
    def network(self) -> Path:
        return self.folder / NETWORK


def graphs(roads: Path, mode: TravelMode) -> list[Graph]:
    """The current version of every network for the mode under `roads`, by name."""
    links = sorted((roads / mode.lower()).glob(f"*/{CURRENT}"))
    return [read_graph(link.parent / link.readlink()) for link in links if (link / MANIFEST).exists()]


@lru_cache(maxsize=64)
def read_graph(folder: Path) -> Graph:
    """The graph whose version lies in `folder`: no version ever changes."""
    told = orjson.loads((folder / MANIFEST).read_bytes())
    return Graph(
        name=told["name"],
        mode=TravelMode(told["mode"]),
        version=told["version"],
        folder=folder,
        bounds=Bounds(**told["bounds"]),
        pace=Pace(**told["pace"]),
        built_at=told["builtAt"],
    )
