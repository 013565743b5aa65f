"""Businesses out of an OpenStreetMap extract (© OpenStreetMap contributors, ODbL): named nodes and areas of a kind."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import osmium
import shapely
from osmium.filter import KeyFilter
from osmium.geom import WKBFactory
from osmium.osm import Area, Node
from shapely.geometry.base import BaseGeometry

from accounts.phones import international_phone
from accounts.readers.cells import row_from_cells
from accounts.readers.osm_kinds import KINDS, category_of, kind_of, value_of
from accounts.readers.row import AccountRow, RejectedRow, Source
from core.errors import InvalidInput

_SAME_PLACE_DEGREES = 0.0005
"Some 50 m: how far outside its building's outline a business may have been drawn a second time, as a node."


@dataclass(frozen=True, slots=True)
class _Business:
    """A named map object of a kind, with its outline's box (west, south, east, north): a node's is a point."""

    reference: str
    tags: Mapping[str, str]
    kind: tuple[str, str]
    longitude: float
    latitude: float
    box: tuple[float, float, float, float]


def read_osm(path: Path, columns: Mapping[str, str]) -> Iterator[AccountRow | RejectedRow]:
    """The businesses of a `.osm.pbf` extract, nodes first; see `read_accounts`. Its tags need no column mapping.

    A business that is drawn both as a node and as a building is taken once, at its node: that is where its door is.
    """
    if columns:
        raise InvalidInput("columns", "The tags of OpenStreetMap are known: leave the column mapping away.")
    return (_row(business) for business in _without_twins(_businesses(path)))


def _businesses(path: Path) -> Iterator[_Business]:
    outline = WKBFactory()
    wanted = KeyFilter(*KINDS)
    try:
        for thing in osmium.FileProcessor(path).with_areas(wanted).with_filter(KeyFilter("name")).with_filter(wanted):
            if not isinstance(thing, Node | Area):
                continue
            tags = {tag.k: tag.v for tag in thing.tags}
            kind = kind_of(tags)
            if kind is None:
                continue
            shape = _shape(thing, outline)
            middle = shape.centroid if shape.covers(shape.centroid) else shape.representative_point()
            yield _Business(_reference(thing), tags, kind, middle.x, middle.y, shape.bounds)
    except RuntimeError as error:
        raise InvalidInput("file", f"{path.name} can't be read as an OpenStreetMap extract: {error}.") from None


def _shape(thing: Node | Area, outline: WKBFactory) -> BaseGeometry:
    if isinstance(thing, Area):
        return shapely.from_wkb(outline.create_multipolygon(thing))
    return shapely.Point(thing.lon, thing.lat)


def _reference(thing: Node | Area) -> str:
    if isinstance(thing, Area):
        return f"{'way' if thing.from_way() else 'relation'}/{thing.orig_id()}"
    return f"node/{thing.id}"


def _without_twins(businesses: Iterator[_Business]) -> Iterator[_Business]:
    seen: defaultdict[tuple[str, tuple[str, str]], list[_Business]] = defaultdict(list)
    for business in businesses:
        namesakes = seen[business.tags["name"].strip().casefold(), business.kind]
        if not any(_lies_within(other, business) for other in namesakes):
            namesakes.append(business)
            yield business


def _lies_within(other: _Business, business: _Business) -> bool:
    west, south, east, north = business.box
    if west == east:
        return False
    margin = _SAME_PLACE_DEGREES
    return west - margin <= other.longitude <= east + margin and south - margin <= other.latitude <= north + margin


def _row(business: _Business) -> AccountRow | RejectedRow:
    tags = business.tags
    values = {"name": tags["name"], "longitude": f"{business.longitude:.7f}", "latitude": f"{business.latitude:.7f}"}
    cells = {
        **values,
        "address": _address(tags),
        "category": category_of(business.kind),
        "phone": _first_phone(tags),
        "value": str(value_of(business.kind)),
        "openingHours": tags.get("opening_hours", ""),
        "externalId": f"osm:{business.reference}",
    }
    return row_from_cells(Source(business.reference.replace("/", " "), cells), cells)


def _first_phone(tags: Mapping[str, str]) -> str:
    """What mappers wrote, where it is a number: nobody could mend it on the way."""
    numbers = tags.get("phone") or tags.get("contact:phone", "")
    return international_phone(numbers.replace(",", ";").split(";")[0]) or ""


def _address(tags: Mapping[str, str]) -> str:
    street = " ".join(filter(None, (tags.get("addr:street"), tags.get("addr:housenumber"))))
    town = " ".join(filter(None, (tags.get("addr:postcode"), tags.get("addr:city"))))
    return ", ".join(filter(None, (street, town if street else "")))
