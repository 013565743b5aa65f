"""What each claimant could have chosen instead: the measure of chance.

For every claim in a district `replay` finds the doors that the claimant could have claimed at that instant, and of
them the ones most like the claimed door: as near, as good, of the same kind. Among such doors an honest rep has no
reason to prefer those that one certain colleague has just let go. What honest reps do prefer, doors that are fresh
in the pool and doors that they know, is told apart by class and learnt by `habits`. So a taste that two honest
neighbours share is no evidence against them.
"""

from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from accounts.swaps.moves import HandOn

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SmallInts = NDArray[np.int8]

AGES_DAYS = (1 / 24, 1 / 4, 1, 3, 7, 15)
"Upper bounds of the classes of how long a door has lain in the pool; the last is open."
AGES = len(AGES_DAYS) + 1
STOCK = 2 * AGES
CLASSES = 2 * (STOCK + 1)
"By age, expired or else, and one for doors that nobody let go of late; each for doors the claimant knows, or not."
AGES_OF_CLASSES = np.tile([*range(AGES), *range(AGES), AGES], 2)
RELEASED_CLASSES = np.tile([False] * AGES + [True] * AGES + [False], 2)
KNOWN_CLASSES = np.repeat([False, True], STOCK + 1)
MOST_ALIKE = 60
"Doors that a claimed one is compared with."
NOBODY = -1
PADDING = CLASSES


@dataclass(frozen=True, slots=True)
class Choices:
    """All claims of a district, each with the doors it could have been, in rows of MOST_ALIKE."""

    reps: tuple[UUID, ...]
    claimants: Ints
    givers: Ints
    "`[claim, door]`: who let the door go of late, as a row of `reps`; NOBODY where nobody did."
    classes: SmallInts
    "`[claim, door]`; the class PADDING where there were fewer doors."
    chosen_givers: Ints
    chosen_classes: Ints
    claimed_at: Floats
    "Seconds since 1970."
    hand_ons: tuple[HandOn | None, ...]
    "For each claim: whom it was taken over from, if from one who let it go of late."


def only(choices: Choices, kept: NDArray[np.bool_]) -> Choices:
    """The claims `kept`."""
    return replace(
        choices,
        claimants=choices.claimants[kept],
        givers=choices.givers[kept],
        classes=choices.classes[kept],
        chosen_givers=choices.chosen_givers[kept],
        chosen_classes=choices.chosen_classes[kept],
        claimed_at=choices.claimed_at[kept],
        hand_ons=tuple(hand_on for hand_on, keep in zip(choices.hand_ons, kept, strict=True) if keep),
    )
