"""How long the search goes on: by the clock, or by a count that gives the same plan on every machine."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

_STEPS = 100
"Into how many steps a count is divided."
_STEP_SECONDS = 0.002
_MOST_ROUNDS = 10_000


class Budget(Protocol):
    """`steps` yields rounds to make and what part of the budget is spent, from 0 up to 1."""

    def steps(self) -> Iterator[tuple[int, float]]: ...


@dataclass(frozen=True, slots=True)
class Iterations:
    """Rounds of ruin and recreate, or of double bridges. No clock is read."""

    count: int

    def steps(self) -> Iterator[tuple[int, float]]:
        for step in range(min(_STEPS, self.count)):
            done, following = (self.count * part // min(_STEPS, self.count) for part in (step, step + 1))
            yield following - done, step / _STEPS


@dataclass(frozen=True, slots=True)
class Until:
    """Until the clock `time.perf_counter` shows `deadline`, from `begun` on."""

    begun: float
    deadline: float

    def steps(self) -> Iterator[tuple[int, float]]:
        rounds, most = 1, max(1e-9, self.deadline - self.begun)
        now = time.perf_counter()
        while now < self.deadline:
            yield rounds, (now - self.begun) / most
            before, now = now, time.perf_counter()
            left = min(_STEP_SECONDS, self.deadline - now)
            rounds = max(1, min(2 * rounds, _MOST_ROUNDS, int(rounds * left / max(1e-6, now - before))))


def seconds(count: float, *, begun: float | None = None) -> Until:
    """Until so many seconds after `begun`, by default now."""
    since = time.perf_counter() if begun is None else begun
    return Until(since, since + count)
