"""Refusals of reviews as clients see them."""

from datetime import datetime

import strawberry

import reviews
from api.context import Info
from api.people import loaders as people_loaders
from api.people.types import Member, member_of
from api.reviews.kinds import CaseStatus
from api.user_error import UserError


@strawberry.type
class CaseTaken(UserError):
    by: Member | None
    until: datetime


@strawberry.type
class CaseNotOpen(UserError):
    status: CaseStatus


def case_taken(refusal: reviews.CaseTaken, info: Info) -> CaseTaken:
    by = member_of(info, people_loaders.members(info).get(refusal.by))
    return CaseTaken(message=refusal.message, by=by, until=refusal.until)


def case_not_open(refusal: reviews.CaseNotOpen, _: Info) -> CaseNotOpen:
    return CaseNotOpen(message=refusal.message, status=refusal.status)
