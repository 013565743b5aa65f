"""Accounts as clients see them."""

from datetime import datetime, time

import strawberry

import accounts
from accounts import ClaimRefusal, Pool
from api.accounts import loaders
from api.accounts.kinds import AccountStage
from api.accounts.pool_events import PoolEvent, pool_event_connection
from api.connection import Connection, PageInfo, connection, page_info, page_request
from api.context import Info
from api.global_ids import global_id
from api.node import Node
from api.people import loaders as people_loaders
from api.people.types import Member, member_of
from api.regions import loaders as region_loaders
from api.regions.types import Region, region_of
from api.space import Position, position_node
from core.paging import Page


@strawberry.type
class OpeningHours:
    weekday: int = strawberry.field(description="1 = Monday")
    opens: time
    closes: time = strawberry.field(description="not after opens: the next day; equal: all day")


@strawberry.type(description="For the viewer, now.")
class Claimability:
    claimable: bool
    refusal: ClaimRefusal | None
    eligible_at: datetime | None


@strawberry.type(description="A manager keeps the account from its automatic release.")
class AccountHold:
    since: datetime
    until: datetime
    reason: str
    view: strawberry.Private[accounts.AccountHoldView]

    @strawberry.field(description="Null where out of the viewer's sight.")
    def by(self, info: Info) -> Member | None:
        return member_of(info, people_loaders.members(info).get(self.view.by_id))


@strawberry.type
class Account(Node):
    name: str
    address: str | None
    category: str | None
    external_id: str | None = strawberry.field(description="The order or ERP system's own number.")
    phone: str | None = strawberry.field(description="Masked in the public pool until claimed.")
    position: Position
    stage: AccountStage
    value: int = strawberry.field(description="Worth of a visit, 0 to 100, for ranking and routes.")
    visit_minutes: int
    claimed_at: datetime | None
    last_visit_at: datetime | None = strawberry.field(
        description="By a visit that counts; a visit on hold or voided moves nothing."
    )
    view: strawberry.Private[accounts.AccountView]

    @strawberry.field(
        description="Visits count within this radius of position. Where the account has none of its own: by the visit "
        "policy of its owner's unit, or else of the unit that owns its region, or else of the root."
    )
    def geofence_meters(self, info: Info) -> int:
        if self.view.geofence_meters is not None:
            return self.view.geofence_meters
        return loaders.visit_policies_of_accounts(info).need(self.view.id).geofence_meters

    @strawberry.field(description="Weekly opening hours; null where unknown.")
    def opening_hours(self) -> list[OpeningHours] | None:
        week = self.view.opening_hours
        if week is None:
            return None
        return [OpeningHours(weekday=entry.weekday, opens=entry.opens, closes=entry.closes) for entry in week]

    @strawberry.field
    def region(self, info: Info) -> Region | None:
        return region_of(info, region_loaders.regions(info).get(self.view.region_id))

    @strawberry.field
    def pool(self) -> Pool:
        return Pool.PUBLIC if self.view.owner_id is None else Pool.PRIVATE

    @strawberry.field(description="Null in the public pool, and where the owner is out of sight.")
    def owner(self, info: Info) -> Member | None:
        return member_of(info, people_loaders.members(info).get(self.view.owner_id))

    @strawberry.field(
        description="When the automatic release takes it back, by its owner's unit's policy; null where it never does, "
        "or while a visit on hold suspends it. Until the release runs the owner keeps it; a visit synced after it "
        "counts and doesn't bring it back."
    )
    def release_at(self, info: Info) -> datetime | None:
        if self.view.owner_id is None:
            return None
        return accounts.release_at(self.view.clock, loaders.pool_policies_of_accounts(info).need(self.view.id))

    @strawberry.field(description="In force now; it is over when the account changes hands.")
    def hold(self, info: Info) -> AccountHold | None:
        held = None if self.view.kept_until is None else loaders.holds(info).get(self.view.id)
        if held is None:
            return None
        people_loaders.members(info).want([held.by_id])
        return AccountHold(since=held.since, until=held.until, reason=held.reason, view=held)

    @strawberry.field
    def claimability(self, info: Info) -> Claimability:
        verdict = loaders.claimability(info).get(self.view.id) or accounts.Claimability(ClaimRefusal.OUTSIDE_REGION)
        return Claimability(claimable=verdict.claimable, refusal=verdict.refusal, eligible_at=verdict.eligible_at)

    @strawberry.field(description="Newest first: every change of hands, with who, when and why.")
    def history(self, info: Info, first: int | None = 20, after: str | None = None) -> Connection[PoolEvent]:
        return pool_event_connection(info, loaders.history(info, page_request(first, after)).need(self.view.id))


@strawberry.type
class NearbyAccountEdge:
    node: Account
    distance_meters: float
    cursor: str


@strawberry.type
class NearbyAccountConnection:
    edges: list[NearbyAccountEdge]
    page_info: PageInfo


def account_node(info: Info, view: accounts.AccountView) -> Account:
    _want_what_it_may_show(info, view)
    return Account(
        id=global_id("Account", view.id),
        name=view.name,
        address=view.address,
        category=view.category,
        external_id=view.external_id,
        phone=view.phone,
        position=position_node(view.position),
        stage=view.stage,
        value=view.value,
        visit_minutes=view.visit_minutes,
        claimed_at=view.claimed_at,
        last_visit_at=view.last_visit_at,
        view=view,
    )


def _want_what_it_may_show(info: Info, view: accounts.AccountView) -> None:
    """Each list of accounts fetches these once, and what lies below them too."""
    info.context.loaders.show("account", view.id)
    loaders.claimability(info).want([view.id])
    if view.kept_until is not None:
        loaders.holds(info).want([view.id])
    loaders.visit_policies_of_accounts(info).want([view.id])
    region_loaders.regions(info).want([view.region_id])
    region_loaders.boundaries(info).want([view.region_id])
    region_loaders.ownership(info).want([view.region_id])
    if view.owner_id is not None:
        loaders.pool_policies_of_accounts(info).want([view.id])
        loaders.want_private_pool(info, view.owner_id)
        people_loaders.members(info).want([view.owner_id])
        region_loaders.grants_of_members(info).want([view.owner_id])


def account_of(info: Info, view: accounts.AccountView | None) -> Account | None:
    return None if view is None else account_node(info, view)


def account_connection(info: Info, page: Page[accounts.AccountView]) -> Connection[Account]:
    return connection(page, lambda view: account_node(info, view))


def nearby_connection(info: Info, page: Page[accounts.NearbyAccount]) -> NearbyAccountConnection:
    edges = [
        NearbyAccountEdge(node=account_node(info, item.account), distance_meters=item.distance_meters, cursor=cursor)
        for item, cursor in zip(page.items, page.cursors, strict=True)
    ]
    return NearbyAccountConnection(edges=edges, page_info=page_info(page))
