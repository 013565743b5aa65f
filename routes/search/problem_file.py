"""Problems in files and answers in lines, for anyone's benchmark."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from core.errors import InvalidInput
from routes.search.budget import seconds as seconds_from
from routes.search.fields import Fields, NodeFields, VehicleFields, checked
from routes.search.matrix import NO_WAY_SECONDS, matrix, visible
from routes.search.replay import replay
from routes.search.scale import Scale, finest
from routes.search.solve import solve
from routes.search.task import UNREACHABLE, Node, Objective, Pause, Routes, Task, Vehicle

_MOST_BYTES = 256 * 2**20
_MOST_NODES = 2_000
_RESERVE_SECONDS, _RESERVE_PART = 0.002, 0.005
"Kept back of the time for the look at the finished routes."


@dataclass(frozen=True, slots=True)
class Problem:
    """The task in whole units of time and prize, of which a second and a point have so many."""

    task: Task
    time: Scale
    prize: Scale


def read_problem(file: Path) -> Problem:
    """The problem of a file. Raises InvalidInput with the path of what is wrong in it."""
    fields = checked(_json(file), most_nodes=_MOST_NODES)
    durations = matrix(fields.durations, len(fields.nodes))
    _check_places(fields)
    clock = finest([*visible(durations), *_instants(fields)], longest=_longest(fields, durations))
    prize = finest([node.prize for node in fields.nodes], longest=sum(node.prize for node in fields.nodes))
    task = Task(
        durations=clock.matrix(durations),
        nodes=tuple(_node(node, clock, prize) for node in fields.nodes),
        vehicles=tuple(_vehicle(vehicle, clock) for vehicle in fields.vehicles),
        objective=Objective(fields.objective),
    )
    return Problem(task, clock, prize)


def answer(problem: Problem, *, seconds: float, seed: int) -> str:
    """The line of JSON for the best routes found within so many seconds of the clock."""
    begun, task = time.perf_counter(), problem.task
    reserve = _RESERVE_SECONDS + _RESERVE_PART * seconds + 2e-6 * len(task.nodes)
    routes = solve(task, seconds_from(max(0.5 * seconds, seconds - reserve), begun=begun), seed=seed)
    return orjson.dumps(_line(problem, routes) | {"seconds": round(time.perf_counter() - begun, 4)}).decode()


def _line(problem: Problem, routes: Routes) -> dict[str, Any]:
    driven = replay(problem.task, routes)
    begins = min(vehicle.opens for vehicle in problem.task.vehicles)
    ends = [end for end in driven.ends if end is not None]
    return {
        "routes": routes,
        "prize": problem.prize.out(driven.prize),
        "travel": problem.time.out(driven.travel),
        "duration": problem.time.out(max(ends) - begins if ends else 0),
        "feasible": not driven.violations,
    }


def _json(file: Path) -> object:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise InvalidInput("file", f"Larger than {_MOST_BYTES // 2**20} MiB: give {_MOST_NODES} nodes at most.")
        return orjson.loads(file.read_bytes())
    except OSError as error:
        raise InvalidInput("file", f"Can't be read: {error.strerror}.") from None
    except orjson.JSONDecodeError as error:
        raise InvalidInput("file", f"Isn't JSON: {error}. Numbers are finite; a pair without a way is null.") from None


def _check_places(fields: Fields) -> None:
    for number, vehicle in enumerate(fields.vehicles):
        for name, place in (("start", vehicle.start), ("end", vehicle.end)):
            if place >= len(fields.nodes):
                raise InvalidInput(
                    f"vehicles[{number}].{name}", f"{place} is no node; they count from 0 to {len(fields.nodes) - 1}."
                )
            if fields.nodes[place].prize or fields.nodes[place].must:
                raise InvalidInput(
                    f"nodes[{place}]",
                    f"vehicles[{number}] has its {name} here: no prize, no must. Give a visit there a node of its own.",
                )


def _instants(fields: Fields) -> list[float]:
    return [
        *(node.service for node in fields.nodes),
        *(instant for node in fields.nodes for window in node.windows or () for instant in window),
        *(instant for vehicle in fields.vehicles for instant in vehicle.window),
        *(value for vehicle in fields.vehicles if vehicle.pause for value in vehicle.pause.model_dump().values()),
    ]


def _longest(fields: Fields, durations: NDArray[np.float64]) -> float:
    """No route takes longer: every node once, each by its longest way, after every wait."""
    opens = (min(window[0], NO_WAY_SECONDS) for node in fields.nodes for window in node.windows or ())
    starts = (vehicle.window[0] for vehicle in fields.vehicles)
    pauses = (vehicle.pause.from_ + vehicle.pause.seconds for vehicle in fields.vehicles if vehicle.pause)
    waits = max(opens, default=0.0) + max(starts) + max(pauses, default=0.0)
    services = sum(node.service for node in fields.nodes)
    return waits + services + max(visible(durations), default=0.0) * len(fields.nodes)


def _node(node: NodeFields, clock: Scale, prize: Scale) -> Node:
    always = ((0, UNREACHABLE - 1),)
    windows = tuple((clock.up(opens), clock.down(closes)) for opens, closes in node.windows or ())
    return Node(prize.near(node.prize), clock.up(node.service), windows or always, node.must)


def _vehicle(vehicle: VehicleFields, clock: Scale) -> Vehicle:
    return Vehicle(
        start=vehicle.start,
        end=vehicle.end,
        opens=clock.up(vehicle.window[0]),
        closes=clock.down(vehicle.window[1]),
        pause=_pause(vehicle, clock),
    )


def _pause(vehicle: VehicleFields, clock: Scale) -> Pause | None:
    """A pause that lies between its bounds; where these are no farther apart than it is long, it begins there."""
    pause = vehicle.pause
    if pause is None or pause.seconds == 0:
        return None
    earliest, latest, seconds = clock.up(pause.from_), clock.down(pause.to), clock.up(pause.seconds)
    return Pause(earliest, latest - seconds if latest - earliest >= seconds else latest, seconds)
