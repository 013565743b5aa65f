"""Units and members: what changes them."""

from datetime import time
from typing import Annotated

import strawberry

import people
import visits
from api.acts import act
from api.context import Info
from api.errors import InvalidInput, NotAllowed, NotFound
from api.global_ids import identifier_of, optional_identifier_of
from api.people.devices import DeviceMutations
from api.people.session_mutations import SessionMutations
from api.people.types import Member, OrgUnit, changed_member, changed_unit
from people import Role


@strawberry.input
class AddOrgUnitInput:
    name: str
    parent_id: strawberry.ID


@strawberry.input
class MoveOrgUnitInput:
    org_unit_id: strawberry.ID
    new_parent_id: strawberry.ID


@strawberry.type
class OrgUnitSuccess:
    org_unit: OrgUnit


@strawberry.input
class WorkHoursInput:
    weekdays: list[int] = strawberry.field(description="1 = Monday")
    from_: time = strawberry.field(name="from")
    to: time = strawberry.field(description="not after from: the next day")


@strawberry.input
class AddMemberInput:
    org_unit_id: strawberry.ID
    name: str
    login: str
    password: str
    role: Role
    time_zone: str
    work_hours: list[WorkHoursInput] | None = strawberry.field(
        default=None, description="Outside them no position is stored. None: always."
    )


@strawberry.input
class DeactivateMemberInput:
    member_id: strawberry.ID
    hand_over_to_id: strawberry.ID | None = None


@strawberry.type
class MemberSuccess:
    member: Member


AddOrgUnitResult = Annotated[
    OrgUnitSuccess | InvalidInput | NotFound | NotAllowed, strawberry.union("AddOrgUnitResult")
]
MoveOrgUnitResult = Annotated[
    OrgUnitSuccess | InvalidInput | NotFound | NotAllowed, strawberry.union("MoveOrgUnitResult")
]
AddMemberResult = Annotated[MemberSuccess | InvalidInput | NotFound | NotAllowed, strawberry.union("AddMemberResult")]
DeactivateMemberResult = Annotated[
    MemberSuccess | InvalidInput | NotFound | NotAllowed, strawberry.union("DeactivateMemberResult")
]


@strawberry.type
class PeopleMutations(SessionMutations, DeviceMutations):
    @strawberry.mutation
    def add_org_unit(self, info: Info, input: AddOrgUnitInput) -> AddOrgUnitResult:
        context = info.context
        actor, parent_id = context.actor, identifier_of("OrgUnit", input.parent_id)
        return act(
            info,
            lambda: people.add_org_unit(context.session, actor, name=input.name, parent_id=parent_id, now=context.now),
            lambda unit_id: OrgUnitSuccess(org_unit=changed_unit(info, unit_id)),
            subject_id=parent_id,
        )

    @strawberry.mutation(
        description="Moves a unit with everything below it, at once and atomically; never below itself."
    )
    def move_org_unit(self, info: Info, input: MoveOrgUnitInput) -> MoveOrgUnitResult:
        context = info.context
        actor, unit_id = context.actor, identifier_of("OrgUnit", input.org_unit_id)
        new_parent_id = identifier_of("OrgUnit", input.new_parent_id)
        return act(
            info,
            lambda: people.move_org_unit(
                context.session, actor, unit_id=unit_id, new_parent_id=new_parent_id, now=context.now
            ),
            lambda unit_id: OrgUnitSuccess(org_unit=changed_unit(info, unit_id)),
            subject_id=unit_id,
        )

    @strawberry.mutation
    def add_member(self, info: Info, input: AddMemberInput) -> AddMemberResult:
        context = info.context
        actor, unit_id = context.actor, identifier_of("OrgUnit", input.org_unit_id)
        return act(
            info,
            lambda: people.add_member(
                context.session, actor, unit_id=unit_id, member=_new_member(input), now=context.now
            ),
            lambda member_id: MemberSuccess(member=changed_member(info, member_id)),
            subject_id=unit_id,
        )

    @strawberry.mutation(
        description="The member left: every session dies at once, private accounts return to their public pools or go "
        "to handOverToId."
    )
    def deactivate_member(self, info: Info, input: DeactivateMemberInput) -> DeactivateMemberResult:
        context = info.context
        actor, member_id = context.actor, identifier_of("Member", input.member_id)
        return act(
            info,
            lambda: visits.deactivate_member(
                context.session,
                actor,
                member_id=member_id,
                hand_over_to_id=optional_identifier_of("Member", input.hand_over_to_id),
                now=context.now,
            ),
            lambda member_id: MemberSuccess(member=changed_member(info, member_id)),
            subject_id=member_id,
        )


def _new_member(input: AddMemberInput) -> people.NewMember:
    hours = input.work_hours
    return people.NewMember(
        name=input.name,
        login=input.login,
        password=input.password,
        role=input.role,
        time_zone=input.time_zone,
        work_hours=None if hours is None else [people.WorkHours(tuple(h.weekdays), h.from_, h.to) for h in hours],
    )
