"""Who may change a region: an admin at or above the unit that owns it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from core.errors import NotAllowed
from people import Actor, require_admin_over, units_by_id
from regions.periods import owner_of, owners_in_sight


def require_admin_of_unit(session: Session, actor: Actor, unit_id: UUID) -> None:
    """Raises NotFound for a unit out of sight, NotAllowed for all but admins."""
    unit = units_by_id(session, actor, [unit_id]).get(unit_id)
    require_admin_over(actor, None if unit is None else unit.path)


def require_admin_of(session: Session, actor: Actor, region_id: UUID, now: datetime) -> None:
    """`require_admin_of_owners` of the region's owner now."""
    owner_id = owner_of(session, region_id, now)
    require_admin_of_owners(actor, [owner_id], in_sight=owners_in_sight(session, actor, [owner_id]))


def require_admin_around(session: Session, actor: Actor, around: Sequence[UUID], now: datetime) -> None:
    """Raises NotAllowed where a boundary lies in a region of others, from whom it would take its place.

    `around`: the regions in which it lies, the smallest first; the smallest owns the place.
    """
    if not around:
        return
    try:
        require_admin_of(session, actor, around[0], now)
    except NotAllowed:
        message = "The boundary lies inside a region beyond your own, and would take the place from its owner."
        raise NotAllowed(message) from None


def require_admin_of_owners(actor: Actor, owner_ids: Iterable[UUID | None], *, in_sight: Collection[UUID]) -> None:
    """Raises NotAllowed for all but admins at or above each of the owners; of what nobody owns (None), at the root.

    `in_sight`: those of the owners that lie at or below the actor's unit.
    """
    if not actor.is_admin:
        raise NotAllowed("Only an admin may change regions, their owners and the exceptions from them.")
    for owner_id in owner_ids:
        if owner_id is None and not actor.at_root:
            raise NotAllowed("Nobody owns this region: only an admin at the root may change that.")
        if owner_id is not None and owner_id not in in_sight:
            raise NotAllowed("This region belongs to a unit beyond your own: only an admin above both may change it.")
