"""What of a day lies behind its rep when the rest is planned."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from geo import Position
from routes.day_request import DayBounds, DayRequest
from routes.day_route import RouteStop


@dataclass(frozen=True, slots=True)
class Done:
    """The visited stops as they were planned, the places passed from the day's start on, and the break if taken."""

    departs_at: datetime
    places: tuple[Position, ...]
    stops: tuple[RouteStop, ...]
    break_from: datetime | None
    break_until: datetime | None
    replans: UUID | None
    "The plan that these are of."

    @property
    def travel_seconds(self) -> int:
        return sum(stop.travel_seconds for stop in self.stops)

    @property
    def wait_seconds(self) -> int:
        return sum(stop.wait_seconds for stop in self.stops)

    @property
    def visit_seconds(self) -> int:
        spans = (stop.departs_at - stop.arrives_at for stop in self.stops)
        return sum((span // timedelta(seconds=1) for span in spans), 0) - self.wait_seconds


def nothing_done(request: DayRequest, bounds: DayBounds) -> Done:
    return Done(bounds.departs_at, (request.start,), (), None, None, None)
