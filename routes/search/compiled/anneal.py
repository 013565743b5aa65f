"""Ruin and recreate under a falling temperature (Schrimpf et al. 2000; Christiaens & Vanden Berghe 2020)."""

import math
from typing import NamedTuple

import numpy as np

from routes.search.compiled.chance import State, below, fraction
from routes.search.compiled.clocks import Clocked, copy
from routes.search.compiled.columns import FIRST_CLOSE, FIRST_OPEN, FOR_PRIZE, MUST, START, Ints, Packed
from routes.search.compiled.jit import jit
from routes.search.compiled.recreate import fill_by_worth, fill_in_turn, weight
from routes.search.compiled.ruin import ruin
from routes.search.compiled.worth import loss, missing, travel


class Taste(NamedTuple):
    """How the search goes about it: stops taken out on `average`, the `longest` run of them, what a second of
    travel weighs, how often nodes come in by worth, how often a place is overlooked, how much chance has a say in
    the worth and in the turn, of the nodes outside how many of the nearest are tried and what part of the others."""

    average: float
    longest: float
    travel_weight: float
    by_worth: float
    blink: float
    noise: float
    spread: float
    focus: int
    share: float


@jit
def anneal(
    packed: Packed,
    current: Clocked,
    best: Clocked,
    trial: Clocked,
    absences: Ints,
    state: State,
    taste: Taste,
    rounds: int,
    heat: float,
) -> None:
    """So many rounds from `current` on, at one temperature; `best` becomes the best plan that was met.

    While musts are missing, a plan is taken that leaves out what has been left out less often (`absences`).
    """
    touched, marks = np.zeros(current.totals.shape[0], dtype=np.int64), np.zeros(current.route_of.size, dtype=np.int64)
    here = missing(packed, current), loss(packed, current), travel(current)
    least = missing(packed, best), loss(packed, best), travel(best)
    copy(current, trial)
    for _ in range(rounds):
        seed = ruin(packed, trial, state, taste.average, taste.longest, touched)
        _recreate(packed, trial, state, taste, seed, marks)
        there = missing(packed, trial), loss(packed, trial), travel(trial)
        if there[0] > 0 or here[0] > 0:
            rarer = _absence(packed, trial, absences, 1) <= _absence(packed, current, absences, 0)
            accepted = there[0] < here[0] or (here[0] > 0 and rarer)
        else:
            change = there[1] - here[1] + taste.travel_weight * (there[2] - here[2])
            accepted = change <= 0 or fraction(state) < math.exp(-change / heat)
        if not accepted:
            copy(current, trial)
            continue
        copy(trial, current)
        here = there
        if there < least:
            least = there
            copy(trial, best)


@jit
def _absence(packed: Packed, plan: Clocked, absences: Ints, more: int) -> int:
    """How often the musts that are missing have been missing before; `more` is added to each of them."""
    total = 0
    for node in packed.customers:
        if packed.nodes[node, MUST] == 1 and plan.route_of[node] < 0:
            total += absences[node]
            absences[node] += more
    return total


@jit
def _recreate(packed: Packed, plan: Clocked, state: State, taste: Taste, seed: int, marks: Ints) -> None:
    marks[:] = 0
    for node in packed.near[seed, : taste.focus]:
        marks[node] = 1
    tried = np.empty(packed.customers.size, dtype=np.int64)
    count = 0
    for node in packed.customers:
        marked = marks[node] == 1 or packed.nodes[node, MUST] == 1
        worthless = weight(packed.nodes, node) == 0.0
        if plan.route_of[node] < 0 and not worthless and (marked or fraction(state) < taste.share):
            tried[count] = node
            count += 1
    tried = tried[:count]
    if packed.kind == FOR_PRIZE and fraction(state) < taste.by_worth:
        power = 0.5 + 2.0 * fraction(state)
        fill_by_worth(packed, plan, state, tried, power, taste.noise, taste.blink)
    else:
        turn = tried[np.argsort(_keys(packed, state, tried, taste.spread))]
        fill_in_turn(packed, plan, state, turn, taste.blink)


@jit
def _keys(packed: Packed, state: State, outside: Ints, spread: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The lower, the sooner its turn: by weight where prizes are collected, else by one of several orders."""
    nodes, keys, how = packed.nodes, np.empty(outside.size), below(state, 6)
    for i, node in enumerate(outside):
        if packed.kind == FOR_PRIZE:
            keys[i] = -weight(nodes, node) * (1.0 + spread * fraction(state))
        elif how < 2:
            keys[i] = fraction(state)
        elif how == 2:
            keys[i] = nodes[node, FIRST_CLOSE] - nodes[node, FIRST_OPEN]
        elif how == 3:
            keys[i] = nodes[node, FIRST_OPEN]
        elif how == 4:
            keys[i] = nodes[node, FIRST_CLOSE]
        else:
            keys[i] = -packed.durations[packed.vehicles[0, START], node]
    return keys
