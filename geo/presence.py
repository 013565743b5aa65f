"""How likely a phone was inside a geofence, given what it knew of its own position.

A phone reports the radius that holds its true position with 68 %. For a 2-D Gaussian about the
fix that radius is sqrt(-2 ln 0.32) = 1.51 standard deviations, so the distance of the true position
from the geofence's centre has a Rice distribution, and its square a non-central chi-square one.
"""

from math import hypot, log, sqrt

from scipy.special import chndtr, ndtr

_SIGMAS_IN_ACCURACY = sqrt(-2 * log(1 - 0.68))
_FINEST_ACCURACY_METERS = 0.001
_CERTAIN_SIGMAS = 9
_STRAIGHT_EDGE_SIGMAS = 1000


def on_site_probability(*, distance_meters: float, accuracy_meters: float, geofence_meters: float) -> float:
    """The mass of the fix's Gaussian inside the geofence: 0 to 1, rising with the geofence, falling with distance.

    distance_meters: from the fix to the geofence's centre, 0 or more; accuracy_meters: the radius of 68 %
    confidence, above 0; geofence_meters: the geofence's radius, above 0.
    """
    # No receiver knows better than a millimetre; below it the ratios leave what a float can hold.
    sigma = max(accuracy_meters, _FINEST_ACCURACY_METERS) / _SIGMAS_IN_ACCURACY
    offset, reach = distance_meters / sigma, geofence_meters / sigma
    if abs(reach - offset) > _CERTAIN_SIGMAS:
        # At most exp(-9²/2) = 3e-18 of the mass lies beyond the geofence's edge.
        return 1.0 if reach > offset else 0.0
    if reach > _STRAIGHT_EDGE_SIGMAS:
        return _mass_behind_edge(offset, reach)
    return min(1.0, float(chndtr(reach**2, 2, offset**2)))


def _mass_behind_edge(offset: float, reach: float) -> float:
    """The Rice distribution as it is far from its origin, normal about sqrt(offset² + 1): 6e-8 off at worst.

    There scipy's series grows slow, and NaN in the end.
    """
    return float(ndtr(reach - hypot(offset, 1)))
