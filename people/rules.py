"""Who may do what in the org tree: pure questions, answered from facts that were gathered."""

from collections.abc import Sequence
from uuid import UUID
from zoneinfo import available_timezones

from core.errors import InvalidInput, NotAllowed, NotFound
from people.actor import Actor


def require_admin_over(actor: Actor, unit_path: Sequence[UUID] | None) -> None:
    """Raises NotFound where the unit, given by its path, is out of the actor's sight, NotAllowed for all but admins."""
    if unit_path is None or actor.unit_id not in unit_path:
        raise NotFound("unit")
    if not actor.is_admin:
        raise NotAllowed("Only an admin may do this, at and below the own unit.")


def require_time_zone(name: str, field: str) -> None:
    """Raises InvalidInput for a name that isn't in the IANA time zone database."""
    if name not in available_timezones():
        raise InvalidInput(field, f"{field} is no IANA time zone name such as Europe/Helsinki.")
