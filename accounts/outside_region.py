"""The refusal for a place of others: it names the region and its owning unit, and nothing else."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from core.errors import DomainError
from regions import region_brief


class OutsideYourRegion(DomainError):
    """The place belongs to others, or to nobody: `region_id` is then None."""

    def __init__(self, region_id: UUID | None, region_name: str | None, owner_unit_name: str | None) -> None:
        super().__init__(_message(region_name, owner_unit_name))
        self.region_id = region_id
        self.owner_unit_name = owner_unit_name


def outside_your_region(session: Session, region_id: UUID | None, now: datetime) -> OutsideYourRegion:
    """The refusal for a place in the region `region_id` (None: in none), to be raised by the caller, a writer."""
    if region_id is None:
        return OutsideYourRegion(None, None, None)
    region = region_brief(session, region_id, at=now)
    return OutsideYourRegion(region_id, region.name, region.owner_unit_name)


def _message(region_name: str | None, owner_unit_name: str | None) -> str:
    if region_name is None:
        return "This place lies in no region: only admins and managers at the root handle what lies there."
    if owner_unit_name is None:
        return f"This place lies in the region {region_name}, which nobody owns yet."
    return f"This place lies in the region {region_name}, which belongs to {owner_unit_name}."
