"""Admins and managers set policies on units at and below their own."""

from typing import Annotated
from uuid import UUID

import strawberry

import accounts
from api.accounts.policies import PoolPolicyInput, VisitPolicyInput, given
from api.acts import act
from api.context import Info
from api.errors import InvalidInput, NotAllowed, NotFound
from api.global_ids import identifier_of
from api.people import loaders as people_loaders
from api.people.types import OrgUnit, unit_node


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
            lambda _: OrgUnitPolicySuccess(org_unit=_unit(info, unit_id)),
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
            lambda _: OrgUnitPolicySuccess(org_unit=_unit(info, unit_id)),
            subject_id=unit_id,
        )


def _unit(info: Info, unit_id: UUID) -> OrgUnit:
    view = people_loaders.units(info).get(unit_id)
    assert view is not None, "whoever set a unit's policy sees the unit"
    return unit_node(info, view)
