"""Refusals around accounts and pools as clients see them."""

from datetime import datetime

import strawberry

import accounts
from api.accounts import loaders
from api.accounts.types import Account, account_of
from api.context import Info
from api.regions import loaders as region_loaders
from api.regions.types import Region, region_of
from api.user_error import UserError


@strawberry.type
class DuplicateCandidate:
    account: Account | None = strawberry.field(description="null where it is not the viewer's to see")
    likelihood: float
    because: list[str]


@strawberry.type(description="What is alike already, without telling what the viewer may not see.")
class LikelyDuplicate(UserError):
    candidates: list[DuplicateCandidate] = strawberry.field(description="The most alike first, ten at most.")


@strawberry.type
class RefusedRow:
    index: int
    field: str | None
    reason: str


@strawberry.type
class ImportRefused(UserError):
    rows: list[RefusedRow]


@strawberry.type(
    description="The account's region belongs to others. Nothing changed; the attempt is on the audit trail."
)
class OutsideYourRegion(UserError):
    region: Region | None
    owner_unit_name: str | None


@strawberry.type
class AlreadyOwned(UserError):
    pass


@strawberry.type(description="A former owner must wait; buddies who swap don't get round it.")
class ProtectedFromFormerOwner(UserError):
    eligible_at: datetime


@strawberry.type
class CapacityReached(UserError):
    capacity: int


@strawberry.type
class DailyLimitReached(UserError):
    eligible_at: datetime


def likely_duplicate(refusal: accounts.LikelyDuplicate, info: Info) -> LikelyDuplicate:
    known = loaders.account_views(info)
    known.want(twin.account_id for twin in refusal.candidates)
    candidates = [
        DuplicateCandidate(
            account=account_of(info, known.get(twin.account_id)),
            likelihood=round(twin.likeness.likelihood, 2),
            because=list(twin.likeness.because),
        )
        for twin in refusal.candidates
    ]
    return LikelyDuplicate(message=refusal.message, candidates=candidates)


def import_refused(refusal: accounts.ImportRefused, _: Info) -> ImportRefused:
    rows = [RefusedRow(index=row.index, field=row.field, reason=row.reason) for row in refusal.rows]
    return ImportRefused(message=refusal.message, rows=rows)


def outside_your_region(refusal: accounts.OutsideYourRegion, info: Info) -> OutsideYourRegion:
    region = region_of(info, region_loaders.regions(info).get(refusal.region_id))
    return OutsideYourRegion(message=refusal.message, region=region, owner_unit_name=refusal.owner_unit_name)


def already_owned(refusal: accounts.AlreadyOwned, _: Info) -> AlreadyOwned:
    return AlreadyOwned(message=refusal.message)


def protected_from_former_owner(refusal: accounts.ProtectedFromFormerOwner, _: Info) -> ProtectedFromFormerOwner:
    return ProtectedFromFormerOwner(message=refusal.message, eligible_at=refusal.eligible_at)


def capacity_reached(refusal: accounts.CapacityReached, _: Info) -> CapacityReached:
    return CapacityReached(message=refusal.message, capacity=refusal.capacity)


def daily_limit_reached(refusal: accounts.DailyLimitReached, _: Info) -> DailyLimitReached:
    return DailyLimitReached(message=refusal.message, eligible_at=refusal.eligible_at)
