"""From cells of text to an account row."""

from collections.abc import Mapping

from accounts.opening_hours import OpeningHours
from accounts.readers.osm_hours import weekly_hours
from accounts.readers.row import AccountRow, RejectedRow, Source
from core.errors import InvalidInput
from core.text import line


def row_from_cells(source: Source, cells: Mapping[str, str]) -> AccountRow | RejectedRow:
    """The row that the cells, by field, describe; blank cells mean the contract's defaults.

    Opening hours are OpenStreetMap's notation (`Mo-Fr 09:00-17:00; Sa 10:00-14:00`); what can't be told as a week
    is left out with a remark, for a lead is worth having without its hours.
    """
    try:
        longitude, latitude = _position(cells)
        opening_hours, remarks = _opening_hours(cells)
        return AccountRow(
            source=source,
            name=line(cells.get("name", ""), "name"),
            longitude=longitude,
            latitude=latitude,
            address=_text(cells, "address"),
            category=_text(cells, "category"),
            phone=_text(cells, "phone"),
            tax_id=_text(cells, "taxId"),
            value=_given(_whole(cells, "value", most=100), 50),
            visit_minutes=_given(_whole(cells, "visitMinutes", least=1), 30),
            geofence_meters=_whole(cells, "geofenceMeters", least=1),
            opening_hours=opening_hours,
            external_id=_text(cells, "externalId"),
            remarks=remarks,
        )
    except InvalidInput as refusal:
        return RejectedRow(source, refusal.field, refusal.message)


def _position(cells: Mapping[str, str]) -> tuple[float, float]:
    longitude, latitude = _degrees(cells, "longitude", 180), _degrees(cells, "latitude", 90)
    if longitude == 0 and latitude == 0:
        raise InvalidInput("position", "0, 0 is what geocoders write for “not found”: look the place up.")
    return longitude, latitude


def _degrees(cells: Mapping[str, str], field: str, most: int) -> float:
    text = cells.get(field, "").strip()
    if not text:
        raise InvalidInput(field, f"{field} is empty: give degrees in WGS 84, like 24.941.")
    try:
        degrees = float(text.replace(",", ".") if "." not in text else text)
    except ValueError:
        raise InvalidInput(field, f"{field} “{text}” is no number: give degrees in WGS 84, like 24.941.") from None
    if not -most <= degrees <= most:
        raise InvalidInput(
            field,
            f"{field} {text} lies outside -{most} to {most}: is it swapped with the other one, or not in degrees?",
        )
    return degrees


def _opening_hours(cells: Mapping[str, str]) -> tuple[tuple[OpeningHours, ...] | None, tuple[str, ...]]:
    expression = cells.get("openingHours", "").strip()
    if not expression:
        return None, ()
    try:
        return weekly_hours(expression), ()
    except InvalidInput as refusal:
        return None, (refusal.message,)


def _text(cells: Mapping[str, str], field: str) -> str | None:
    text = cells.get(field, "")
    return line(text, field) if text.strip() else None


def _whole(cells: Mapping[str, str], field: str, *, least: int = 0, most: int = 100_000) -> int | None:
    text = cells.get(field, "").strip()
    if not text:
        return None
    try:
        number = int(text)
    except ValueError:
        raise InvalidInput(field, f"{field} “{text}” is no whole number.") from None
    if not least <= number <= most:
        raise InvalidInput(field, f"{field} {number} lies outside {least} to {most}.")
    return number


def _given(number: int | None, default: int) -> int:
    return default if number is None else number
