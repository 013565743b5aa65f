"""Public instances with their best known values, from ../shared/data/routing (see its SOURCES.md)."""

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from routes.search import Node, Objective, Task, Vehicle

_DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "routing"
_TEN_THOUSANDTHS = 10_000
_ALWAYS = ((0, 10**9),)


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """`best` is the best known prize, or the best known travel in the units of `task`; None for LKH to find."""

    name: str
    task: Task
    best: int | None


def instances(work: str) -> Iterator[Instance]:
    """The instances of `optw`, `tsptw` or `order`."""
    if work == "order":
        yield from _orders()
        return
    with (_DATA / "best_known.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if work == "optw" and row["set"] == "optw-m1":
                yield Instance(row["instance"], _optw(row["instance"]), int(row["best_known"]))
            if work == "tsptw" and row["set"].startswith("tsptw-"):
                task = _tsptw(_DATA / "tsptw" / row["set"].removeprefix("tsptw-") / row["instance"])
                yield Instance(row["instance"], task, _travel(task, [int(stop) for stop in row["route"].split()]))


def _optw(name: str) -> Task:
    """Distances rounded down to one decimal (Solomon) or two (Cordeau); windows bound the start of service."""
    lines = [line.split() for line in (_DATA / "optw" / f"{name}.txt").read_text().splitlines() if line.strip()]
    rows, unit = lines[2:], 100 if name.startswith("pr") else 10
    places = [(float(row[1]), float(row[2])) for row in rows]
    durations = [[math.floor(math.dist(here, there) * unit + 1e-9) for there in places] for here in places]
    nodes = [
        Node(int(float(row[4])), round(float(row[3]) * unit), ((_units(row[-2], unit), _units(row[-1], unit)),))
        for row in rows[1:]
    ]
    vehicle = Vehicle(0, 0, 0, _units(rows[0][-1], unit))
    return Task(np.array(durations, dtype=np.int64), (Node(0, 0, ()), *nodes), (vehicle,))


def _units(figure: str, unit: int) -> int:
    return round(float(figure) * unit)


def _tsptw(file: Path) -> Task:
    figures = [float(figure) for figure in file.read_text().split()]
    size, figures = int(figures[0]), figures[1:]
    unit = 1 if all(figure.is_integer() for figure in figures) else _TEN_THOUSANDTHS
    whole = [round(figure * unit) for figure in figures]
    windows = list(zip(whole[size * size :: 2], whole[size * size + 1 :: 2], strict=False))[:size]
    durations = np.array(whole[: size * size], dtype=np.int64).reshape(size, size)
    nodes = tuple(Node(0, 0, (window,)) for window in windows)
    return Task(durations, nodes, (Vehicle(0, 0, *windows[0]),), Objective.TRAVEL)


def _orders() -> Iterator[Instance]:
    """TSPLIB's maps up to 101 places, and the same with ways that are longer against the wind and at random."""
    for file in sorted((_DATA / "tsplib").glob("*.tsp")):
        text = file.read_text().split("NODE_COORD_SECTION")[1].split("EOF")[0]
        places = np.array([[float(part) for part in line.split()[1:3]] for line in text.strip().splitlines()])
        if len(places) > 101:
            continue
        apart = np.floor(np.hypot(*(places[:, None] - places).transpose(2, 0, 1)) * 10 + 0.5)
        against = 1 + 0.3 * (places[:, None, 0] > places[None, :, 0])
        uneven = 1 + 0.3 * np.random.default_rng(len(places)).random(apart.shape)
        for kind, factor in (("", 1.0), (" wind", against), (" uneven", uneven)):
            nodes = (Node(0, 0, ()), *(Node(0, 0, _ALWAYS) for _ in places[1:]))
            task = Task((apart * factor).astype(np.int64), nodes, (Vehicle(0, 0, 0, 10**9),), Objective.TRAVEL)
            yield Instance(file.stem + kind, task, None)


def _travel(task: Task, stops: list[int]) -> int:
    return sum(int(task.durations[here, there]) for here, there in pairwise([0, *stops, 0]))
