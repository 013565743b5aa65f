"""What each claimant could have chosen instead: the measure of chance.

For every claim in a district `replay` finds the doors that the claimant could have claimed, and of them the ones most
like the claimed door: as near, as good, of the same kind. Among such doors an honest rep has no reason to prefer those
that one certain colleague has just let go. What honest reps do prefer, doors that are fresh in the pool and doors that
they know, is told apart by class and learnt by `habits`. So a taste that two honest neighbours share is no evidence
against them.

Each claim is asked about at its own moment and at a few others, when somebody claimed something within days of it:
whoever just happens to claim has no reason to do so right after one certain colleague let something go. (Each is its
own control at other times: Maclure, The case-crossover design, 1991.)
"""

from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from accounts.swaps.moves import HandOn

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SmallInts = NDArray[np.int8]
MediumInts = NDArray[np.int16]

AGES_DAYS = (1 / 24, 1 / 4, 1, 3, 7, 15)
"Upper bounds of the classes of how long a door has lain in the pool; the last is open."
AGES = len(AGES_DAYS) + 1
STOCK = 2 * AGES
CLASSES = 2 * (STOCK + 1)
"By age, expired or else, and one for doors that nobody let go of late; each for doors the claimant knows, or not."
KINDS = STOCK
"Of doors that somebody let go of late: their classes, whether the claimant knows them or not."
AGES_OF_CLASSES = np.tile([*range(AGES), *range(AGES), AGES], 2)
RELEASED_CLASSES = np.tile([False] * AGES + [True] * AGES + [False], 2)
KNOWN_CLASSES = np.repeat([False, True], STOCK + 1)
MOST_ALIKE = 60
"Doors that a claimed one is compared with."
NOBODY = -1
PADDING = CLASSES


@dataclass(frozen=True, slots=True)
class Menus:
    """What there was to choose from: in each row the doors for one claim at one moment, MOST_ALIKE of them."""

    claims: Ints
    "`[menu]`: the claim it is a menu of, as a row of the choices."
    weights: Floats
    "`[menu]`: the weights of a claim's menus add up to 1."
    own: NDArray[np.bool_]
    "`[menu]`: whether it is of the moment of the claim itself."
    givers: MediumInts
    "`[menu, door]`: who let the door go of late, as a row of `reps`; NOBODY where nobody did."
    classes: SmallInts
    "`[menu, door]`; the class PADDING where there were fewer doors."


@dataclass(frozen=True, slots=True)
class Choices:
    """All claims of a district, and what each claimant could have chosen."""

    reps: tuple[UUID, ...]
    claimants: Ints
    chosen_givers: Ints
    chosen_classes: Ints
    claimed_at: Floats
    "Seconds since 1970."
    hand_ons: tuple[HandOn | None, ...]
    "For each claim: whom it was taken over from, if from one who let it go of late."
    menus: Menus


def only(choices: Choices, kept: NDArray[np.bool_]) -> Choices:
    """The claims `kept`."""
    if kept.all():
        return choices
    return replace(
        choices,
        claimants=choices.claimants[kept],
        chosen_givers=choices.chosen_givers[kept],
        chosen_classes=choices.chosen_classes[kept],
        claimed_at=choices.claimed_at[kept],
        hand_ons=tuple(hand_on for hand_on, keep in zip(choices.hand_ons, kept, strict=True) if keep),
        menus=_only(choices.menus, kept),
    )


def at_own_moments(choices: Choices) -> Choices:
    """Each claim by what there was to choose from at its own moment alone."""
    menus, own = choices.menus, choices.menus.own
    there_and_then = Menus(menus.claims[own], np.ones(own.sum()), own[own], menus.givers[own], menus.classes[own])
    return replace(choices, menus=there_and_then)


def _only(menus: Menus, kept: NDArray[np.bool_]) -> Menus:
    rows, numbers = kept[menus.claims], np.cumsum(kept) - 1
    return Menus(
        claims=numbers[menus.claims[rows]],
        weights=menus.weights[rows],
        own=menus.own[rows],
        givers=menus.givers[rows],
        classes=menus.classes[rows],
    )
