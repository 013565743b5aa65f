"""What clients send of an account, and how it reads in the room."""

from datetime import time

import strawberry

import accounts
from api.space import PositionInput, read_position
from core.errors import InvalidInput


@strawberry.input
class OpeningHoursInput:
    weekday: int = strawberry.field(description="1 = Monday")
    opens: time
    closes: time = strawberry.field(description="not after opens: the next day; equal: all day")


@strawberry.input
class AddAccountInput:
    name: str
    position: PositionInput
    address: str | None = None
    category: str | None = None
    phone: str | None = None
    tax_id: str | None = None
    value: int | None = 50
    visit_minutes: int | None = 30
    geofence_meters: int | None = None
    opening_hours: list[OpeningHoursInput] | None = None
    external_id: str | None = None
    even_if_duplicate: bool | None = strawberry.field(
        default=False, description="Add although something very alike exists. Managers and admins only."
    )


@strawberry.input(description="Absent or null: stays as it is.")
class UpdateAccountInput:
    account_id: strawberry.ID
    name: str | None = None
    position: PositionInput | None = None
    address: str | None = None
    category: str | None = None
    phone: str | None = None
    tax_id: str | None = None
    value: int | None = None
    visit_minutes: int | None = None
    geofence_meters: int | None = None
    opening_hours: list[OpeningHoursInput] | None = None
    external_id: str | None = None


@strawberry.input
class ImportAccountsInput:
    accounts: list[AddAccountInput]


def new_account(input: AddAccountInput) -> accounts.NewAccount:
    """Raises InvalidInput for a position off the globe."""
    return accounts.NewAccount(
        name=input.name,
        position=read_position(input.position, "position"),
        address=input.address,
        category=input.category,
        phone=input.phone,
        tax_id=input.tax_id,
        value=50 if input.value is None else input.value,
        visit_minutes=30 if input.visit_minutes is None else input.visit_minutes,
        geofence_meters=input.geofence_meters,
        opening_hours=_week(input.opening_hours),
        external_id=input.external_id,
        even_if_duplicate=bool(input.even_if_duplicate),
    )


def new_account_or_refusal(input: AddAccountInput) -> accounts.NewAccount | InvalidInput:
    try:
        return new_account(input)
    except InvalidInput as refusal:
        return refusal


def account_changes(input: UpdateAccountInput) -> accounts.AccountChanges:
    """Raises InvalidInput for a position off the globe."""
    return accounts.AccountChanges(
        name=input.name,
        position=None if input.position is None else read_position(input.position, "position"),
        address=input.address,
        category=input.category,
        phone=input.phone,
        tax_id=input.tax_id,
        value=input.value,
        visit_minutes=input.visit_minutes,
        geofence_meters=input.geofence_meters,
        opening_hours=_week(input.opening_hours),
        external_id=input.external_id,
    )


def _week(hours: list[OpeningHoursInput] | None) -> list[accounts.OpeningHours] | None:
    if hours is None:
        return None
    return [accounts.OpeningHours(entry.weekday, entry.opens, entry.closes) for entry in hours]
