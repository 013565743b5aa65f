"""Units and members as clients see them."""

from datetime import time
from enum import Enum
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

import people
from api.accounts import loaders as account_loaders
from api.connection import Connection, connection, page_request
from api.context import Info
from api.enums import show_enum
from api.global_ids import global_id
from api.node import Node
from api.people import loaders
from api.regions import loaders as region_loaders
from people import Role

if TYPE_CHECKING:
    from api.accounts.policies import PoolPolicy, VisitPolicy
    from api.accounts.policy_history import PolicySetting
    from api.accounts.private_pool import PrivatePool
    from api.people.devices import Device
    from api.regions.types import Grant, Region

show_enum(Role)


@strawberry.enum
class MemberStatus(Enum):
    ACTIVE = "ACTIVE"
    LEFT = "LEFT"


@strawberry.type
class WorkHours:
    weekdays: list[int] = strawberry.field(description="1 = Monday")
    from_: time = strawberry.field(name="from")
    to: time = strawberry.field(description="not after from: the next day")


@strawberry.type
class OrgUnit(Node):
    name: str
    view: strawberry.Private[people.UnitView]

    @strawberry.field
    def parent(self, info: Info) -> "OrgUnit | None":
        return unit_of(info, loaders.units(info).get(self.view.parent_id))

    @strawberry.field(description="From the root down to this unit; only what the viewer may see.")
    def ancestors(self, info: Info) -> list["OrgUnit"]:
        known = loaders.units(info)
        known.want(self.view.path)
        return [unit_node(info, view) for view in map(known.get, self.view.path) if view is not None]

    @strawberry.field
    def children(self, info: Info) -> list["OrgUnit"]:
        return [unit_node(info, view) for view in loaders.children(info).get(self.view.id) or []]

    @strawberry.field
    def members(self, info: Info, first: int | None = 20, after: str | None = None) -> Connection["Member"]:
        page = loaders.member_pages(info, page_request(first, after)).need(self.view.id)
        return connection(page, lambda view: member_node(info, view))

    @strawberry.field
    def regions(self, info: Info) -> list[Annotated["Region", strawberry.lazy("api.regions.types")]]:
        from api.regions.types import region_node

        return [region_node(info, view) for view in region_loaders.regions_of_units(info).get(self.view.id) or []]

    @strawberry.field(description="In force here: its own or the nearest ancestor's.")
    def pool_policy(self, info: Info) -> Annotated["PoolPolicy", strawberry.lazy("api.accounts.policies")]:
        from api.accounts.policies import pool_policy_node

        return pool_policy_node(info, account_loaders.pool_policies(info).need(self.view.id))

    @strawberry.field
    def visit_policy(self, info: Info) -> Annotated["VisitPolicy", strawberry.lazy("api.accounts.policies")]:
        from api.accounts.policies import visit_policy_node

        return visit_policy_node(info, account_loaders.visit_policies(info).need(self.view.id))

    @strawberry.field(description="What was ever set on this very unit, newest first, of both policies.")
    def policy_history(
        self, info: Info, first: int | None = 20, after: str | None = None
    ) -> Connection[Annotated["PolicySetting", strawberry.lazy("api.accounts.policy_history")]]:
        from api.accounts.policy_history import policy_history_of

        return policy_history_of(info, self.view.id, first, after)


@strawberry.type
class Member(Node):
    name: str
    role: Role
    time_zone: str
    view: strawberry.Private[people.MemberView]

    @strawberry.field
    def status(self) -> MemberStatus:
        return MemberStatus.ACTIVE if self.view.left_at is None else MemberStatus.LEFT

    @strawberry.field
    def org_unit(self, info: Info) -> OrgUnit:
        return unit_node(info, loaders.units(info).need(self.view.unit_id))

    @strawberry.field(description="Outside them no position is stored, and the app should take none. Null: always.")
    def work_hours(self) -> list[WorkHours] | None:
        if self.view.work_hours is None:
            return None
        return [WorkHours(weekdays=list(span.weekdays), from_=span.start, to=span.end) for span in self.view.work_hours]

    @strawberry.field
    def grants(self, info: Info) -> list[Annotated["Grant", strawberry.lazy("api.regions.types")]]:
        from api.regions.types import grant_node

        return [grant_node(info, view) for view in region_loaders.grants_of_members(info).get(self.view.id) or []]

    @strawberry.field(description="For the member and those who manage the member. Null for others than reps.")
    def private_pool(self, info: Info) -> Annotated["PrivatePool", strawberry.lazy("api.accounts.private_pool")] | None:
        from api.accounts.private_pool import private_pool_of

        return private_pool_of(info, self.view)

    @strawberry.field(
        description="Newest first, revoked ones too. For the member and those who manage the member; empty for others."
    )
    def devices(
        self, info: Info, first: int | None = 20, after: str | None = None
    ) -> Connection[Annotated["Device", strawberry.lazy("api.people.devices")]]:
        from api.people.devices import device_connection

        return device_connection(loaders.device_pages(info, page_request(first, after)).need(self.view.id))


def unit_node(info: Info, view: people.UnitView) -> OrgUnit:
    loaders.units(info).want([view.parent_id])
    loaders.children(info).want([view.id])
    region_loaders.regions_of_units(info).want([view.id])
    account_loaders.pool_policies(info).want([view.id])
    account_loaders.visit_policies(info).want([view.id])
    return OrgUnit(id=global_id("OrgUnit", view.id), name=view.name, view=view)


def unit_of(info: Info, view: people.UnitView | None) -> OrgUnit | None:
    return None if view is None else unit_node(info, view)


def changed_unit(info: Info, unit_id: UUID) -> OrgUnit:
    """For whoever has just acted on the unit, and so sees it."""
    return unit_node(info, loaders.units(info).need(unit_id))


def member_node(info: Info, view: people.MemberView) -> Member:
    loaders.units(info).want([view.unit_id])
    region_loaders.grants_of_members(info).want([view.id])
    account_loaders.want_private_pool(info, view.id)
    info.context.loaders.show("members", view.id)
    return Member(id=global_id("Member", view.id), name=view.name, role=view.role, time_zone=view.time_zone, view=view)


def member_of(info: Info, view: people.MemberView | None) -> Member | None:
    return None if view is None else member_node(info, view)


def changed_member(info: Info, member_id: UUID) -> Member:
    """For whoever has just acted on the member, and so sees the member."""
    return member_node(info, loaders.members(info).need(member_id))
