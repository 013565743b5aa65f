"""A polygon made valid, where that is a matter of precision and not of meaning."""

from shapely import MultiPolygon

from geo.boundary.diagnosis import why_broken
from geo.boundary.ring import Rings, polygon_of, valid_area

# A repair may change this much of an area: rounding to a metre changes less of a village.
_MATERIAL_SHARE = 0.001


def repaired(rings: Rings) -> MultiPolygon:
    """The valid area of one polygon; empty where it is only lines.

    Each ring's area by the shoelace formula is what its maker drew: a lobe that winds the other way
    counts against it, ground wound twice counts twice, a hole outside still counts. Where that sum is
    what the valid polygon has, nothing but slivers was ambiguous.

    Raises InvalidBoundary where the two differ by more than a thousandth.
    """
    valid = valid_area(polygon_of(rings))
    shell, *holes = (abs(ring.signed_area) for ring in rings)
    material = _MATERIAL_SHARE * valid.area
    if abs(shell - sum(holes) - valid.area) > material:
        raise why_broken(rings, material=material)
    return valid
