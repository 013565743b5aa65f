"""Who works here: a root, divisions, areas and teams; a manager for each, ten reps in each team."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from core.ids import new_id

_DIVISIONS, _AREAS_EACH, _TEAMS_EACH, _REPS_EACH = 4, 5, 10, 10


@dataclass(frozen=True, slots=True)
class Unit:
    id: UUID
    parent_id: UUID | None
    name: str
    path: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Person:
    id: UUID
    session_id: UUID
    "A live session, for `people.enter`."
    unit: Unit
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Organization:
    units: list[Unit]
    "From the root down; the teams last."
    teams: list[Unit]
    leaders: dict[UUID, Person]
    "The manager of each unit."
    reps: list[Person]
    "Team by team."

    @property
    def people(self) -> Iterator[Person]:
        yield from self.leaders.values()
        yield from self.reps

    def team_of_rep(self, rep_index: int) -> int:
        return rep_index // _REPS_EACH

    def reps_of_team(self, team_index: int) -> range:
        return range(team_index * _REPS_EACH, (team_index + 1) * _REPS_EACH)


def found() -> Organization:
    root = _unit(None, "Everywhere")
    divisions = [_unit(root, f"Division {number}") for number in range(1, _DIVISIONS + 1)]
    areas = _split(divisions, "Area", _AREAS_EACH)
    teams = _split(areas, "Team", _TEAMS_EACH)
    units = [root, *divisions, *areas, *teams]
    return Organization(
        units=units,
        teams=teams,
        leaders={unit.id: _person(unit, f"Head of {unit.name}", "MANAGER") for unit in units},
        reps=[_person(team, f"Rep {number} of {team.name}", "REP") for team in teams for number in range(_REPS_EACH)],
    )


def _split(parents: list[Unit], name: str, number_each: int) -> list[Unit]:
    numbers = iter(range(1, len(parents) * number_each + 1))
    return [_unit(parent, f"{name} {next(numbers)}") for parent in parents for _ in range(number_each)]


def _unit(parent: Unit | None, name: str) -> Unit:
    id = new_id()
    if parent is None:
        return Unit(id, None, name, (id,))
    return Unit(id, parent.id, name, (*parent.path, id))


def _person(unit: Unit, name: str, role: str) -> Person:
    return Person(new_id(), new_id(), unit, name, role)
