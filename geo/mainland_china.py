"""Where map datums are shifted: the land of mainland China, and the territories beside it.

The outlines lie in `china.geojson`, next to this file. MAINLAND is drawn from Natural Earth's
1:10m countries (public domain), simplified to 1.5 km: along its neighbours it runs up to some
5 km outside the border, seaward some 50 km off the coast. The territories were digitized by hand;
each lies inside the generous MAINLAND or off it, and is asked first. HONG_KONG follows the
Shenzhen River to about 200 m; TAIWAN has Penghu, Kinmen and Matsu.
"""

import json
from enum import StrEnum
from functools import cache
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from geo.position import Position

_OUTLINES = Path(__file__).with_name("china.geojson")


class Territory(StrEnum):
    """Left alone by default, since maps there are commonly on WGS 84; a setting may include them."""

    HONG_KONG = "HONG_KONG"
    MACAU = "MACAU"
    TAIWAN = "TAIWAN"


def is_shifted_at(position: Position, include: frozenset[Territory] = frozenset()) -> bool:
    """Whether Chinese maps are shifted at this WGS 84 position: on the mainland or in a territory of `include`."""
    for territory in Territory:
        if _is_within(territory, position):
            return territory in include
    return _is_within("MAINLAND", position)


def _is_within(outline: str, position: Position) -> bool:
    return bool(shapely.intersects_xy(_outlines()[outline], position.longitude, position.latitude))


@cache
def _outlines() -> dict[str, BaseGeometry]:
    features = json.loads(_OUTLINES.read_text(encoding="utf-8"))["features"]
    outlines = {feature["id"]: shapely.geometry.shape(feature["geometry"]) for feature in features}
    for outline in outlines.values():
        shapely.prepare(outline)
    return outlines
