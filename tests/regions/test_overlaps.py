"""The judge of boundaries, alone."""

from uuid import UUID, uuid4

import pytest
from shapely import MultiPolygon, Polygon, box

from regions.overlaps import Neighbour, RegionOverlaps, nesting

METER = 1 / 111_320
"""In degrees at the equator, and of latitude everywhere, within one part in a hundred."""


def neighbour(*polygons: Polygon) -> Neighbour:
    return Neighbour(uuid4(), "N", MultiPolygon(polygons))


def overlapping(shape: Polygon, *others: Neighbour) -> list[UUID]:
    with pytest.raises(RegionOverlaps) as refusal:
        nesting(MultiPolygon([shape]), others)
    return [overlap.region_id for overlap in refusal.value.overlaps]


def test_a_sliver_under_a_square_meter_is_no_overlap_and_one_above_is() -> None:
    west = neighbour(box(0, 0, 1, 10 * METER))
    assert nesting(MultiPolygon([box(1 - 0.09 * METER, 0, 2, 10 * METER)]), [west]).around == []
    assert overlapping(box(1 - 0.11 * METER, 0, 2, 10 * METER), west) == [west.id]


def test_a_border_with_one_position_more_on_one_side_is_the_same_border() -> None:
    # As geodesics the long edge and the two halves of it would part by kilometres.
    north = neighbour(Polygon([(0, 40), (0.07481296758104738, 40.04488778054863), (10, 46), (0, 46)]))
    south = Polygon([(0, 40), (10, 46), (10, 40)])
    assert north.boundary.intersection(south).area > 0, "rounding leaves a hair"
    assert nesting(MultiPolygon([south]), [north]).around == []

    crossing = neighbour(*north.boundary.geoms, box(8, 41, 8.01, 41.01))
    with pytest.raises(RegionOverlaps) as refusal:
        nesting(MultiPolygon([south]), [crossing])
    assert refusal.value.overlaps[0].where.equals(box(8, 41, 8.01, 41.01)), "the hair is no part of it"


def test_regions_nest_also_along_a_shared_border_and_across_exclaves() -> None:
    inner, middle, outer = neighbour(box(0, 0, 1, 1)), box(0, 0, 2, 2), neighbour(box(0, 0, 3, 3), box(5, 0, 6, 1))
    outermost = neighbour(box(-1, -1, 9, 9))
    place = nesting(MultiPolygon([middle]), [inner, outermost, outer])
    assert (place.inside, place.around) == ([inner.id], [outer.id, outermost.id]), "the smallest around is first"


def test_equal_and_crossing_boundaries_overlap_the_largest_first() -> None:
    equal, crossing = neighbour(box(0, 0, 2, 2)), neighbour(box(1, 1, 3, 3))
    nested = neighbour(box(0.5, 0.5, 0.6, 0.6))
    assert overlapping(box(0, 0, 2, 2), crossing, nested, equal) == [equal.id, crossing.id]
