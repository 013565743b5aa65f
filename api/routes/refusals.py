"""The refusal of a plan as clients see it."""

import strawberry

import routes
from api.context import Info
from api.routes.types import LeftOut, left_out_node
from api.user_error import UserError


@strawberry.type(description="The must-visits alone can't all be kept: which ones, and why.")
class CannotKeepAll(UserError):
    accounts: list[LeftOut]


def cannot_keep_all(refusal: routes.CannotKeepAll, _: Info) -> CannotKeepAll:
    return CannotKeepAll(message=refusal.message, accounts=[left_out_node(each) for each in refusal.accounts])
