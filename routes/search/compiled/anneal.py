"""Ruin and recreate under a falling temperature (Schrimpf et al. 2000; Christiaens & Vanden Berghe 2020)."""

import math
from typing import NamedTuple

import numpy as np

from routes.search.compiled.chance import State, below, fraction
from routes.search.compiled.clocks import Clocked, copy
from routes.search.compiled.columns import FIRST_CLOSE, FIRST_OPEN, FOR_PRIZE, MUST, PRIZE, START, Floats, Ints, Packed
from routes.search.compiled.jit import jit, jit_with_arrays
from routes.search.compiled.recreate import fill_by_worth, fill_in_turn, weight
from routes.search.compiled.ruin import ruin
from routes.search.compiled.worth import all_musts, worth


class Taste(NamedTuple):
    """How the search goes about it: stops taken out on `average`, the `longest` run of them; what a second of travel
    weighs; how often nodes come in by worth; how often a place is overlooked, and in what part of the rounds more often
    (`blind`); how much chance has a say in the worth and in the turn; of the nodes outside how many of the nearest are
    tried and what part of the others; what a second by which the rest of a route is pushed back weighs against one of
    travel, at most."""

    average: float
    longest: float
    travel_weight: float
    by_worth: float
    blink: float
    blind: float
    noise: float
    spread: float
    focus: int
    share: float
    push: int


@jit_with_arrays
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
    here, least = worth(packed, current), worth(packed, best)
    musts = all_musts(packed)
    copy(current, trial)
    for _ in range(rounds):
        seed = ruin(packed, trial, state, taste.average, taste.longest, touched)
        _recreate(packed, trial, state, taste, seed, marks)
        there = worth(packed, trial)
        if there < least:
            least = there
            copy(trial, best)
        elif there[0] > -musts or here[0] > -musts:
            rarer = _absence(packed, trial, absences, 1) <= _absence(packed, current, absences, 0)
            if there[0] >= here[0] and not (here[0] > -musts and rarer):
                copy(current, trial)
                continue
        elif not _accepted(there, here, taste, heat, state):
            copy(current, trial)
            continue
        copy(trial, current)
        here = there


@jit
def _accepted(there: tuple[int, int, int], here: tuple[int, int, int], taste: Taste, heat: float, state: State) -> bool:
    """Whether to go on from a plan with all musts (Metropolis et al. 1953)."""
    change = there[1] - here[1] + taste.travel_weight * (there[2] - here[2])
    return bool(change <= 0 or fraction(state) < math.exp(-change / heat))


@jit
def _absence(packed: Packed, plan: Clocked, absences: Ints, more: int) -> int:
    """How often the musts that are missing have been missing before; `more` is added to each of them."""
    total = 0
    for node in packed.customers:
        if packed.nodes[node, MUST] == 1 and plan.route_of[node] < 0:
            total += absences[node]
            absences[node] += more
    return total


@jit_with_arrays
def _recreate(packed: Packed, plan: Clocked, state: State, taste: Taste, seed: int, marks: Ints) -> None:
    tried = _tried(packed, plan, state, taste, seed, marks)
    push, blink = below(state, taste.push + 1), taste.blink
    if fraction(state) < taste.blind:
        blink = 0.5 * fraction(state)
    if packed.kind == FOR_PRIZE and fraction(state) < taste.by_worth:
        power, gains = 0.5 + 2.0 * fraction(state), np.empty(tried.size)
        for i, node in enumerate(tried):
            gains[i] = weight(packed.nodes, node) ** power * (1.0 + taste.noise * fraction(state))
        fill_by_worth(packed, plan, state, tried, gains, push, blink)
    else:
        turn = tried[np.argsort(_keys(packed, state, tried, taste.spread))]
        fill_in_turn(packed, plan, state, turn, push, blink)


@jit_with_arrays
def _tried(packed: Packed, plan: Clocked, state: State, taste: Taste, seed: int, marks: Ints) -> Ints:
    """The nodes outside to be brought in: those near the seed, some of the others, all musts."""
    nodes, tried, count = packed.nodes, np.empty(packed.customers.size, dtype=np.int64), 0
    marks[:] = 0
    for node in packed.near[seed, : taste.focus]:
        marks[node] = 1
    for node in packed.customers:
        if plan.route_of[node] >= 0 or (nodes[node, PRIZE] == 0 and nodes[node, MUST] == 0):
            continue
        if marks[node] == 1 or nodes[node, MUST] == 1 or fraction(state) < taste.share:
            tried[count] = node
            count += 1
    return tried[:count]


@jit_with_arrays
def _keys(packed: Packed, state: State, outside: Ints, spread: float) -> Floats:
    """The lower, the sooner its turn: by weight where prizes are collected, else by one of several orders."""
    nodes, keys, how = packed.nodes, np.empty(outside.size), below(state, 6)
    for i, node in enumerate(outside):
        if packed.kind == FOR_PRIZE and how > 0:
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
