"""The shortest order of all stops where no window binds: iterated local search on an asymmetric matrix.

The moves are tried only around stops whose ways have changed; then a double bridge disturbs the order somewhere, and
is kept under a falling temperature (Johnson & McGeoch 1997, "The traveling salesman problem: a case study"; Or 1976).
"""

import math

import numpy as np

from routes.search.compiled.chance import State, below, fraction
from routes.search.compiled.columns import Ints
from routes.search.compiled.jit import jit, jit_with_arrays
from routes.search.compiled.moves import best_move, exchange, make_move, measure

_WIDEST = 50
"Stops in each of the three runs of a double bridge, at most."


@jit_with_arrays
def nearest_first(durations: Ints, start: int, end: int, stops: Ints) -> Ints:
    """From the start always on to the nearest stop, then to the end."""
    size = stops.size
    order = np.empty(size + 2, dtype=np.int64)
    order[0], order[1 : size + 1], order[size + 1] = start, stops, end
    for k in range(size):
        best = k + 1
        for other in range(k + 2, size + 1):
            if durations[order[k], order[other]] < durations[order[k], order[best]]:
                best = other
        order[k + 1], order[best] = order[best], order[k + 1]
    return order


@jit_with_arrays
def shorten(durations: Ints, near: Ints, order: Ints, best: Ints, state: State, rounds: int, heat: float) -> int:
    """Change `order`, the stops between its ends, so many times; `best` becomes the shortest that was met, and its
    length is answered."""
    size, nodes = order.size - 2, durations.shape[0]
    place, queue, queued = np.zeros(nodes, np.int64), np.zeros(nodes + 1, np.int64), np.zeros(nodes, np.int64)
    onward, back, seams = np.zeros(size + 2, np.int64), np.zeros(size + 2, np.int64), np.zeros(8, np.int64)
    measure(durations, best, place, onward, back)
    least: int = onward[size + 1]
    measure(durations, order, place, onward, back)
    queue[: size + 1] = order[: size + 1]
    queued[order[: size + 1]] = 1
    _settle(durations, near, order, place, onward, back, queue, queued, seams, size + 1)
    kept, length = order.copy(), onward[size + 1]
    for left in range(rounds if size > 3 else 1, -1, -1):
        if length < least:
            least = length
            best[:] = kept
        if left == 0 or size <= 3:
            break
        count = _double_bridge(order, state, queue, queued)
        measure(durations, order, place, onward, back)
        _settle(durations, near, order, place, onward, back, queue, queued, seams, count)
        if onward[size + 1] <= length - heat * math.log(1.0 - fraction(state)):
            length = onward[size + 1]
            kept[:] = order
        else:
            order[:] = kept
    order[:] = kept
    return least


@jit
def _double_bridge(order: Ints, state: State, queue: Ints, queued: Ints) -> int:
    """Three runs in a row change to third, second, first; the stops at their seams, so many, wait in the queue."""
    size = order.size - 2
    most = max(1, min(_WIDEST, size // 3))
    one, two, three = 1 + below(state, most), 1 + below(state, most), 1 + below(state, most)
    first = 1 + below(state, size - one - two - three + 1)
    count = 0
    for cut in (first, first + one, first + one + two, first + one + two + three):
        for node in order[cut - 1 : min(cut + 1, size + 1)]:
            if queued[node] == 0:
                queued[node] = 1
                queue[count] = node
                count += 1
    exchange(order, first, first + one, first + one + two + three - 1)
    exchange(order, first, first + two, first + two + three - 1)
    return count


@jit
def _settle(
    durations: Ints,
    near: Ints,
    order: Ints,
    place: Ints,
    onward: Ints,
    back: Ints,
    queue: Ints,
    queued: Ints,
    seams: Ints,
    count: int,
) -> None:
    """Improve around the `count` queued stops, and around those that this touches, until nothing is gained."""
    head = 0
    while count > 0:
        stop = queue[head]
        head = (head + 1) % queue.size
        count -= 1
        queued[stop] = 0
        kind, x, y, z = best_move(durations, near, order, place, onward, back, place[stop])
        if kind == 0:
            continue
        for number, seam in enumerate((place[stop], x - 1, x, y - 1, y, y + 1, z, z + 1)):
            seams[number] = order[min(seam, order.size - 2)]
        make_move(order, kind, x, y, z)
        measure(durations, order, place, onward, back)
        for node in seams:
            for k in (place[node] - 1, place[node]):
                other = order[max(k, 0)]
                if queued[other] == 0:
                    queued[other] = 1
                    queue[(head + count) % queue.size] = other
                    count += 1
