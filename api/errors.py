"""Refusals as clients see them, and the one table that says which is which.

A refusal of a verb is a member of its result union. In a query there is no union: bad input is
there a top-level error. Whatever stands in neither is a bug and is masked by the transport.
"""

from collections.abc import Callable
from typing import Any

import strawberry
from sqlalchemy.exc import DBAPIError

import accounts
import geo
import people
import regions
import reviews
import routes
import visits
from api.accounts import refusals as account_refusals
from api.context import Info
from api.edge.request_errors import Busy, Code, RequestError
from api.people import refusals as people_refusals
from api.regions import refusals as region_refusals
from api.reviews import refusals as review_refusals
from api.routes import refusals as route_refusals
from api.user_error import UserError
from api.visits import refusals as visit_refusals
from core import errors
from core.db import is_busy


@strawberry.type
class InvalidInput(UserError):
    field: str = strawberry.field(description="Path in the input, like fix.accuracyMeters")


@strawberry.type
class NotFound(UserError):
    pass


@strawberry.type
class NotAllowed(UserError):
    pass


Show = Callable[[Any, Info], UserError]

_REFUSALS: dict[type[errors.DomainError], Show] = {
    errors.InvalidInput: lambda refusal, _: InvalidInput(message=refusal.message, field=refusal.field),
    errors.NotFound: lambda refusal, _: NotFound(message=refusal.message),
    errors.NotAllowed: lambda refusal, _: NotAllowed(message=refusal.message),
    people.SignInRefused: people_refusals.sign_in_refused,
    people.SignInThrottled: people_refusals.sign_in_throttled,
    people.SessionEnded: people_refusals.session_ended,
    geo.InvalidBoundary: region_refusals.invalid_boundary,
    regions.RegionOverlaps: region_refusals.region_overlaps,
    visits.TooFarFromAccount: visit_refusals.too_far_from_account,
    visits.NotYourAccount: visit_refusals.not_your_account,
    visits.VisitAlreadyOpen: visit_refusals.visit_already_open,
    visits.VisitIdReused: visit_refusals.visit_id_reused,
    visits.TooLate: visit_refusals.too_late,
    visits.VisitNotOpen: visit_refusals.visit_not_open,
    reviews.CaseTaken: review_refusals.case_taken,
    reviews.CaseNotOpen: review_refusals.case_not_open,
    routes.CannotKeepAll: route_refusals.cannot_keep_all,
    accounts.LikelyDuplicate: account_refusals.likely_duplicate,
    accounts.ImportRefused: account_refusals.import_refused,
    accounts.OutsideYourRegion: account_refusals.outside_your_region,
    accounts.AlreadyOwned: account_refusals.already_owned,
    accounts.ProtectedFromFormerOwner: account_refusals.protected_from_former_owner,
    accounts.CapacityReached: account_refusals.capacity_reached,
    accounts.DailyLimitReached: account_refusals.daily_limit_reached,
}


def refusal_of(refusal: errors.DomainError, info: Info) -> UserError:
    """The GraphQL answer for a refusal; a refusal that no table names is a bug and is raised on."""
    show = _REFUSALS.get(type(refusal))
    if show is None:
        raise refusal
    return show(refusal, info)


def as_request_error(error: BaseException) -> RequestError | None:
    """The top-level error that an exception of a query or of the database stands for; None for a bug."""
    if isinstance(error, errors.InvalidInput):
        return RequestError(Code.BAD_INPUT, error.message, input_path=error.field)
    if isinstance(error, routes.SolversBusy | routes.RoadsDown):
        return Busy()
    if isinstance(error, DBAPIError) and is_busy(error):
        return Busy()
    return error if isinstance(error, RequestError) else None
