"""Which column holds which field."""

from collections.abc import Iterable, Mapping, Sequence

from core.errors import InvalidInput

FIELDS = (
    "name",
    "longitude",
    "latitude",
    "address",
    "category",
    "phone",
    "taxId",
    "value",
    "visitMinutes",
    "geofenceMeters",
    "openingHours",
    "externalId",
)
_SHORT_NAMES = {"longitude": ("lon", "lng", "long"), "latitude": ("lat",)}


def columns_of_fields(
    header: Sequence[str], mapping: Mapping[str, str], *, required: Iterable[str], what: str = "column"
) -> dict[str, str]:
    """The column of each field that the file has: as mapped, else by the field's own name, whatever its spelling.

    Raises InvalidInput on `columns.FIELD` for an unknown field, a column that the file lacks or has twice, and a
    required field without a column.
    """
    wanted = {_field_named(name): column for name, column in mapping.items()}
    found = {field: _mapped(field, wanted[field], header, what) for field in wanted}
    for field in FIELDS:
        column = None if field in wanted else _column_like(field, header, what)
        if column is not None:
            found[field] = column
    for field in required:
        if field not in found:
            raise InvalidInput(
                f"columns.{field}",
                f"No {what} for {field}: name it with --column {field}=…; the file has {_listed(header)}.",
            )
    return found


def _field_named(name: str) -> str:
    field = next((field for field in FIELDS if _plain(field) == _plain(name)), None)
    if field is None:
        raise InvalidInput(f"columns.{name}", f"An account has no field {name}: use one of {', '.join(FIELDS)}.")
    return field


def _mapped(field: str, column: str, header: Sequence[str], what: str) -> str:
    if header.count(column) != 1:
        times = "no" if column not in header else f"{header.count(column)} times a"
        raise InvalidInput(f"columns.{field}", f"There is {times} {what} “{column}”; the file has {_listed(header)}.")
    return column


def _column_like(field: str, header: Sequence[str], what: str) -> str | None:
    names = {_plain(field), *_SHORT_NAMES.get(field, ())}
    alike = [column for column in header if _plain(column) in names]
    if len(alike) > 1:
        raise InvalidInput(
            f"columns.{field}",
            f"More than one {what} may be {field}: choose with --column {field}=…: {_listed(alike)}.",
        )
    return alike[0] if alike else None


def _plain(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f"“{column}”" for column in columns) or "none"
