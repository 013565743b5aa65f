"""Who asks, and where: a rep where accounts are dense or sparse, with none or many regions, and managers."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from uuid import UUID

import numpy as np
import psycopg2.extensions
from sqlalchemy import text
from sqlalchemy.orm import Session

from bench.world.copying import copy
from bench.world.grounds import (
    MANY_REGIONS,
    NOBODY,
    TEAM_OF_MANY_REGIONS,
    TEAM_WITHOUT_REGIONS,
    owner_of,
)
from bench.world.load_accounts import Landscape
from bench.world.load_regions import square_meters
from bench.world.organization import Person, Unit
from bench.world.territories import Territory

_TABLE = "bench_viewer"


@dataclass(frozen=True, slots=True)
class Viewer:
    name: str
    session_id: UUID
    longitude: float
    latitude: float
    account_id: UUID
    "In the own private pool or that of somebody below."
    pool_account_id: UUID
    "Near the place; in a public pool of the viewer's where the place is the viewer's."
    unit_id: UUID
    member_id: UUID
    "The viewer, or for a manager a rep below."
    region_id: UUID


_COLUMNS = [field.name for field in fields(Viewer)]


def viewers(session: Session) -> dict[str, Viewer]:
    """By name. To be called as the tables' owner."""
    rows = session.execute(text(f"SELECT {', '.join(_COLUMNS)} FROM {_TABLE}"))
    return {row.name: Viewer(*row) for row in rows}


def store_viewers(
    cursor: psycopg2.extensions.cursor, land: Landscape, territories: Sequence[Territory], account_ids: Sequence[UUID]
) -> None:
    chosen = _Casting(land, territories, account_ids).all()
    cursor.execute(
        f"CREATE TABLE {_TABLE} (name text, session_id uuid, longitude float8, latitude float8, account_id uuid,"
        " pool_account_id uuid, unit_id uuid, member_id uuid, region_id uuid)"
    )
    copy(cursor, _TABLE, _COLUMNS, [astuple(viewer) for viewer in chosen], total=len(chosen))


@dataclass(frozen=True, slots=True)
class _Casting:
    land: Landscape
    territories: Sequence[Territory]
    account_ids: Sequence[UUID]

    def all(self) -> list[Viewer]:
        by_density = self._by_density()
        dense, sparse = by_density[-1], by_density[0]
        dense_rep, sparse_rep = self._rep_in(dense), self._rep_in(sparse)
        reps_of_team = self.land.organization.reps_of_team
        team = self.land.organization.reps[dense_rep].unit
        return [
            self._rep("rep, dense", dense_rep, dense),
            self._rep("rep, sparse", sparse_rep, sparse),
            self._rep("rep, nothing near", sparse_rep, dense),
            self._rep("rep, no region", reps_of_team(TEAM_WITHOUT_REGIONS)[0], dense),
            self._rep("rep, 300 regions", reps_of_team(TEAM_OF_MANY_REGIONS)[0], MANY_REGIONS // 2),
            self._leader("head of team", team, dense_rep, dense),
            self._leader("head of area", self._parent(team), dense_rep, dense),
            self._leader("head of all", self.land.organization.units[0], dense_rep, dense),
            self._leader("head of all, sparse", self.land.organization.units[0], sparse_rep, sparse),
        ]

    def _by_density(self) -> list[int]:
        """Territories that ordinary teams own themselves, by how densely their accounts lie."""
        teams = self.land.grounds.team_of_territory
        worked: list[int] = np.flatnonzero(teams > TEAM_OF_MANY_REGIONS).tolist()
        ordinary = [index for index in worked if self._is_the_teams(index)]
        densities = [len(self.territories[i].account_indexes) / square_meters(self.territories[i]) for i in ordinary]
        return [ordinary[place] for place in np.argsort(densities)]

    def _is_the_teams(self, territory_index: int) -> bool:
        owner = owner_of(territory_index, self.land.grounds, self.land.organization)
        return owner is not None and owner in self.land.organization.teams

    def _rep_in(self, territory_index: int) -> int:
        return self.land.organization.reps_of_team(self.land.grounds.team_of_territory[territory_index])[0]

    def _parent(self, unit: Unit) -> Unit:
        return next(parent for parent in self.land.organization.units if parent.id == unit.parent_id)

    def _rep(self, name: str, rep_index: int, territory_index: int) -> Viewer:
        return self._viewer(name, self.land.organization.reps[rep_index], rep_index, territory_index)

    def _leader(self, name: str, unit: Unit, rep_index: int, territory_index: int) -> Viewer:
        return self._viewer(name, self.land.organization.leaders[unit.id], rep_index, territory_index)

    def _viewer(self, name: str, person: Person, rep_index: int, territory_index: int) -> Viewer:
        land, inside = self.land, self.territories[territory_index].account_indexes
        public = inside[land.grounds.rep_of_account[inside] == NOBODY]
        place = public[len(public) // 2]
        own = np.flatnonzero(land.grounds.rep_of_account == rep_index)[0]
        return Viewer(
            name=name,
            session_id=person.session_id,
            longitude=float(land.places.longitudes[place]),
            latitude=float(land.places.latitudes[place]),
            account_id=self.account_ids[own],
            pool_account_id=self.account_ids[place],
            unit_id=person.unit.id,
            member_id=land.organization.reps[rep_index].id,
            region_id=land.region_ids[territory_index],
        )
