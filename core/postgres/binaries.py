"""Which PostgreSQL on this machine has PostGIS, as Debian and Ubuntu lay their versions out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST_VERSION = 14
_USR = Path("/usr")


@dataclass(frozen=True, slots=True)
class Binaries:
    """The programs of one major version."""

    version: int
    folder: Path

    def __getitem__(self, program: str) -> str:
        return str(self.folder / program)


def newest(usr: Path = _USR) -> Binaries | None:
    """The newest version that has PostGIS, or None where no version has."""
    return max(_with_postgis(usr), key=lambda found: found.version, default=None)


def installed(version: int) -> Binaries | None:
    """The given major version, or None where it isn't installed with PostGIS."""
    return next((found for found in _with_postgis(_USR) if found.version == version), None)


def _with_postgis(usr: Path) -> Iterator[Binaries]:
    for initdb in usr.glob("lib/postgresql/*/bin/initdb"):
        version = initdb.parts[-3]
        control = usr / "share/postgresql" / version / "extension/postgis.control"
        if version.isdecimal() and int(version) >= OLDEST_VERSION and control.exists():
            yield Binaries(version=int(version), folder=initdb.parent)
