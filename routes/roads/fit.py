"""How a network's travel times look from the air: what an estimate for the land around it goes by."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from geo import Position
from routes.estimated_travel_times import PACES, great_circle_meters
from routes.roads.graph import Bounds, Graph
from routes.roads.server import RoadServer
from routes.travel_times import Pace, TravelMode

_SAMPLE = 80
_LEAST_METERS, _LEAST_PAIRS = 300.0, 200


def fitted_pace(folder: Path, nodes: NDArray[np.float64], mode: TravelMode, version: str) -> Pace:
    """Detour and speed between random junctions of the network built in `folder`; the general pace where few are
    joined. What a start takes can't be seen in a network and stays the general one."""
    general = PACES[mode]
    picked = np.random.default_rng(0).choice(nodes, min(_SAMPLE, len(nodes)), replace=False)
    seconds, meters = _tables(folder, picked, mode, version)
    straight = great_circle_meters([Position(*map(float, degrees)) for degrees in picked])
    use = np.isfinite(seconds) & (seconds > 0) & (straight > _LEAST_METERS)
    if use.sum() < _LEAST_PAIRS:
        return general
    return Pace(
        detour=round(float(np.median(meters[use] / straight[use])), 3),
        meters_per_second=round(float(np.median(meters[use] / seconds[use])), 3),
        start_seconds=general.start_seconds,
    )


def _tables(
    folder: Path, picked: NDArray[np.float64], mode: TravelMode, version: str
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Seconds and metres between all pairs along the roads."""
    unpublished = Graph("", mode, version, folder, Bounds(-180, -90, 180, 90), PACES[mode], "")
    server = RoadServer(unpublished)
    try:
        answer = server.ask("table", {"coordinates": picked.tolist(), "annotations": ["duration", "distance"]})
    finally:
        server.stop()
    return np.array(answer["durations"], dtype=np.float64), np.array(answer["distances"], dtype=np.float64)
