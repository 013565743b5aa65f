"""A task as plain arrays, which is what compiled code reads."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
LATE = 2**50
"An instant that can't be met any more."
EARLY = -(2**50)
"An instant that had to be met before there was time."

PRIZE, SERVICE, MUST, WINDOWS, LAST_CLOSE, FIRST_OPEN, FIRST_CLOSE = range(7)
"Columns of `Packed.nodes`. WINDOWS counts them; window w opens at FIRST_OPEN + 2 w, closes at FIRST_CLOSE + 2 w."
START, END, LEAVES, DUE, PAUSE_EARLIEST, PAUSE_LATEST, PAUSE_SECONDS, MAX_STOPS = range(8)
"Columns of `Packed.vehicles`; PAUSE_SECONDS is -1 where there is no pause."
FOR_PRIZE, FOR_TIME, FOR_TRAVEL = 0, 1, 2


class Packed(NamedTuple):
    """`durations[i, j]` from node i to j, which `reaching[j, i]` holds as well; `nodes` and `vehicles`: a row each,
    columns above; `serves[vehicle, node]` 0 or 1; `near`: for each node the customers next to it."""

    durations: Ints
    reaching: Ints
    nodes: Ints
    vehicles: Ints
    serves: Ints
    customers: Ints
    near: Ints
    kind: int
