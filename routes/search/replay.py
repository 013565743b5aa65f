"""The independent look at finished routes: driven once more, step by step, in plain Python.

It shares no line with the search. Each route leaves as soon as its window opens and does everything as early as it
can; every way to take the pause is tried.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from routes.search.task import UNREACHABLE, Pause, Routes, Task, Vehicle


@dataclass(frozen=True, slots=True)
class Replay:
    """What the routes come to; `violations` in words, none if they can be driven as they are.

    `prize` of the nodes visited; `travel` in seconds; `ends`: when each route is over, None for one without visits
    and for one that can't be driven.
    """

    prize: int
    travel: int
    ends: tuple[int | None, ...]
    violations: tuple[str, ...]


def replay(task: Task, routes: Routes) -> Replay:
    """Drive the routes, one for each vehicle in order, by the rules of `task`."""
    visited = [node for route in routes for node in route]
    driven = [_drive(task, vehicle, route) for vehicle, route in zip(task.vehicles, routes, strict=True)]
    return Replay(
        prize=sum(task.nodes[node].prize for node in set(visited)),
        travel=sum(travel for travel, _, _ in driven),
        ends=tuple(end for _, end, _ in driven),
        violations=(*_wrong_visits(task, visited), *(wrong for _, _, wrongs in driven for wrong in wrongs)),
    )


def _wrong_visits(task: Task, visited: Sequence[int]) -> Iterator[str]:
    customers = set(task.customers)
    for node, times in Counter(visited).items():
        if times > 1:
            yield f"node {node} is visited {times} times"
        if node not in customers:
            yield f"node {node} is no customer"
    for node in task.customers:
        if task.must(node) and node not in visited:
            yield f"node {node} is missing"


def _drive(task: Task, vehicle: Vehicle, route: Sequence[int]) -> tuple[int, int | None, list[str]]:
    """Travel, end and violations."""
    if not route:
        return 0, None, []
    name = f"the route from {vehicle.start} to {vehicle.end}"
    ways = [int(task.durations[a, b]) for a, b in zip((vehicle.start, *route), (*route, vehicle.end), strict=True)]
    wrong = [f"{name} may not visit {node}" for node in route if vehicle.serves and node not in vehicle.serves]
    if vehicle.max_stops is not None and len(route) > vehicle.max_stops:
        wrong.append(f"{name} has {len(route)} stops where {vehicle.max_stops} are the limit")
    if max(ways) >= UNREACHABLE:
        return 0, None, [*wrong, f"{name} has a leg where no way leads"]
    slots = (None,) if vehicle.pause is None else (None, *range(2 * len(route) + 1))
    ends = [end for slot in slots if (end := _end(task, vehicle, route, ways, slot)) is not None]
    if not ends:
        wrong.append(f"{name} can't be driven in time")
    return sum(ways), min(ends, default=None), wrong


def _end(task: Task, vehicle: Vehicle, route: Sequence[int], ways: Sequence[int], slot: int | None) -> int | None:
    """When the route is over with the pause at `slot`: 2k on leaving the k-th place, 2k + 1 on reaching the next."""
    now, pause = vehicle.opens, vehicle.pause
    for k, node in enumerate(route):
        arrives = _rest(pause, now, here=slot == 2 * k)
        arrives = None if arrives is None else _rest(pause, arrives + ways[k], here=slot == 2 * k + 1)
        begins = None if arrives is None else _begin(task.nodes[node].windows, arrives)
        if begins is None:
            return None
        now = begins + task.nodes[node].service
    leaves = _rest(pause, now, here=slot == 2 * len(route))
    if leaves is None or leaves + ways[-1] > vehicle.closes:
        return None
    end = leaves + ways[-1]
    return None if pause is not None and slot is None and end > pause.earliest else end


def _rest(pause: Pause | None, now: int, *, here: bool) -> int | None:
    if not here or pause is None:
        return now
    return None if now > pause.latest else max(now, pause.earliest) + pause.seconds


def _begin(windows: Sequence[tuple[int, int]], arrives: int) -> int | None:
    return next((max(arrives, opens) for opens, closes in windows if arrives <= closes), None)
