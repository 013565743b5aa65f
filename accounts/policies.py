"""The policies that accounts and visits live under: set on a unit, inherited below it value by value."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import ARRAY, TIMESTAMP, Text, Uuid, bindparam, column, func, select, text
from sqlalchemy.orm import Session

from accounts.kinds import Stage
from accounts.policy_values import POOL_VALUES, VISIT_VALUES, Kind, OffSiteRule


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
    visit_extension_days: int = 0
    "How long a visit that counts keeps an account; 0: as long as `idle_days`."
    exempt_stages: tuple[Stage, ...] = ()
    "Accounts that have come so far aren't released."
    warning_days: int = 2
    "How long before a release its owner is warned; 0: not at all."


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


class _Value(NamedTuple):
    field: str
    value: str
    origin_id: UUID | None


P = TypeVar("P", PoolPolicy, VisitPolicy)


def pool_policies(session: Session, unit_ids: Sequence[UUID], at: datetime) -> dict[UUID, PoolPolicy]:
    """What was in force for each of the units at an instant, whoever asks: policies above a viewer bind the viewer."""
    return _in_force(session, unit_ids, at, POOL_VALUES, PoolPolicy)


def pool_policies_of_members(session: Session, member_ids: Sequence[UUID], at: datetime) -> dict[UUID, PoolPolicy]:
    """What was in force for each of the members: the unit's, but for the limits that are the member's own."""
    found: dict[UUID, list[Any]] = {member_id: [] for member_id in member_ids}
    for row in session.execute(_OF_MEMBERS, {"member_ids": list(found), "at": at}):
        found[row.member_id].append(row)
    return {member_id: _assembled(rows, POOL_VALUES, PoolPolicy) for member_id, rows in found.items()}


def pool_policy_from_json(rows: Iterable[Mapping[str, Any]] | None) -> PoolPolicy:
    """Of rows of `pool_policy_of_members` about one member, as `to_jsonb` writes them; None: no value was ever set."""
    values = [_Value(row["field"], row["value"], row["origin_id"] and UUID(row["origin_id"])) for row in rows or ()]
    return _assembled(values, POOL_VALUES, PoolPolicy)


def visit_policies(session: Session, unit_ids: Sequence[UUID], at: datetime) -> dict[UUID, VisitPolicy]:
    """What was in force for each of the units at an instant, whoever asks: policies above a viewer bind the viewer."""
    return _in_force(session, unit_ids, at, VISIT_VALUES, VisitPolicy)


def visit_policies_then(
    session: Session, moments: Collection[tuple[UUID, datetime]]
) -> dict[tuple[UUID, datetime], VisitPolicy]:
    """What was in force for units at instants of their own, in one statement. To be called as the writer."""
    asked = list(set(moments))
    about = {"unit_ids": [unit_id for unit_id, _ in asked], "instants": [instant for _, instant in asked]}
    found: dict[tuple[UUID, datetime], list[Any]] = {moment: [] for moment in asked}
    for row in session.execute(_IN_FORCE_THEN, about):
        found[row.unit_id, row.at].append(row)
    return {moment: _assembled(rows, VISIT_VALUES, VisitPolicy) for moment, rows in found.items()}


def _in_force(
    session: Session,
    unit_ids: Sequence[UUID],
    at: datetime,
    kinds: Mapping[str, Kind],
    make: Callable[..., P],
) -> dict[UUID, P]:
    found: dict[UUID, list[Any]] = {unit_id: [] for unit_id in unit_ids}
    for row in session.execute(_IN_FORCE, {"unit_ids": list(found), "at": at}):
        found[row.unit_id].append(row)
    return {unit_id: _assembled(rows, kinds, make) for unit_id, rows in found.items()}


def _assembled(rows: Iterable[Any], kinds: Mapping[str, Kind], make: Callable[..., P]) -> P:
    values: dict[str, Any] = {name: kind.default for name, kind in kinds.items()}
    origins: dict[str, UUID | None] = dict.fromkeys(kinds)
    for row in rows:
        if row.field in kinds:
            values[row.field] = kinds[row.field].read(row.value)
            origins[row.field] = row.origin_id
    return make(**values, origins=origins)


_POLICY_IN_FORCE = func.policy_in_force(
    bindparam("unit_ids", type_=ARRAY(Uuid)), bindparam("at", type_=TIMESTAMP(timezone=True))
).table_valued(column("unit_id", Uuid), column("field", Text), column("value", Text), column("origin_id", Uuid))
_IN_FORCE = select(_POLICY_IN_FORCE)
_OF_MEMBERS = select(
    func.pool_policy_of_members(
        bindparam("member_ids", type_=ARRAY(Uuid)), bindparam("at", type_=TIMESTAMP(timezone=True))
    ).table_valued(column("member_id", Uuid), column("field", Text), column("value", Text), column("origin_id", Uuid))
)
_IN_FORCE_THEN = text(
    """
    SELECT asked.unit_id, asked.at, policy.field, policy.value, policy.origin_id
    FROM unnest(:unit_ids, :instants) AS asked (unit_id, at)
    CROSS JOIN LATERAL policy_in_force(ARRAY[asked.unit_id], asked.at) AS policy
    """
).bindparams(bindparam("unit_ids", type_=ARRAY(Uuid)), bindparam("instants", type_=ARRAY(TIMESTAMP(timezone=True))))
