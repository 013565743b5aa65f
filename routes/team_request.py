"""What a manager asks of a team's day, and the refusals of what can't be asked."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from core.errors import InvalidInput, NotAllowed, NotFound
from geo import Position
from people import Actor, MemberView, Role, members_by_id, unit_ids_below, units_by_id
from routes.day_request import DayRequest

MOST_REPS = 8


@dataclass(frozen=True, slots=True)
class RepOfDay:
    member_id: UUID
    start: Position
    end: Position


@dataclass(frozen=True, slots=True)
class TeamRequest:
    """`day` is what is the same for all; its start, end and must-visits count for nobody in particular."""

    under: UUID
    reps: tuple[RepOfDay, ...]
    day: DayRequest

    def day_of(self, rep: RepOfDay) -> DayRequest:
        return replace(self.day, start=rep.start, end=rep.end, must_visit=())


def check_team(session: Session, actor: Actor, request: TeamRequest) -> dict[UUID, MemberView]:
    """The reps by id. Raises NotAllowed, NotFound, InvalidInput."""
    if not actor.manages:
        raise NotAllowed("Only managers plan a team's day.")
    if request.under not in units_by_id(session, actor, [request.under]):
        raise NotFound("unit")
    ids = [rep.member_id for rep in request.reps]
    if not 1 <= len(ids) <= MOST_REPS:
        raise InvalidInput("reps", f"{len(ids)} reps: 1 to {MOST_REPS} are planned together.")
    if len(set(ids)) < len(ids):
        raise InvalidInput("reps", "A rep is named twice.")
    members, units = members_by_id(session, actor, ids), set(unit_ids_below(session, request.under))
    for number, id in enumerate(ids):
        member = members.get(id)
        if member is None or member.unit_id not in units:
            raise NotFound("member")
        if member.role is not Role.REP or member.left_at is not None:
            raise InvalidInput(f"reps.{number}.memberId", f"{member.name} is no active rep: only reps have a day.")
    return members
