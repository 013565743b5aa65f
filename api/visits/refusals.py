"""Refusals of check-ins and check-outs as clients see them."""

import strawberry

import visits
from api.context import Info
from api.user_error import UserError
from api.visits.types import Visit, own_visit


@strawberry.type(description="policy offSite: REFUSE. The attempt is stored as a REFUSED, VOIDED visit.")
class TooFarFromAccount(UserError):
    distance_meters: float
    allowed_meters: float
    visit: Visit


@strawberry.type(
    description="Not the viewer's account, nor claimable by the viewer: a rep visits own accounts and the own "
    "regions' public pool."
)
class NotYourAccount(UserError):
    pass


@strawberry.type
class VisitAlreadyOpen(UserError):
    visit: Visit


@strawberry.type
class VisitIdReused(UserError):
    pass


@strawberry.type
class TooLate(UserError):
    max_late_hours: int


@strawberry.type
class VisitNotOpen(UserError):
    pass


def too_far_from_account(refusal: visits.TooFarFromAccount, info: Info) -> TooFarFromAccount:
    return TooFarFromAccount(
        message=refusal.message,
        distance_meters=refusal.distance_meters,
        allowed_meters=refusal.allowed_meters,
        visit=own_visit(info, refusal.id),
    )


def not_your_account(refusal: visits.NotYourAccount, _: Info) -> NotYourAccount:
    return NotYourAccount(message=refusal.message)


def visit_already_open(refusal: visits.VisitAlreadyOpen, info: Info) -> VisitAlreadyOpen:
    return VisitAlreadyOpen(message=refusal.message, visit=own_visit(info, refusal.id))


def visit_id_reused(refusal: visits.VisitIdReused, _: Info) -> VisitIdReused:
    return VisitIdReused(message=refusal.message)


def too_late(refusal: visits.TooLate, _: Info) -> TooLate:
    return TooLate(message=refusal.message, max_late_hours=refusal.max_late_hours)


def visit_not_open(refusal: visits.VisitNotOpen, _: Info) -> VisitNotOpen:
    return VisitNotOpen(message=refusal.message)
