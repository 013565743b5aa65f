"""Taking, deciding and appealing cases."""

from typing import Annotated
from uuid import UUID

import strawberry

import reviews
from api.acts import act
from api.context import Info
from api.errors import InvalidInput, NotAllowed, NotFound
from api.global_ids import identifier_of, optional_identifier_of
from api.reviews import loaders
from api.reviews.kinds import Decision
from api.reviews.refusals import CaseNotOpen, CaseTaken
from api.reviews.types import ReviewCase, case_node
from api.space import PositionInput, read_position


@strawberry.input
class TakeCaseInput:
    case_id: strawberry.ID


@strawberry.input
class DecideCaseInput:
    case_id: strawberry.ID
    decision: Decision
    note: str
    position: PositionInput | None = strawberry.field(
        default=None, description="Required for BAD_ACCOUNT_DATA: where the account really is."
    )
    account_id: strawberry.ID | None = strawberry.field(
        default=None, description="Whose pin is wrong; required where the case's visits were to several accounts."
    )


@strawberry.input
class AppealCaseInput:
    case_id: strawberry.ID
    note: str


@strawberry.type
class ReviewCaseSuccess:
    case: ReviewCase


TakeCaseResult = Annotated[
    ReviewCaseSuccess | CaseTaken | CaseNotOpen | NotFound | NotAllowed, strawberry.union("TakeCaseResult")
]
DecideCaseResult = Annotated[
    ReviewCaseSuccess | CaseTaken | CaseNotOpen | InvalidInput | NotFound | NotAllowed,
    strawberry.union("DecideCaseResult"),
]
AppealCaseResult = Annotated[
    ReviewCaseSuccess | CaseNotOpen | InvalidInput | NotFound | NotAllowed, strawberry.union("AppealCaseResult")
]


@strawberry.type
class ReviewMutations:
    @strawberry.mutation(description="By a reviewer, for half an hour; never a case about oneself.")
    def take_case(self, info: Info, input: TakeCaseInput) -> TakeCaseResult:
        context = info.context
        actor, case_id = context.actor, identifier_of("ReviewCase", input.case_id)
        return act(
            info,
            lambda: reviews.take_case(context.session, actor, case_id=case_id, now=context.now),
            lambda id: ReviewCaseSuccess(case=_case(info, id)),
            subject_id=case_id,
        )

    @strawberry.mutation(
        description="Each decision needs a note. By a reviewer who has taken the case, or while nobody has."
    )
    def decide_case(self, info: Info, input: DecideCaseInput) -> DecideCaseResult:
        context = info.context
        actor, case_id = context.actor, identifier_of("ReviewCase", input.case_id)
        return act(
            info,
            lambda: reviews.decide_case(
                context.session, actor, case_id=case_id, ruling=_ruling(input), now=context.now
            ),
            lambda id: ReviewCaseSuccess(case=_case(info, id)),
            subject_id=case_id,
        )

    @strawberry.mutation(
        description="By the rep concerned, once, within the policy's days; a second reviewer decides it."
    )
    def appeal_case(self, info: Info, input: AppealCaseInput) -> AppealCaseResult:
        context = info.context
        actor, case_id = context.actor, identifier_of("ReviewCase", input.case_id)
        return act(
            info,
            lambda: reviews.appeal_case(context.session, actor, case_id=case_id, note=input.note, now=context.now),
            lambda id: ReviewCaseSuccess(case=_case(info, id)),
            subject_id=case_id,
        )


def _ruling(input: DecideCaseInput) -> reviews.Ruling:
    return reviews.Ruling(
        decision=input.decision,
        note=input.note,
        position=None if input.position is None else read_position(input.position, "position"),
        account_id=optional_identifier_of("Account", input.account_id),
    )


def _case(info: Info, id: UUID) -> ReviewCase:
    return case_node(info, loaders.case_views(info).need(id))
