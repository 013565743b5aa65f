"""Who acts: the member behind a live session, as the database knows that member right now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.orm import Session


class Role(StrEnum):
    REP = "REP"
    MANAGER = "MANAGER"
    REVIEWER = "REVIEWER"
    ADMIN = "ADMIN"
    INTEGRATION = "INTEGRATION"


@dataclass(frozen=True, slots=True)
class Actor:
    """The viewer of a query, the doer of a verb."""

    member_id: UUID
    session_id: UUID
    role: Role
    unit_id: UUID
    unit_path: tuple[UUID, ...]
    "From the root down to the actor's unit."
    time_zone: ZoneInfo

    @property
    def is_rep(self) -> bool:
        return self.role is Role.REP

    @property
    def is_admin(self) -> bool:
        return self.role is Role.ADMIN

    @property
    def manages(self) -> bool:
        """Whether the actor directs the reps at and below the own unit."""
        return self.role in (Role.MANAGER, Role.ADMIN)

    @property
    def at_root(self) -> bool:
        return len(self.unit_path) == 1


_ACTOR = "m.id AS member_id, s.id AS session_id, m.role, m.unit_id, u.path, m.time_zone"
_OF_LIVE_SESSION = """
    FROM member_session s JOIN member m ON m.id = s.member_id JOIN org_unit u ON u.id = m.unit_id
    WHERE s.ended_at IS NULL AND m.left_at IS NULL"""
# One round trip: begins the transaction, names the viewer to the policies and becomes the reader.
_ENTER = f"""
    SET LOCAL ROLE doorstep_writer;
    SELECT {_ACTOR},
           set_config('doorstep.actor', m.id::text, true), set_config('doorstep.now', :now, true),
           set_config('role', 'doorstep_reader', true)
    {_OF_LIVE_SESSION} AND s.id = :session_id
"""
_LIVE = text(f"SELECT {_ACTOR} {_OF_LIVE_SESSION} AND s.id = ANY (:session_ids)")
_ENTER_FOR_READING = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ;" + _ENTER)
_ENTER_FOR_WRITING = text(_ENTER)


def live_actors(session: Session, session_ids: Collection[UUID]) -> dict[UUID, Actor]:
    """By session, without those that are over. To be called as the writer."""
    rows = session.execute(_LIVE, {"session_ids": list(session_ids)})
    return {row.session_id: _actor(row) for row in rows}


def enter(session: Session, session_id: UUID, *, now: datetime, for_reading: bool) -> Actor | None:
    """Open the transaction of an operation for the member of `session_id`; None where that session is over.

    A reading operation sees one snapshot from its first statement to its last, so that no answer
    mixes two org trees; a writing one sees what others commit, since it locks what it judges.
    """
    statement = _ENTER_FOR_READING if for_reading else _ENTER_FOR_WRITING
    row = session.execute(statement, {"session_id": session_id, "now": now.isoformat()}).one_or_none()
    return None if row is None else _actor(row)


def _actor(row: Any) -> Actor:
    return Actor(
        member_id=row.member_id,
        session_id=row.session_id,
        role=Role(row.role),
        unit_id=row.unit_id,
        unit_path=tuple(row.path),
        time_zone=ZoneInfo(row.time_zone),
    )
