"""Who was where when: the reps' visits of the last half year."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from bench.world.grounds import NOBODY, Grounds, Indexes
from bench.world.organization import Organization

VISITS = 1_000_000
DAYS = 180
_OWN_ACCOUNTS = 0.7
_FIRST_HOUR, _LAST_HOUR = 7, 16


@dataclass(frozen=True, slots=True)
class Kind:
    """How a visit was judged."""

    share: float
    presence: str
    standing: str
    refused: bool
    signal: str | None
    distance_meters: float | None

    @property
    def marks(self) -> list[str]:
        """Under which a visit stands in the logs; see visits/log.py."""
        verdict = f"{self.standing} {self.presence}"
        words = (self.presence, self.standing, verdict, self.signal, "REFUSED" if self.refused else None)
        return ["", *(word for word in words if word not in ("ON_SITE", "COUNTED", "COUNTED ON_SITE", None))]


KINDS = (
    Kind(0.858, "ON_SITE", "COUNTED", False, None, 20),
    Kind(0.06, "UNCERTAIN", "HELD", False, "VAGUE_FIX", 140),
    Kind(0.04, "OFF_SITE", "HELD", False, "OUTSIDE_GEOFENCE", 900),
    Kind(0.03, "UNLOCATED", "HELD", False, "NO_FIX", None),
    Kind(0.01, "OFF_SITE", "VOIDED", True, "OUTSIDE_GEOFENCE", 3000),
    Kind(0.002, "ON_SITE", "HELD", False, "MOCKED_FIX", 10),
)


@dataclass(frozen=True, slots=True)
class Tours:
    """Visit by visit, oldest first."""

    instants: NDArray[np.datetime64]
    "In UTC."
    rep_indexes: Indexes
    account_indexes: Indexes
    kind_indexes: Indexes

    def last_counted(self, accounts: int) -> NDArray[np.datetime64]:
        """When each account was last visited so that it counts; NaT: never."""
        last = np.full(accounts, np.datetime64("NaT"), dtype="datetime64[s]")
        counted = np.isin(self.kind_indexes, [i for i, kind in enumerate(KINDS) if kind.standing == "COUNTED"])
        last[self.account_indexes[counted]] = self.instants[counted]  # the last one written is the newest
        return last


def tour(organization: Organization, grounds: Grounds, now: datetime, rng: np.random.Generator) -> Tours:
    each = VISITS // len(organization.reps)
    visited = [_accounts_of(rep, organization, grounds, each, rng) for rep in range(len(organization.reps))]
    today = np.datetime64(now.date(), "s")
    instants = today - np.timedelta64(1, "D") * rng.integers(1, DAYS, VISITS)
    instants += rng.integers(_FIRST_HOUR * 3600, _LAST_HOUR * 3600, VISITS).astype("timedelta64[s]")
    in_time = np.argsort(instants)
    return Tours(
        instants=instants[in_time],
        rep_indexes=np.repeat(np.arange(len(visited)), each)[in_time],
        account_indexes=np.concatenate(visited)[in_time],
        kind_indexes=rng.choice(len(KINDS), size=VISITS, p=[kind.share for kind in KINDS]),
    )


def _accounts_of(
    rep: int, organization: Organization, grounds: Grounds, number: int, rng: np.random.Generator
) -> Indexes:
    own = np.flatnonzero(grounds.rep_of_account == rep)
    team = organization.team_of_rep(rep)
    pool = np.flatnonzero((grounds.team_of_account == team) & (grounds.rep_of_account == NOBODY))
    is_own = (rng.random(number) < _OWN_ACCOUNTS) | (len(pool) == 0)
    return np.where(is_own, rng.choice(own, number), rng.choice(pool if len(pool) else own, number))
