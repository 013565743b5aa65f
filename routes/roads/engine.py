"""Where OSRM's programs lie: in the folder osrm of the virtual environment, as tools/setup puts them there.

The wheel's Python module is for 3.12 and later and isn't imported; its programs run on any machine that the wheel fits.
"""

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from routes.travel_times import TravelMode

_PLACE = Path(sys.prefix, "osrm")
_PROFILES = {TravelMode.DRIVING: "car", TravelMode.CYCLING: "bicycle", TravelMode.WALKING: "foot"}


class EngineMissing(Exception):
    def __init__(self) -> None:
        super().__init__(f"The road engine isn't in {_PLACE}: run `make setup`, and see what it says of osrm-bindings.")


@dataclass(frozen=True, slots=True)
class Engine:
    version: str
    folder: Path

    def program(self, name: str) -> str:
        """Path of a program like osrm-extract."""
        return str(self.folder / "bin" / name)

    def profile(self, mode: TravelMode) -> str:
        """Path of the mode's profile: what may be used, and how fast it is."""
        return str(self.folder / "share" / "profiles" / f"{_PROFILES[mode]}.lua")


@cache
def engine() -> Engine:
    """Raises EngineMissing."""
    found = next(iter(_PLACE.glob("osrm_bindings-*.dist-info")), None)
    if found is None:
        raise EngineMissing
    return Engine(found.name.removesuffix(".dist-info").removeprefix("osrm_bindings-"), _PLACE / "osrm")
