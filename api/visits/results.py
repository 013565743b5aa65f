"""What phones are answered."""

from typing import Annotated
from uuid import UUID

import strawberry

from api.accounts.refusals import OutsideYourRegion
from api.errors import InvalidInput, NotAllowed, NotFound
from api.visits.refusals import (
    NotYourAccount,
    TooFarFromAccount,
    TooLate,
    VisitAlreadyOpen,
    VisitIdReused,
    VisitNotOpen,
)
from api.visits.types import Visit


@strawberry.type
class CheckInSuccess:
    visit: Visit


@strawberry.type
class CheckOutSuccess:
    visit: Visit


CheckInResult = Annotated[
    CheckInSuccess
    | TooFarFromAccount
    | OutsideYourRegion
    | NotYourAccount
    | VisitAlreadyOpen
    | VisitIdReused
    | TooLate
    | InvalidInput
    | NotFound
    | NotAllowed,
    strawberry.union("CheckInResult"),
]
CheckOutResult = Annotated[
    CheckOutSuccess | VisitNotOpen | TooLate | InvalidInput | NotFound | NotAllowed, strawberry.union("CheckOutResult")
]
SyncVisitResult = Annotated[
    CheckInSuccess
    | TooFarFromAccount
    | OutsideYourRegion
    | NotYourAccount
    | VisitIdReused
    | TooLate
    | InvalidInput
    | NotFound
    | NotAllowed,
    strawberry.union("SyncVisitResult"),
]


@strawberry.type(description="result is null only for a duplicate of an entry earlier in the same call.")
class SyncOutcome:
    visit_id: UUID
    replayed: bool
    result: SyncVisitResult | None


@strawberry.type
class SyncVisitsPayload:
    outcomes: list[SyncOutcome]
