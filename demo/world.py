"""The demo's company: a made-up sales team in the real centre of Helsinki."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ORGANIZATION = "Doorstep Oy"
ADMIN_LOGIN = "admin"
TIME_ZONE = "Europe/Helsinki"
REGIONS = Path(__file__).with_name("helsinki_regions.geojson")
"Six sales regions along Mannerheimintie, Kaivokatu, Esplanadi, Unioninkatu and the shore; owners by the unit's name."


@dataclass(frozen=True, slots=True)
class Person:
    """A member; reps have the place (longitude, latitude) where their day begins."""

    name: str
    role: str
    begins_at: tuple[float, float] | None = None

    @property
    def login(self) -> str:
        plain = self.name.lower().translate(str.maketrans("äöå", "aoa"))
        return plain.replace(" ", ".")


@dataclass(frozen=True, slots=True)
class Unit:
    name: str
    people: tuple[Person, ...]
    units: tuple["Unit", ...] = ()
    pool_policy: Mapping[str, int] = field(default_factory=dict)
    "What differs from the unit above."

    def all_units(self) -> Iterator["Unit"]:
        """This unit and all below, from the top down."""
        yield self
        for unit in self.units:
            yield from unit.all_units()

    def reps(self) -> Iterator[Person]:
        """The reps of this unit and of all below."""
        return (person for unit in self.all_units() for person in unit.people if person.role == "REP")


HELSINKI = Unit(
    "Helsinki",
    (Person("Mikko Heikkinen", "MANAGER"),),
    (
        Unit(
            "Team Kamppi",
            (
                Person("Laura Nieminen", "MANAGER"),
                Person("Aino Virtanen", "REP", (24.9383, 60.1690)),
                Person("Eero Korhonen", "REP", (24.9365, 60.1660)),
                Person("Sofia Mäkinen", "REP", (24.9415, 60.1662)),
            ),
        ),
        Unit(
            "Team Kallio",
            (
                Person("Jussi Hämäläinen", "MANAGER"),
                Person("Veikko Laine", "REP", (24.9497, 60.1783)),
                Person("Helmi Koskinen", "REP", (24.9412, 60.1712)),
                Person("Onni Järvinen", "REP", (24.9467, 60.1720)),
            ),
        ),
        Unit(
            "Team Kruununhaka",
            (
                Person("Sari Lehtonen", "MANAGER"),
                Person("Elias Salminen", "REP", (24.9522, 60.1690)),
                Person("Lilja Rantanen", "REP", (24.9450, 60.1690)),
                Person("Otso Turunen", "REP", (24.9475, 60.1660)),
            ),
        ),
    ),
    pool_policy={"capacity": 12, "dailyClaims": 10, "idleDays": 14},
)
FINLAND = Unit("Finland", (Person("Eeva Lindström", "MANAGER"), Person("Kalle Saarinen", "REVIEWER")), (HELSINKI,))
"The tree below the root, which is the organization itself: four levels, three teams, nine reps."
