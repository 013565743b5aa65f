"""Accounts: one, many, and those near a point."""

import strawberry

import accounts
from accounts import Pool
from api.accounts import loaders
from api.accounts.kinds import AccountStage
from api.accounts.types import (
    Account,
    NearbyAccountConnection,
    account_connection,
    account_of,
    nearby_connection,
)
from api.connection import Connection, page_request
from api.context import Info
from api.global_ids import identifier_of, optional_identifier_of
from api.space import PositionInput, read_position


@strawberry.input
class AccountFilter:
    pool: Pool | None = None
    stages: list[AccountStage] | None = None
    region_id: strawberry.ID | None = None
    owner_id: strawberry.ID | None = None
    external_id: str | None = None
    search: str | None = strawberry.field(default=None, description="Part of the name, in either case.")


@strawberry.input
class NearbyFilter:
    pool: Pool | None = None
    stages: list[AccountStage] | None = None
    claimable_only: bool | None = False
    min_value: int | None = None


@strawberry.type
class AccountQueries:
    @strawberry.field
    def account(self, info: Info, id: strawberry.ID) -> Account | None:
        return account_of(info, loaders.account_views(info).get(identifier_of("Account", id)))

    @strawberry.field(description="By name.")
    def accounts(
        self, info: Info, filter: AccountFilter | None = None, first: int | None = 20, after: str | None = None
    ) -> Connection[Account]:
        context = info.context
        page = accounts.account_page(
            context.session, context.actor, _wanted(filter or AccountFilter()), page_request(first, after)
        )
        return account_connection(info, page)

    @strawberry.field(
        description="Accounts in sight near a point, nearest first, by distance on the ellipsoid: for a rep never "
        "another rep's account, never a pool that is not the rep's. withinMeters: 1 to 50000."
    )
    def nearby_accounts(
        self,
        info: Info,
        near: PositionInput,
        within_meters: int | None = 3000,
        filter: NearbyFilter | None = None,
        first: int | None = 20,
        after: str | None = None,
    ) -> NearbyAccountConnection:
        context = info.context
        page = accounts.nearby_page(
            context.session,
            context.actor,
            near=read_position(near, "near"),
            within_meters=3000 if within_meters is None else within_meters,
            filters=_near_wanted(filter or NearbyFilter()),
            request=page_request(first, after),
            now=context.now,
        )
        return nearby_connection(info, page)


def _wanted(chosen: AccountFilter) -> accounts.AccountFilter:
    return accounts.AccountFilter(
        pool=chosen.pool,
        stages=chosen.stages,
        region_id=optional_identifier_of("Region", chosen.region_id),
        owner_id=optional_identifier_of("Member", chosen.owner_id),
        external_id=chosen.external_id,
        search=chosen.search,
    )


def _near_wanted(chosen: NearbyFilter) -> accounts.NearbyFilter:
    return accounts.NearbyFilter(
        pool=chosen.pool,
        stages=chosen.stages,
        claimable_only=bool(chosen.claimable_only),
        min_value=chosen.min_value,
    )
