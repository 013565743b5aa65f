"""Whose regions and accounts are whose."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.world.organization import Organization, Unit
from bench.world.territories import Territory

NOBODY = -1
TEAM_WITHOUT_REGIONS, TEAM_OF_MANY_REGIONS = 0, 1
MANY_REGIONS = 300
_EVERY_OF_NOBODY, _EVERY_OF_AREA = 40, 25
_HELD_BY_A_TEAM = 750
_FOUND_ABROAD = 50
"Held by each rep of the team without regions, in places of nobody's."

Indexes = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Grounds:
    team_of_territory: Indexes
    "The team that works there, as owner or by grace of the area above it; or NOBODY."
    territory_of_account: Indexes
    team_of_account: Indexes
    rep_of_account: Indexes
    "Whose private pool it is in; NOBODY: a public one."


def share_out(
    territories: Sequence[Territory], organization: Organization, accounts: int, rng: np.random.Generator
) -> Grounds:
    team_of_territory = _teams(len(territories), len(organization.teams))
    territory_of_account = np.full(accounts, NOBODY)
    for index, territory in enumerate(territories):
        territory_of_account[territory.account_indexes] = index
    team_of_account = np.where(territory_of_account == NOBODY, NOBODY, team_of_territory[territory_of_account])
    rep_of_account = np.full(accounts, NOBODY)
    for team in range(len(organization.teams)):
        is_bare = team == TEAM_WITHOUT_REGIONS
        accessible = np.flatnonzero(team_of_account == (NOBODY if is_bare else team))
        reps = organization.reps_of_team(team)
        wanted = _FOUND_ABROAD * len(reps) if is_bare else min(_HELD_BY_A_TEAM, len(accessible) // 4)
        rep_of_account[rng.choice(accessible, size=wanted, replace=False)] = rng.choice(reps, size=wanted)
    return Grounds(team_of_territory, territory_of_account, team_of_account, rep_of_account)


def owner_of(territory_index: int, grounds: Grounds, organization: Organization) -> Unit | None:
    """The unit that owns the region: a team, now and then the area above it, or nobody."""
    team_index = grounds.team_of_territory[territory_index]
    if team_index == NOBODY:
        return None
    team: Unit = organization.teams[team_index]
    if team_index == TEAM_OF_MANY_REGIONS or territory_index % _EVERY_OF_AREA:
        return team
    return next(unit for unit in organization.units if unit.id == team.parent_id)


def _teams(territories: int, teams: int) -> Indexes:
    """Neighbouring territories to one team each; one has none, one has many, and some belong to nobody."""
    shares = np.array_split(np.arange(MANY_REGIONS, territories), teams - 2)
    team_of_territory = np.full(territories, TEAM_OF_MANY_REGIONS)
    for team, share in enumerate(shares, start=2):
        team_of_territory[share] = team
        team_of_territory[share[share % _EVERY_OF_NOBODY == 0]] = NOBODY
    return team_of_territory
