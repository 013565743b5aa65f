"""What was set on units, by whom and from when to when, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.tables import PolicySetting
from core.paging import Keyset, Page, PageRequest
from people import Actor, units_below


@dataclass(frozen=True, slots=True)
class PolicySettingView:
    """`field` as in PoolPolicy or VisitPolicy. `until` None: still set. Ended and not set anew: inherited since."""

    field: str
    value: str
    since: datetime
    until: datetime | None
    by_id: UUID
    ended_by_id: UUID | None


def policy_history_pages(
    session: Session, actor: Actor, unit_ids: Sequence[UUID], request: PageRequest
) -> dict[UUID, Page[PolicySettingView]]:
    """What was set on each of the units themselves; an empty page for one that the actor doesn't see."""
    return _NEWEST_FIRST.page_per_parent(
        session,
        unit_ids,
        lambda unit_id: _SETTINGS.where(
            PolicySetting.unit_id == unit_id, PolicySetting.unit_id.in_(units_below(actor.unit_id))
        ),
        request,
        _setting,
    )


_SHOWN: list[Any] = [
    PolicySetting.field,
    PolicySetting.value,
    PolicySetting.starts_at,
    PolicySetting.ends_at,
    PolicySetting.set_by,
    PolicySetting.ended_by,
]
_SETTINGS = select(*_SHOWN)
_NEWEST_FIRST = Keyset(columns=(PolicySetting.id,), parsers=(UUID,), descending=True)


def _setting(row: Any) -> PolicySettingView:
    return PolicySettingView(row.field, row.value, row.starts_at, row.ends_at, row.set_by, row.ended_by)
