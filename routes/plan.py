"""The answer: when to be where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlannedStop:
    """A visit to `candidate`: arrival, begin and end in seconds since the day's departure.

    `wait_seconds` is all idle time between leaving the stop before and the begin of this visit, the break
    not counted. A break taken here before the visit lies before `arrives`.
    """

    candidate: int
    travel_seconds: int
    wait_seconds: int
    arrives: int
    begins: int
    departs: int


@dataclass(frozen=True, slots=True)
class TakenBreak:
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Stops in order of time, and the way back."""

    stops: tuple[PlannedStop, ...]
    break_: TakenBreak | None
    last_travel_seconds: int
    returns: int

    @property
    def order(self) -> tuple[int, ...]:
        return tuple(stop.candidate for stop in self.stops)

    @property
    def travel_seconds(self) -> int:
        return sum(stop.travel_seconds for stop in self.stops) + self.last_travel_seconds

    @property
    def visit_seconds(self) -> int:
        return sum(stop.departs - stop.begins for stop in self.stops)

    @property
    def wait_seconds(self) -> int:
        break_seconds = self.break_.ends - self.break_.begins if self.break_ else 0
        return self.returns - self.travel_seconds - self.visit_seconds - break_seconds
