"""Admins and managers set policies on units at and below their own."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

import accounts
from api.accounts.policies import PoolPolicyInput, VisitPolicyInput, given
from api.acts import act
from api.context import Info
from api.errors import InvalidInput, NotAllowed, NotFound
from api.global_ids import identifier_of
from api.people.mutations import MemberSuccess
from api.people.types import OrgUnit, changed_member, changed_unit


@strawberry.input
class SetPoolPolicyInput:
    org_unit_id: strawberry.ID
    policy: PoolPolicyInput


@strawberry.input
class SetVisitPolicyInput:
    org_unit_id: strawberry.ID
    policy: VisitPolicyInput


@strawberry.type
class OrgUnitPolicySuccess:
    org_unit: OrgUnit


SetPoolPolicyResult = Annotated[
    OrgUnitPolicySuccess | InvalidInput | NotFound | NotAllowed, strawberry.union("SetPoolPolicyResult")
]
SetVisitPolicyResult = Annotated[
    OrgUnitPolicySuccess | InvalidInput | NotFound | NotAllowed, strawberry.union("SetVisitPolicyResult")
]


@strawberry.input(description="Absent or null: as the policy of the rep's unit says; both: the exception ends.")
class SetMemberCapacityInput:
    member_id: strawberry.ID
    capacity: int | None = None
    daily_claims: int | None = None
    until: datetime | None = strawberry.field(default=None, description="Absent: until it is ended.")
    reason: str


SetMemberCapacityResult = Annotated[
    MemberSuccess | InvalidInput | NotFound | NotAllowed, strawberry.union("SetMemberCapacityResult")
]


@strawberry.type
class PolicyMutations:
    @strawberry.mutation(description="For admins and managers, at and below the own unit. In force at once.")
    def set_pool_policy(self, info: Info, input: SetPoolPolicyInput) -> SetPoolPolicyResult:
        context = info.context
        actor, unit_id = context.actor, identifier_of("OrgUnit", input.org_unit_id)
        return act(
            info,
            lambda: accounts.set_pool_policy(
                context.session, actor, unit_id=unit_id, values=given(input.policy), now=context.now
            ),
            lambda _: _policy_success(info, unit_id),
            subject_id=unit_id,
        )

    @strawberry.mutation(description="For admins and managers, at and below the own unit. In force at once.")
    def set_visit_policy(self, info: Info, input: SetVisitPolicyInput) -> SetVisitPolicyResult:
        context = info.context
        actor, unit_id = context.actor, identifier_of("OrgUnit", input.org_unit_id)
        return act(
            info,
            lambda: accounts.set_visit_policy(
                context.session, actor, unit_id=unit_id, values=given(input.policy), now=context.now
            ),
            lambda _: _policy_success(info, unit_id),
            subject_id=unit_id,
        )

    @strawberry.mutation(
        description="Limits of one rep's own, from now on, on record; they replace any before. For managers and admins "
        "over the rep. Nothing held is taken away."
    )
    def set_member_capacity(self, info: Info, input: SetMemberCapacityInput) -> SetMemberCapacityResult:
        context = info.context
        actor, member_id = context.actor, identifier_of("Member", input.member_id)
        return act(
            info,
            lambda: accounts.set_member_capacity(
                context.session,
                actor,
                member_id=member_id,
                capacity=input.capacity,
                daily_claims=input.daily_claims,
                until=input.until,
                reason=input.reason,
                now=context.now,
            ),
            lambda _: MemberSuccess(member=changed_member(info, member_id)),
            subject_id=member_id,
        )


def _policy_success(info: Info, unit_id: UUID) -> OrgUnitPolicySuccess:
    return OrgUnitPolicySuccess(org_unit=changed_unit(info, unit_id))
