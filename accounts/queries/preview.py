"""What the automatic release would do under a policy that isn't set yet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.orm import Session

from accounts.policies import PoolPolicy, pool_policies
from accounts.policy_values import POOL_VALUES, Value, check_values
from accounts.queries.due import held_by_members_of, is_due, release_at
from accounts.queries.views import ACCOUNTS, AccountView, account_view, visible_to
from accounts.release_policies import by_release_values, policies_below
from accounts.rules import ReleaseReason, release_of
from accounts.tables import Account
from core.paging import Keyset, Page, PageRequest
from people import Actor, UnitView, units_by_id


@dataclass(frozen=True, slots=True)
class PreviewedRelease:
    account: AccountView
    reason: ReleaseReason


@dataclass(frozen=True, slots=True)
class ReleasePreview:
    total: int
    page: Page[PreviewedRelease]


def release_preview(
    session: Session,
    actor: Actor,
    *,
    unit_id: UUID,
    values: Mapping[str, Value | None],
    request: PageRequest,
    now: datetime,
) -> ReleasePreview:
    """The releases of this instant, were `values` set on the unit, longest due first: as `set_pool_policy` sets them.

    Nothing for a unit out of the actor's sight, and for others than managers and admins. Raises InvalidInput.
    """
    check_values(values, POOL_VALUES)
    unit = units_by_id(session, actor, [unit_id]).get(unit_id)
    if unit is None or not actor.manages:
        return ReleasePreview(0, Page([], [], has_next=False, has_previous=False))
    policies = list(by_release_values(_policies_under(session, unit, values, now)))
    due = [
        (policy, ACCOUNTS.where(held_by_members_of(unit_ids), is_due(policy, now), visible_to(actor)))
        for policy, unit_ids in policies
    ]
    return ReleasePreview(_count(session, due), _page(session, due, request))


def _policies_under(
    session: Session, unit: UnitView, values: Mapping[str, Value | None], now: datetime
) -> dict[UUID, PoolPolicy]:
    """Of the unit and those below it, each value that doesn't come from below the unit as given; None: from above."""
    above = None if unit.parent_id is None else pool_policies(session, [unit.parent_id], now)[unit.parent_id]
    given: dict[str, Any] = {
        name: _inherited(above, name) if value is None else value for name, value in values.items()
    }
    return {
        unit_id: replace(
            policy, **{name: value for name, value in given.items() if policy.origins[name] in (None, *unit.path)}
        )
        for unit_id, policy in policies_below(session, unit.id, now).items()
    }


def _inherited(above: PoolPolicy | None, name: str) -> Value:
    value: Value = POOL_VALUES[name].default if above is None else getattr(above, name)
    return value


Due = list[tuple[PoolPolicy, Select[Any]]]


def _count(session: Session, due: Due) -> int:
    counts = [select(func.count()).select_from(each.with_only_columns(Account.id).subquery()) for _, each in due]
    return sum(session.execute(count).scalar_one() for count in counts)


def _page(session: Session, due: Due, request: PageRequest) -> Page[PreviewedRelease]:
    branches = [
        _by_release(policy).sliced(each.add_columns(literal(number).label("policy")), request).subquery()
        for number, (policy, each) in enumerate(due)
    ]
    merged = union_all(*(select(branch) for branch in branches)).subquery("merged")
    rows = session.execute(select(merged).order_by(merged.c.key_0, merged.c.key_1).limit(request.first + 1)).all()

    def release(row: Any) -> PreviewedRelease:
        view = account_view(row)
        due_release = release_of(view.clock, due[row.policy][0])
        assert due_release is not None, "what PostgreSQL finds due is due"
        return PreviewedRelease(view, due_release.reason)

    return _by_release(due[0][0]).collect(rows, request, release)


def _by_release(policy: PoolPolicy) -> Keyset:
    """Longest due first."""
    return Keyset(columns=(release_at(policy), Account.id), parsers=(datetime.fromisoformat, UUID))
