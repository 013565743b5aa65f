"""How often chance alone shows something as striking: in replays of what was to be expected."""

import numpy as np
import pytest

from accounts.swaps.chance import replayed_chance
from accounts.swaps.choices import KINDS, Floats
from accounts.swaps.rings import candidates
from accounts.swaps.tallies import ASPECTS, Tally
from core.ids import new_id

REPS = tuple(new_id() for _ in range(6))
SCATTERED = [0.08] * len(ASPECTS)
AT_MOST = 0.2


@pytest.fixture
def expected() -> Floats:
    """By kind; a third of a hand-on from each to each."""
    by_kind = np.full((KINDS, len(REPS), len(REPS)), 0.33 / KINDS)
    by_kind[:, np.arange(len(REPS)), np.arange(len(REPS))] = 0
    return by_kind


def most_striking(rng: np.random.Generator, expected: Floats) -> float:
    """What chance shows in one year."""
    drawn = rng.poisson(expected).astype(np.float64)
    found = [
        one.log_chance
        for kinds in ASPECTS.values()
        for one in candidates(Tally(REPS, drawn[kinds].sum(axis=0), expected[kinds].sum(axis=0)), scattered=0.08)
    ]
    return min(found, default=np.inf)


def chance(expected: Floats, as_striking_as: float) -> float:
    return replayed_chance(REPS, expected, scattered=SCATTERED, as_striking_as=as_striking_as, at_most=AT_MOST)


def test_what_chance_shows_in_one_year_of_five_it_shows_in_a_fifth_of_the_replays(expected: Floats) -> None:
    years = sorted(most_striking(np.random.default_rng(seed), expected) for seed in range(60))
    assert chance(expected, years[30]) > AT_MOST
    assert chance(expected, years[0]) <= AT_MOST


def test_what_no_replay_shows_is_rarer_than_all_of_them_could_tell(expected: Floats) -> None:
    assert chance(expected, -100.0) <= AT_MOST / 2


def test_what_is_expected_more_often_is_less_striking(expected: Floats) -> None:
    assert chance(expected * 3, -1.0) <= chance(expected, 1.0)
