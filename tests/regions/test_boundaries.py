"""Where regions may lie: apart, touching or nested, and which of them owns a place."""

import json
from math import cos, pi, sin
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, text

from tests.api_client import Client, Json
from tests.world import World, uuid_of

ADDED = "... on RegionSuccess { region { id boundary areaSquareMeters owner { id } } }"
OVERLAPS = "... on RegionOverlaps { overlaps { region { id } areaSquareMeters where } }"
BROKEN = "... on InvalidBoundary { at { longitude latitude } }"


def region(world: World, boundary: Any, **more: Any) -> Json:
    return {"code": f"R-{uuid4()}", "name": "Kallio", "boundary": boundary, "ownerOrgUnitId": world.top, **more}


def region_at(client: Client, world: World, x: float, y: float) -> str | None:
    query = "query($position: PositionInput!) { regionAt(position: $position) { id } }"
    found = client.ask(query, position=world.place(x, y))["regionAt"]
    return None if found is None else str(found["id"])


def test_a_region_is_shown_as_a_multipolygon_with_its_area_on_the_ellipsoid(world: World, raw: Connection) -> None:
    added = world.admin.act("addRegion", region(world, world.square(size=0.1)), ADDED)["region"]
    assert added["boundary"]["type"] == "MultiPolygon"
    assert {*map(tuple, added["boundary"]["coordinates"][0][0])} == {*map(tuple, world.square()["coordinates"][0])}
    assert added["areaSquareMeters"] == pytest.approx(_square_meters(raw, world.square()), rel=1e-6)
    assert added["owner"] == {"id": world.top}


def test_an_overlap_is_refused_with_whom_and_where(world: World, raw: Connection) -> None:
    first = world.region(world.top, world.square(size=0.1))
    refused = world.admin.act("addRegion", region(world, world.square(0.09, 0.09)), OVERLAPS)
    assert refused["__typename"] == "RegionOverlaps"
    (overlap,) = refused["overlaps"]
    assert overlap["region"] == {"id": first}
    shared = world.square(0.09, 0.09, size=0.01)
    assert overlap["areaSquareMeters"] == pytest.approx(_square_meters(raw, shared), rel=1e-6)
    corners = {(round(x - world.west, 9), round(y - world.south, 9)) for x, y in overlap["where"]["coordinates"][0][0]}
    assert corners == {(0.09, 0.09), (0.1, 0.09), (0.1, 0.1), (0.09, 0.1)}
    assert region_at(world.admin, world, 0.15, 0.15) is None, "a refused region is nowhere"


def test_the_same_boundary_twice_is_an_overlap(world: World) -> None:
    world.region(world.top)
    assert world.admin.act("addRegion", region(world, world.square()))["__typename"] == "RegionOverlaps"


def test_of_nested_regions_the_smallest_owns_the_place(world: World) -> None:
    large = world.region(world.top, world.square(size=0.4))
    small = world.region(world.top, world.square(0.1, 0.1, size=0.1))
    middle = world.region(world.top, world.square(0.1, 0.1, size=0.2))
    assert region_at(world.admin, world, 0.15, 0.15) == small
    assert region_at(world.admin, world, 0.25, 0.25) == middle
    assert region_at(world.admin, world, 0.35, 0.35) == large
    assert region_at(world.admin, world, 0.5, 0.5) is None


def test_neighbours_may_share_a_border_and_a_sliver_along_it(world: World) -> None:
    west = world.region(world.top, world.square(size=0.1))
    touching = world.admin.act("addRegion", region(world, world.square(0.1)), ADDED)
    assert touching["__typename"] == "RegionSuccess"
    assert region_at(world.admin, world, 0.0999, 0.05) == west
    assert region_at(world.admin, world, 0.1001, 0.05) == touching["region"]["id"]

    # A hair of 1e-12 degrees over 11 km covers a thousandth of a square metre.
    hair = world.admin.act("addRegion", region(world, world.square(0, 0.1 - 1e-12, size=0.1)))
    assert hair["__typename"] == "RegionSuccess"


def test_a_redrawn_region_covers_its_new_place_and_no_longer_the_old(world: World, raw: Connection) -> None:
    moving, other = world.region(world.top), world.region(world.top, world.square(0.2))
    redrawn = {"regionId": moving, "boundary": world.square(0.1)}
    for _ in range(2):
        assert world.admin.act("redrawRegion", redrawn, ADDED)["__typename"] == "RegionSuccess"
    assert region_at(world.admin, world, 0.05, 0.05) is None
    assert region_at(world.admin, world, 0.15, 0.05) == moving

    overlapping = world.admin.act("redrawRegion", redrawn | {"boundary": world.square(0.15)}, OVERLAPS)
    assert [overlap["region"]["id"] for overlap in overlapping["overlaps"]] == [other], "and not with itself"
    assert region_at(world.admin, world, 0.15, 0.05) == moving

    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    past = text("SELECT ST_XMin(boundary::geometry) FROM region_past_boundary WHERE region_id = :id")
    wests = raw.execute(past, {"id": uuid_of(moving)}).scalars().all()
    assert wests == [world.west], "the past boundary is kept; a retry that changes nothing adds none"


def test_a_retry_of_an_added_region_is_the_same_region_and_another_may_not_take_its_code(world: World) -> None:
    input = region(world, world.square())
    first, again = (world.admin.act("addRegion", input, ADDED) for _ in range(2))
    assert first == again
    taken = world.admin.act("addRegion", input | {"boundary": world.square(0.5)})
    assert (taken["__typename"], taken["field"]) == ("InvalidInput", "code")


def test_a_boundary_of_100_000_vertices_is_taken(world: World) -> None:
    x, y = world.west + 0.5, world.south + 0.5
    steps = 99_999
    ring = [[x + 0.4 * cos(2 * pi * i / steps), y + 0.4 * sin(2 * pi * i / steps)] for i in range(steps)]
    circle = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    added = world.admin.act("addRegion", region(world, circle), "... on RegionSuccess { region { id } }")
    assert region_at(world.admin, world, 0.5 + 0.399, 0.5) == added["region"]["id"]
    assert region_at(world.admin, world, 0.5 + 0.401, 0.5) is None


def test_a_broken_boundary_is_refused_with_the_place_that_is_broken(world: World) -> None:
    west, south = world.west, world.south
    bow = [[west, south], [west + 0.1, south + 0.1], [west + 0.1, south], [west, south + 0.1], [west, south]]
    refused = world.admin.act("addRegion", region(world, {"type": "Polygon", "coordinates": [bow]}), BROKEN)
    assert refused["__typename"] == "InvalidBoundary"
    assert refused["at"] == {"longitude": pytest.approx(west + 0.05), "latitude": pytest.approx(south + 0.05)}
    for boundary in ("x", 1, [], {}, {"type": "Point", "coordinates": [1, 2]}, {"type": "Polygon"}):
        assert world.admin.act("addRegion", region(world, boundary))["__typename"] == "InvalidBoundary", boundary


def _square_meters(raw: Connection, geojson: Json) -> float:
    """As PostGIS measures it on the ellipsoid."""
    statement = text("SELECT ST_Area(ST_GeomFromGeoJSON(CAST(:geojson AS text))::geography)")
    return float(raw.execute(statement, {"geojson": json.dumps(geojson)}).scalar_one())
