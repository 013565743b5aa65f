"""Moves that shorten an order: two neighbouring runs change places (or-3opt), a run is turned, a short run is turned
and moved. On an asymmetric matrix a turned run is measured by sums of its ways in both directions.
"""

from routes.search.compiled.columns import Ints
from routes.search.compiled.jit import jit

_REACH = 100
"How many places apart the ends of two runs that change places may be."
_SHORT = 3
EXCHANGE, TURN, CARRY = 1, 2, 3
"Kinds of moves: of runs [x, y) and [y, z]; of [x, y]; of [x, y] to behind the place z."


@jit
def measure(durations: Ints, order: Ints, place: Ints, onward: Ints, back: Ints) -> None:
    """`place` of each stop; `onward[k]`, `back[k]`: seconds along the first k ways, as they are and turned."""
    place[order[0]] = 0
    for k in range(1, order.size):
        if k < order.size - 1:
            place[order[k]] = k
        onward[k] = onward[k - 1] + durations[order[k - 1], order[k]]
        back[k] = back[k - 1] + durations[order[k], order[k - 1]]


@jit
def best_move(
    durations: Ints, near: Ints, order: Ints, place: Ints, onward: Ints, back: Ints, i: int
) -> tuple[int, int, int, int]:
    """The best of the moves that lead from the i-th place to a nearer stop; kind 0 where none gains."""
    after = order[i + 1]
    left = durations[order[i], after]
    most, kind, x, y, z = 0, 0, 0, 0, 0
    for stop in near[order[i]]:
        saved = left - durations[order[i], stop]
        if saved <= 0:
            break
        j = place[stop]
        if j == i + 1 or j == i:
            continue
        gain, cut = _exchanged(durations, order, i, j, saved)
        if gain > most:
            most, kind = gain, EXCHANGE
            x, y, z = (i + 1, j, cut) if j > i else (j, cut + 1, i)
        turned = onward[j] - onward[i + 1] - back[j] + back[i + 1]
        gain = saved + turned + durations[stop, order[j + 1]] - durations[after, order[j + 1]]
        if j > i and gain > most:
            most, kind, x, y, z = gain, TURN, i + 1, j, 0
        gain, head = _carried(durations, order, onward, back, i, j, saved)
        if gain > most:
            most, kind, x, y, z = gain, CARRY, head, j, i
    return kind, x, y, z


@jit
def _carried(durations: Ints, order: Ints, onward: Ints, back: Ints, i: int, j: int, saved: int) -> tuple[int, int]:
    """The most that is gained by a short run that ends at the j-th stop, turned, behind the i-th place; its head."""
    most, head, after, beyond = 0, 0, order[i + 1], order[j + 1]
    for h in range(max(1, j - _SHORT + 1), j + 1):
        if i < j and h <= i + 1:
            continue
        gain = saved + durations[order[h - 1], order[h]] + durations[order[j], beyond]
        gain -= durations[order[h - 1], beyond] + durations[order[h], after]
        gain += onward[j] - onward[h] - back[j] + back[h]
        if gain > most:
            most, head = gain, h
    return most, head


@jit
def _exchanged(durations: Ints, order: Ints, i: int, j: int, saved: int) -> tuple[int, int]:
    """The most that is gained by an exchange that brings the j-th stop behind the i-th place, and its third cut."""
    after, before = order[i + 1], order[j - 1]
    known = saved + durations[before, order[j]]
    first, last = (j, min(order.size - 1, j + _REACH)) if j > i else (max(j, i - _REACH), i)
    most, cut = 0, 0
    for k in range(first, last):
        gain = known + durations[order[k], order[k + 1]]
        gain -= durations[order[k], after] + durations[before, order[k + 1]]
        if gain > most:
            most, cut = gain, k
    return most, cut


@jit
def make_move(order: Ints, kind: int, x: int, y: int, z: int) -> None:
    if kind == EXCHANGE:
        exchange(order, x, y, z)
        return
    _turn(order, x, y)
    if kind == CARRY and z > y:
        exchange(order, x, y + 1, z)
    elif kind == CARRY:
        exchange(order, z + 1, x, y)


@jit
def exchange(order: Ints, first: int, second: int, last: int) -> None:
    """The run from `first` up to before `second` and the one from there to `last` change places."""
    _turn(order, first, second - 1)
    _turn(order, second, last)
    _turn(order, first, last)


@jit
def _turn(order: Ints, first: int, last: int) -> None:
    while first < last:
        order[first], order[last] = order[last], order[first]
        first += 1
        last -= 1
