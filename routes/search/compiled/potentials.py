"""Prices of leaving and of reaching each place, under which the cheapest ways out and in cost nothing."""

import numpy as np

from routes.search.compiled.columns import Ints
from routes.search.compiled.jit import jit, jit_with_arrays

_NEVER = 2**60


@jit_with_arrays
def potentials(costs: Ints) -> tuple[Ints, Ints]:
    """The dual solution of the assignment problem (Kuhn 1955; Jonker & Volgenant 1987), O(n^3): `leave[i]`, `reach[j]`
    with `costs[i, j] - leave[i] - reach[j]` nowhere below zero, and zero on a cheapest assignment.

    What each tour costs drops by the same sum, so that tours compare as before.
    """
    n = costs.shape[0]
    leave, reach, match = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.int64), np.zeros(n + 1, np.int64)
    way, least, used = np.zeros(n + 1, np.int64), np.empty(n + 1, np.int64), np.empty(n + 1, np.int64)
    for row in range(1, n + 1):
        match[0] = row
        least[:] = _NEVER
        used[:] = 0
        column = 0
        while match[column] != 0:
            used[column] = 1
            following = _next_column(costs, leave, reach, match[column], column, way, least, used)
            delta = least[following]
            for j in range(n + 1):
                if used[j] == 1:
                    leave[match[j]] += delta
                    reach[j] -= delta
                else:
                    least[j] -= delta
            column = following
        while column != 0:
            match[column] = match[way[column]]
            column = way[column]
    return leave[1:], reach[1:]


@jit
def _next_column(
    costs: Ints, leave: Ints, reach: Ints, row: int, column: int, way: Ints, least: Ints, used: Ints
) -> int:
    """The free column that can be had for the least, now that `row` can be left too."""
    following = 0
    for j in range(1, least.size):
        if used[j] == 1:
            continue
        reduced = costs[row - 1, j - 1] - leave[row] - reach[j]
        if reduced < least[j]:
            least[j] = reduced
            way[j] = column
        if following == 0 or least[j] < least[following]:
            following = j
    return following
