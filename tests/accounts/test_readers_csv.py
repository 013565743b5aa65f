"""Tables of customers: what spreadsheets really save, and what is said of each row that can't be taken."""

import csv
from pathlib import Path

import pytest

from accounts.readers import AccountRow, RejectedRow, read_accounts, write_rejects
from core.errors import InvalidInput


def file_of(folder: Path, content: str | bytes, name: str = "customers.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def taken(path: Path, columns: dict[str, str] | None = None) -> list[AccountRow]:
    rows = list(read_accounts(path, columns))
    assert all(isinstance(row, AccountRow) for row in rows), rows
    return [row for row in rows if isinstance(row, AccountRow)]


def rejected(path: Path) -> list[RejectedRow]:
    return [row for row in read_accounts(path) if isinstance(row, RejectedRow)]


def test_every_field_of_an_account_is_read(tmp_path: Path) -> None:
    header = "name,lon,lat,address,category,phone,Tax ID,value,visit_minutes,geofenceMeters,opening hours,externalId"
    line = 'Kahvila,24.94,60.17,"Aleksi 1, Helsinki",cafe,+358 9 123,FI123,80,20,75,Mo 09:00-17:00,ERP-7'
    [row] = taken(file_of(tmp_path, f"{header}\n{line}\n"))
    assert (row.name, row.longitude, row.latitude) == ("Kahvila", 24.94, 60.17)
    assert (row.address, row.category, row.phone) == ("Aleksi 1, Helsinki", "cafe", "+358 9 123")
    assert (row.tax_id, row.value, row.visit_minutes, row.geofence_meters) == ("FI123", 80, 20, 75)
    assert row.external_id == "ERP-7"
    assert row.opening_hours is not None
    assert [(entry.weekday, entry.opens.hour, entry.closes.hour) for entry in row.opening_hours] == [(1, 9, 17)]


def test_blank_cells_and_blank_lines_mean_the_defaults_and_nothing(tmp_path: Path) -> None:
    [row] = taken(file_of(tmp_path, "\nname,lon,lat,value,phone\n\nA,24,60,, \n , ,,,\n"))
    assert (row.value, row.visit_minutes, row.geofence_meters, row.phone) == (50, 30, None, None)
    assert row.source.place == "line 4"


def test_columns_are_mapped_by_the_caller(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Customer,X,Y,name\nKahvila,24.94,60.17,ignored\n")
    [row] = taken(path, {"name": "Customer", "longitude": "X", "latitude": "Y"})
    assert (row.name, row.longitude) == ("Kahvila", 24.94)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = "name,lat,lon\nMäkelä Öljy Åbo,60.17,24.94\n".replace(",", delimiter)
    [row] = taken(file_of(tmp_path, text.encode(encoding)))
    assert (row.name, row.latitude, row.longitude) == ("Mäkelä Öljy Åbo", 60.17, 24.94)


def test_a_decimal_comma_is_a_decimal_point(tmp_path: Path) -> None:
    [row] = taken(file_of(tmp_path, "name;lat;lon\nA;60,1712;24,9414\n"))
    assert (row.latitude, row.longitude) == (60.1712, 24.9414)


def test_opening_hours_that_no_week_can_tell_are_left_out_with_a_remark(tmp_path: Path) -> None:
    [row] = taken(file_of(tmp_path, "name,lon,lat,openingHours\nA,24,60,9am to 5pm\n"))
    assert row.opening_hours is None
    assert "9am to 5pm" in row.remarks[0]


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        (",24,60,1", "name", "empty"),
        ("A,,60,1", "longitude", "empty"),
        ("A,24,north,1", "latitude", "“north” is no number"),
        ("A,60,181,1", "latitude", "swapped"),
        ("A,nan,60,1", "longitude", "outside"),
        ("A,0,0,1", "position", "geocoders"),
        ("A,24,60,101", "value", "outside 0 to 100"),
        ("A,24,60,much", "value", "“much” is no whole number"),
        ("A\x07,24,60,1", "name", "U+0007"),
        ("A,24,60,1,2", None, "5 cells under 4 columns"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_spoils_no_other(
    tmp_path: Path, line: str, field: str | None, reason: str
) -> None:
    rows = list(read_accounts(file_of(tmp_path, f"name,lon,lat,value\n{line}\nB,24,60,1\n")))
    assert isinstance(rows[0], RejectedRow)
    assert (rows[0].source.place, rows[0].field) == ("line 2", field)
    assert reason in rows[0].reason
    assert isinstance(rows[1], AccountRow)


def test_a_record_with_line_breaks_is_placed_where_it_begins(tmp_path: Path) -> None:
    [row] = rejected(file_of(tmp_path, 'name,lon,lat\r\n"Two\r\nlines",24,60\r\n'))
    assert row.source.place == "line 2"
    [row] = rejected(file_of(tmp_path, 'name,lon,lat,memo\r\nA,24,60,"x\r\ny"\r\nB,24,91,z\r\n'))
    assert row.source.place == "line 4"


def test_rejected_rows_are_written_beside_and_can_be_imported_once_mended(tmp_path: Path) -> None:
    path = file_of(tmp_path, "Customer;lon;lat\nMäkelä;24,94;600,17\n")
    refused = [row for row in read_accounts(path, {"name": "Customer"}) if isinstance(row, RejectedRow)]
    beside = write_rejects(path, refused)
    assert beside == tmp_path / "customers.csv.rejected.csv"
    with beside.open(encoding="utf-8-sig", newline="") as file:
        [values] = csv.DictReader(file)
    assert (values["Customer"], values["rejected_at"]) == ("Mäkelä", "line 2")
    assert "600,17" in values["rejected_because"]

    beside.write_text(beside.read_text(encoding="utf-8-sig").replace('"600,17"', '"60,17"'), encoding="utf-8-sig")
    [mended] = taken(beside, {"name": "Customer"})
    assert mended.latitude == 60.17


@pytest.mark.parametrize(
    ("content", "columns", "field"),
    [
        ("", {}, "file"),
        ("\n\n", {}, "file"),
        (b"PK\x03\x04\x00\x00name,lon,lat", {}, "file"),
        (b"name,lon,lat\n\x81,24,60\n", {}, "file"),
        ('name,lon,lat\n"A,24,60\n', {}, "file"),
        ("name,lat\nA,60\n", {}, "columns.longitude"),
        ("name,lon,lng,lat\nA,24,24,60\n", {}, "columns.longitude"),
        ("name,lon,lat\nA,24,60\n", {"name": "Customer"}, "columns.name"),
        ("name,lon,lat,x,x\nA,24,60,1,2\n", {"phone": "x"}, "columns.phone"),
        ("name,lon,lat\nA,24,60\n", {"colour": "name"}, "columns.colour"),
    ],
)
def test_a_file_or_mapping_that_does_not_fit_is_refused_as_a_whole(
    tmp_path: Path, content: str | bytes, columns: dict[str, str], field: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        list(read_accounts(file_of(tmp_path, content), columns))
    assert refusal.value.field == field


def test_a_file_of_no_known_kind_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no known kind"):
        read_accounts(file_of(tmp_path, "x", "customers.xlsx"))
    with pytest.raises(InvalidInput, match="There is no file"):
        read_accounts(tmp_path / "none.csv")
