"""The streets of Helsinki's centre, for days on foot and by car."""

import os
from pathlib import Path

from core.settings import settings
from routes import EngineMissing, RoadsFailed, TravelMode, build_graph

_MODES = (TravelMode.WALKING, TravelMode.DRIVING)


def ensure_roads(extract: Path) -> str | None:
    """Build the networks where they aren't there yet; why there are none, where they can't be had."""
    roads = settings().data.resolve() / "roads"
    try:
        for mode in _MODES:
            build_graph(extract, mode, name="helsinki", roads=roads, threads=os.cpu_count() or 1, tell=lambda _: None)
    except (EngineMissing, RoadsFailed) as error:
        return str(error)
    return None
