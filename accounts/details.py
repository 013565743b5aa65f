"""What people say of an account, checked and in one spelling."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from accounts.likeness import Traits
from accounts.opening_hours import OpeningHours, checked_week
from accounts.phones import checked_phone
from accounts.tax_ids import checked_tax_id
from core import text
from core.errors import InvalidInput
from geo import Position

_LINES = {"name": "name", "address": "address", "category": "category", "external_id": "externalId"}
_NUMBERS = {
    "value": ("value", 0, 100),
    "visit_minutes": ("visitMinutes", 1, 1440),
    "geofence_meters": ("geofenceMeters", 10, 10_000),
}


@dataclass(frozen=True, slots=True)
class NewAccount:
    """The contract's AddAccountInput, with the position in WGS 84."""

    name: str
    position: Position
    address: str | None = None
    category: str | None = None
    phone: str | None = None
    tax_id: str | None = None
    value: int = 50
    visit_minutes: int = 30
    geofence_meters: int | None = None
    "None: as the visit policy says."
    opening_hours: Sequence[OpeningHours] | None = None
    external_id: str | None = None
    even_if_duplicate: bool = False


@dataclass(frozen=True, slots=True)
class AccountChanges:
    """The contract's UpdateAccountInput, with the position in WGS 84. None: stays as it is."""

    name: str | None = None
    position: Position | None = None
    address: str | None = None
    category: str | None = None
    phone: str | None = None
    tax_id: str | None = None
    value: int | None = None
    visit_minutes: int | None = None
    geofence_meters: int | None = None
    opening_hours: Sequence[OpeningHours] | None = None
    external_id: str | None = None


D = TypeVar("D", NewAccount, AccountChanges)


def checked(details: D, *, country: str | None) -> D:
    """The same, trimmed and normalised; numbers that don't say their country are of `country` (ISO 3166).

    Raises InvalidInput with the contract's name of the field.
    """
    changes: dict[str, Any] = {
        name: text.line(value, field) for name, field in _LINES.items() if (value := getattr(details, name)) is not None
    }
    if details.phone is not None:
        changes["phone"] = checked_phone(details.phone, "phone", country=country)
    if details.tax_id is not None:
        changes["tax_id"] = checked_tax_id(details.tax_id, "taxId", country=country)
    if details.opening_hours is not None:
        changes["opening_hours"] = checked_week(details.opening_hours)
    for name, (field, lowest, highest) in _NUMBERS.items():
        _check_number(getattr(details, name), field, lowest, highest)
    return replace(details, **changes)


def traits_of(account: NewAccount) -> Traits:
    return Traits(account.name, account.address, account.phone, account.tax_id, account.external_id)


def _check_number(value: int | None, field: str, lowest: int, highest: int) -> None:
    if value is not None and not lowest <= value <= highest:
        raise InvalidInput(field, f"{field} is {value}: it lies between {lowest} and {highest:,}.")
