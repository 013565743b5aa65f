"""Businesses out of an OpenStreetMap extract: which things are taken, where they stand, what is said of them."""

from pathlib import Path

import osmium
import pytest
from osmium.osm.mutable import Node, Way

from accounts.readers import AccountRow, read_accounts
from accounts.readers.osm_hours import weekly_hours
from core.errors import InvalidInput

CORNERS = [(24.9400, 60.1700), (24.9410, 60.1700), (24.9410, 60.1704), (24.9400, 60.1704)]


@pytest.fixture
def extract(tmp_path: Path) -> "Extract":
    return Extract(tmp_path / "town.osm.pbf")


class Extract:
    """A little map: its nodes and one-building ways, in the order OpenStreetMap files keep."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._nodes = [Node(id=number, location=corner) for number, corner in enumerate(CORNERS, start=1)]
        self._ways: list[Way] = []

    def node(self, longitude: float = 24.9, latitude: float = 60.1, **tags: str) -> None:
        self._nodes.append(Node(id=100 + len(self._nodes), location=(longitude, latitude), tags=_tags(tags)))

    def building(self, **tags: str) -> None:
        self._ways.append(Way(id=900 + len(self._ways), nodes=[1, 2, 3, 4, 1], tags=_tags(tags)))

    def rows(self) -> list[AccountRow]:
        with osmium.SimpleWriter(str(self.path)) as writer:
            for node in self._nodes:
                writer.add_node(node)
            for way in self._ways:
                writer.add_way(way)
        rows = list(read_accounts(self.path))
        assert all(isinstance(row, AccountRow) for row in rows), rows
        return [row for row in rows if isinstance(row, AccountRow)]


def _tags(tags: dict[str, str]) -> dict[str, str]:
    return {key.replace("__", ":"): value for key, value in tags.items()}


def test_a_business_is_told_as_a_person_would(extract: Extract) -> None:
    extract.node(
        24.95, 60.18, name="Leipomo", shop="bakery", addr__street="Unioninkatu", addr__housenumber="7",
        addr__postcode="00130", addr__city="Helsinki", phone="+358 9 6121 470;2", opening_hours="Mo-Fr 07:00-15:00",
    )  # fmt: skip
    [row] = extract.rows()
    assert (row.name, row.category, row.longitude, row.latitude) == ("Leipomo", "bakery", 24.95, 60.18)
    assert (row.address, row.phone) == ("Unioninkatu 7, 00130 Helsinki", "+35896121470")
    assert (row.external_id, row.value, len(row.opening_hours or ())) == ("osm:node/104", 65, 5)


def test_the_nameless_and_what_is_no_business_stay_on_the_map(extract: Extract) -> None:
    extract.node(shop="bakery")
    extract.node(name="Café car park", amenity="parking")
    extract.node(name="Empty", shop="vacant")
    extract.node(name="A statue", tourism="artwork")
    extract.node(name="Pub", amenity="pub")
    assert [row.name for row in extract.rows()] == ["Pub"]


def test_a_building_stands_at_its_middle(extract: Extract) -> None:
    extract.building(name="Hotelli", tourism="hotel")
    [row] = extract.rows()
    assert row.longitude == pytest.approx(24.9405)
    assert row.latitude == pytest.approx(60.1702)
    assert row.external_id == "osm:way/900"


def test_one_business_drawn_as_a_node_and_a_building_is_taken_once_at_its_door(extract: Extract) -> None:
    extract.node(24.9410, 60.1701, name="Hotelli", tourism="hotel")
    extract.building(name="HOTELLI", tourism="hotel")
    [row] = extract.rows()
    assert row.external_id == "osm:node/104"


def test_branches_apart_and_neighbours_of_other_kinds_are_taken_each(extract: Extract) -> None:
    extract.node(24.9500, 60.1701, name="Hotelli", tourism="hotel")
    extract.node(24.9405, 60.1702, name="Hotelli", amenity="restaurant")
    extract.building(name="Hotelli", tourism="hotel")
    assert len(extract.rows()) == 3


def test_a_damaged_extract_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "town.osm.pbf"
    path.write_bytes(b"no map at all")
    with pytest.raises(InvalidInput, match="can't be read as an OpenStreetMap extract"):
        list(read_accounts(path))


def test_a_column_mapping_makes_no_sense_for_a_map(tmp_path: Path) -> None:
    (tmp_path / "town.osm.pbf").write_bytes(b"")
    with pytest.raises(InvalidInput, match="leave the column mapping away"):
        read_accounts(tmp_path / "town.osm.pbf", {"name": "brand"})


def week(expression: str) -> list[str]:
    return [f"{entry.weekday} {entry.opens:%H:%M}-{entry.closes:%H:%M}" for entry in weekly_hours(expression)]


def test_opening_hours_become_a_week() -> None:
    assert week("Mo,Sa 10:00-12:00,13:00-18:00; Sa 10:00-15:00; PH off") == [
        "1 10:00-12:00",
        "1 13:00-18:00",
        "6 10:00-15:00",
    ]
    assert week("Su 22:00-04:00; Dec 24-26 off") == ["7 22:00-04:00"]
    assert week("24/7") == [f"{day} 00:00-00:00" for day in range(1, 8)]
    assert week("Fr 18:00-24:00; Sa 00:00-24:00; Su 00:00-02:00") == ["5 18:00-00:00", "6 00:00-00:00", "7 00:00-02:00"]


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("9am-5pm", "notation"),
        ("sunrise-sunset", "sun"),
        ("Jun-Aug 10:00-20:00", "changes over the year"),
        ("week 01-53/2 Mo 10:00-12:00", "changes over the year"),
        ('Mo-Fr 10:00-12:00 unknown "call first"', "certain"),
        ("off", "never open"),
    ],
)
def test_hours_that_no_week_can_tell_are_refused_with_the_reason(expression: str, why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        weekly_hours(expression)
