"""What a reviewer looks at: where the member of a case was seen, and who else was seen at the same customers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

import accounts
import visits
from accounts import AccountView
from people import Actor
from reviews.queries.views import visible_to
from reviews.tables import CaseVisit, ReviewCase
from visits import Sighting, Span

AROUND = timedelta(hours=12)
"How long before the first and after the last visit of a case the member's other visits are looked at."
USERS_COUNTED = timedelta(days=30)
"How far back a phone's other users are counted."


@dataclass(frozen=True, slots=True)
class CaseEvidence:
    """All that is still kept, within the viewer's sight."""

    sightings: tuple[Sighting, ...]
    "The visits of the case, earliest first."
    around: tuple[Sighting, ...]
    "The member's other visits of that time, earliest first."
    others: tuple[Sighting, ...]
    "Those of others to the same accounts."
    accounts: Mapping[UUID, AccountView]
    "Those in sight, as they are now."
    users_of_devices: Mapping[str, int]

    @property
    def positions_are_kept(self) -> bool:
        return any(sighting.fix is not None for sighting in (*self.sightings, *self.around))


@dataclass(frozen=True, slots=True)
class _Asked:
    id: UUID
    member_id: UUID
    first_at: datetime
    last_at: datetime
    visit_ids: frozenset[UUID]

    @property
    def span(self) -> Span:
        return Span(self.member_id, self.first_at - AROUND, self.last_at + AROUND)


def evidence_of_cases(
    session: Session, actor: Actor, case_ids: Sequence[UUID], now: datetime
) -> dict[UUID, CaseEvidence]:
    """By case, in as many statements for many as for one."""
    asked = _asked(session, actor, case_ids)
    seen = visits.sightings_of_members(session, actor, [case.span for case in asked])
    known = {sighting.visit_id: sighting for sighting in seen}
    account_ids = {known[id].account_id for case in asked for id in case.visit_ids if id in known}
    at_accounts = visits.sightings_at_accounts(session, actor, sorted(account_ids))
    known_accounts = accounts.accounts_by_id(session, actor, sorted(account_ids))
    devices = sorted({sighting.device for sighting in seen if sighting.device is not None})
    users = visits.users_of_devices(session, actor, devices, now - USERS_COUNTED)
    return {case.id: _evidence(case, seen, at_accounts, known_accounts, users) for case in asked}


def _asked(session: Session, actor: Actor, case_ids: Sequence[UUID]) -> list[_Asked]:
    visit_ids: dict[UUID, set[UUID]] = {}
    filed = select(CaseVisit.case_id, CaseVisit.visit_id).where(CaseVisit.case_id.in_(case_ids))
    for case_id, visit_id in session.execute(filed):
        visit_ids.setdefault(case_id, set()).add(visit_id)
    cases = session.execute(
        select(ReviewCase.id, ReviewCase.member_id, ReviewCase.first_at, ReviewCase.last_at).where(
            ReviewCase.id.in_(case_ids), visible_to(actor)
        )
    )
    return [_Asked(*row, frozenset(visit_ids.get(row.id, ()))) for row in cases]


def _evidence(
    case: _Asked,
    seen: Sequence[Sighting],
    at_accounts: Sequence[Sighting],
    known_accounts: Mapping[UUID, AccountView],
    users_of_devices: Mapping[str, int],
) -> CaseEvidence:
    span = case.span
    own = [each for each in seen if each.member_id == case.member_id and span.since <= each.checked_in_at < span.until]
    sightings = tuple(each for each in own if each.visit_id in case.visit_ids)
    visited = {each.account_id for each in sightings}
    devices = {each.device for each in sightings}
    return CaseEvidence(
        sightings=sightings,
        around=tuple(each for each in own if each.visit_id not in case.visit_ids),
        others=tuple(each for each in at_accounts if each.account_id in visited and each.member_id != case.member_id),
        accounts={id: view for id, view in known_accounts.items() if id in visited},
        users_of_devices={device: users for device, users in users_of_devices.items() if device in devices},
    )
