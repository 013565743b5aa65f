"""A planned day as it is stored and shown: instants, accounts by name, and where it came from."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from geo import Position
from routes.left_out import LeftOutReason
from routes.travel_times import TravelMode, TravelSource
from routes.worth import StopReason


@dataclass(frozen=True, slots=True)
class DayRoute:
    """`travel_meters` and the seconds are sums over the day; `path` leads from start to end, two positions at least, or
    none once positions of that age are erased."""

    id: UUID
    member_id: UUID
    date: date
    mode: TravelMode
    travel_source: TravelSource
    travel_seconds: int
    travel_meters: int
    visit_seconds: int
    wait_seconds: int
    departs_at: datetime
    returns_at: datetime
    break_from: datetime | None
    break_until: datetime | None
    path: tuple[Position, ...]
    planned_at: datetime


@dataclass(frozen=True, slots=True)
class RouteStop:
    """`account_name` as it was when the day was planned."""

    account_id: UUID
    account_name: str
    arrives_at: datetime
    departs_at: datetime
    travel_seconds: int
    wait_seconds: int
    reasons: tuple[StopReason, ...]


@dataclass(frozen=True, slots=True)
class LeftOutAccount:
    account_id: UUID
    account_name: str
    reason: LeftOutReason
    why: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a plan can be explained and made again from: same problem, versions, seed and iterations, same plan."""

    problem_hash: bytes
    "SHA-256."
    travel_version: str
    solver_version: str
    seed: int
    iterations: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the day was asked as, for the time when it is planned again."""

    start: Position
    end: Position
    returns_by: datetime
    max_stops: int
    include_pool: bool
    break_from: datetime | None
    break_minutes: int
    replans: UUID | None
    "The plan that this one continues."


@dataclass(frozen=True, slots=True)
class RouteOfDay:
    """A whole plan, about to be stored."""

    route: DayRoute
    stops: tuple[RouteStop, ...]
    left_out: tuple[LeftOutAccount, ...]
    provenance: Provenance
    asked: Asked
