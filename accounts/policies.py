"""The policies that accounts and visits live under: set on a unit, inherited below it value by value."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ARRAY, TIMESTAMP, Text, Uuid, bindparam, column, func, select
from sqlalchemy.orm import Session

from core.errors import InvalidInput


class OffSiteRule(StrEnum):
    """What becomes of a check-in that was off site."""

    REFUSE = "REFUSE"
    HOLD = "HOLD"


Value = int | OffSiteRule


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from `lowest` to `highest`; `default` where no unit has set it."""

    default: int
    lowest: int
    highest: int

    def read(self, stored: str) -> int:
        return int(stored)

    def check(self, value: Value, field: str) -> None:
        """Raises InvalidInput."""
        if not self.lowest <= int(value) <= self.highest:
            raise InvalidInput(field, f"{field} is {value}: it lies between {self.lowest} and {self.highest:,}.")


@dataclass(frozen=True, slots=True)
class Choice:
    default: OffSiteRule

    def read(self, stored: str) -> OffSiteRule:
        return OffSiteRule(stored)

    def check(self, value: Value, field: str) -> None:
        """The type has checked it already."""


POOL_VALUES: Mapping[str, Number | Choice] = {
    "capacity": Number(100, lowest=0, highest=100_000),
    "daily_claims": Number(20, lowest=0, highest=100_000),
    "idle_days": Number(10, lowest=1, highest=3650),
    "max_hold_days": Number(0, lowest=0, highest=3650),
    "protection_days": Number(30, lowest=0, highest=3650),
}
VISIT_VALUES: Mapping[str, Number | Choice] = {
    "geofence_meters": Number(150, lowest=10, highest=10_000),
    "max_accuracy_meters": Number(100, lowest=1, highest=10_000),
    "max_fix_age_seconds": Number(120, lowest=1, highest=86_400),
    "max_late_hours": Number(72, lowest=0, highest=8760),
    "off_site": Choice(OffSiteRule.HOLD),
    "retain_positions_days": Number(180, lowest=1, highest=3650),
    "appeal_days": Number(7, lowest=0, highest=365),
}


@dataclass(frozen=True, slots=True)
class PoolPolicy:
    """`origins` names the unit that each value comes from; None where no unit has set it."""

    capacity: int
    daily_claims: int
    idle_days: int
    max_hold_days: int
    "0: no limit."
    protection_days: int
    origins: Mapping[str, UUID | None]


@dataclass(frozen=True, slots=True)
class VisitPolicy:
    """`origins` names the unit that each value comes from; None where no unit has set it."""

    geofence_meters: int
    max_accuracy_meters: int
    max_fix_age_seconds: int
    max_late_hours: int
    off_site: OffSiteRule
    retain_positions_days: int
    appeal_days: int
    origins: Mapping[str, UUID | None]


P = TypeVar("P", PoolPolicy, VisitPolicy)


def pool_policies(session: Session, unit_ids: Sequence[UUID], at: datetime) -> dict[UUID, PoolPolicy]:
    """What was in force for each of the units at an instant, whoever asks: policies above a viewer bind the viewer."""
    return _in_force(session, unit_ids, at, POOL_VALUES, PoolPolicy)


def visit_policies(session: Session, unit_ids: Sequence[UUID], at: datetime) -> dict[UUID, VisitPolicy]:
    """What was in force for each of the units at an instant, whoever asks: policies above a viewer bind the viewer."""
    return _in_force(session, unit_ids, at, VISIT_VALUES, VisitPolicy)


def _in_force(
    session: Session,
    unit_ids: Sequence[UUID],
    at: datetime,
    kinds: Mapping[str, Number | Choice],
    make: Callable[..., P],
) -> dict[UUID, P]:
    values: dict[UUID, dict[str, Any]] = {
        unit_id: {name: kind.default for name, kind in kinds.items()} for unit_id in unit_ids
    }
    origins: dict[UUID, dict[str, UUID | None]] = {unit_id: dict.fromkeys(kinds) for unit_id in unit_ids}
    for row in session.execute(_IN_FORCE, {"unit_ids": list(values), "at": at}):
        if row.field in kinds:
            values[row.unit_id][row.field] = kinds[row.field].read(row.value)
            origins[row.unit_id][row.field] = row.origin_id
    return {unit_id: make(**values[unit_id], origins=origins[unit_id]) for unit_id in values}


_POLICY_IN_FORCE = func.policy_in_force(
    bindparam("unit_ids", type_=ARRAY(Uuid)), bindparam("at", type_=TIMESTAMP(timezone=True))
).table_valued(column("unit_id", Uuid), column("field", Text), column("value", Text), column("origin_id", Uuid))
_IN_FORCE = select(_POLICY_IN_FORCE)
