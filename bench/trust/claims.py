"""A check-in as it is acted out, before it is judged: what is true of it, and what it claims."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from geo import Datum, Fix, FixProvider, Position
from visits.phone_evidence import DeviceIntegrity


@dataclass(slots=True)
class Customer:
    id: UUID
    pin: Position
    place: Position
    "Where its door really is."
    stations: frozenset[str]
    pin_by: UUID | None = None


@dataclass(slots=True, kw_only=True)
class Claim:
    """Seconds since 1970; `recorded_at` and `sent_at` by the phone's clock, `received_at` by the server's."""

    member_id: UUID
    customer: Customer
    happened_at: float
    recorded_at: float
    sent_at: float
    received_at: float
    fix: Fix | None
    burst: tuple[Fix, ...] = ()
    device: str | None = None
    uptime: float | None = None
    sent_uptime: float | None = None
    boot_id: str | None = None
    surroundings: tuple[str, ...] = ()
    integrity: DeviceIntegrity = DeviceIntegrity.UNKNOWN
    attack: str | None = None
    "None: honest."


@dataclass(slots=True, kw_only=True)
class Move:
    """A rep puts a customer's pin elsewhere."""

    member_id: UUID
    customer: Customer
    at: float
    to: Position


@dataclass(slots=True)
class Story:
    """All that some reps did, who know each other or not; `episode` are the days of the attack, if there is one."""

    claims: list[Claim] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    registered: set[str] = field(default_factory=set)

    def joined(self, others: Sequence["Story"]) -> "Story":
        every = [self, *others]
        return Story(
            [claim for each in every for claim in each.claims],
            [move for each in every for move in each.moves],
            set().union(*(each.registered for each in every)),
        )


def instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(round(seconds, 3), UTC)


def fix_at(
    longitude: float,
    latitude: float,
    *,
    at: float,
    accuracy: float,
    altitude: float | None = None,
    speed: float | None = None,
    bearing: float | None = None,
    provider: FixProvider = FixProvider.UNKNOWN,
    mocked: bool = False,
) -> Fix:
    place = Position(longitude, latitude)
    return Fix(
        position=place,
        raw=place,
        datum=Datum.WGS84,
        accuracy_meters=accuracy,
        recorded_at=instant(at),
        altitude_meters=altitude,
        speed_meters_per_second=speed,
        bearing_degrees=bearing,
        provider=provider,
        mocked=mocked,
    )
