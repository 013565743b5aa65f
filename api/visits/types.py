"""Visits as clients see them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

import visits
from api.accounts import loaders as account_loaders
from api.accounts.types import Account, account_of
from api.connection import Connection, connection
from api.context import Info, Look
from api.global_ids import global_id
from api.node import Node
from api.people import loaders as people_loaders
from api.people.types import Member, member_node
from api.regions import loaders as region_loaders
from api.regions.types import Region, region_of
from api.reviews import loaders as review_loaders
from api.visits import loaders
from api.visits.fix import Fix, fix_node
from api.visits.kinds import Presence, Standing, VisitOutcome, VisitStatus
from api.visits.signals import Signal, signal_node
from core.paging import Page

if TYPE_CHECKING:
    from api.reviews.types import ReviewCase


@strawberry.type
class Visit(Node):
    visit_id: UUID
    account_name: str = strawberry.field(description="As it was then.")
    status: VisitStatus
    checked_in_at: datetime = strawberry.field(
        description="When it happened, by the device clock corrected by its measured offset."
    )
    checked_out_at: datetime | None
    received_at: datetime = strawberry.field(description="When the server stored it.")
    offline: bool
    distance_meters: float | None = strawberry.field(
        description="From the fix to the account's position; null without a fix."
    )
    on_site_probability: float | None = strawberry.field(
        description="0 to 1: how likely the phone was inside the geofence, given the fix's accuracy."
    )
    presence: Presence
    standing: Standing
    outcome: VisitOutcome | None
    note: str | None
    view: strawberry.Private[visits.VisitView]

    @strawberry.field(
        description="Where the member's unit has moved out of the viewer's sight since: who made the visit, as the "
        "viewer knew the member then; orgUnit is the nearest unit above that the viewer still sees."
    )
    def member(self, info: Info) -> Member:
        known = people_loaders.members(info).get(self.view.member_id)
        return member_node(info, known or loaders.former_members(info).need(self.view.id))

    @strawberry.field(description="Null once it is no longer the viewer's to see.")
    def account(self, info: Info) -> Account | None:
        return account_of(info, account_loaders.account_views(info).get(self.view.account_id))

    @strawberry.field(description="As it was then.")
    def region(self, info: Info) -> Region | None:
        return region_of(info, region_loaders.regions(info).get(self.view.region_id))

    @strawberry.field(description="Null where none was given, stored or still kept.")
    def fix(self, info: Info) -> Fix | None:
        fix = loaders.fixes(info).get(self.view.id)
        if fix is None:
            return None
        if not self._is_own(info):
            info.context.looks.add(Look(self.view.id, self.view.member_id))
        return fix_node(fix)

    @strawberry.field(
        description="0 to 100; 100 is beyond doubt. Null for the rep concerned until a case is decided: "
        "no oracle for cheats."
    )
    def trust_score(self, info: Info) -> int | None:
        return self.view.trust_score if self._shows_doubts(info) else None

    @strawberry.field(
        description="Empty for the rep concerned until a case is decided; those of presence (STALE_FIX, "
        "VAGUE_FIX, NO_FIX, OUTSIDE_GEOFENCE) are always shown."
    )
    def signals(self, info: Info) -> list[Signal]:
        shows_all, is_own = self._shows_doubts(info), self._is_own(info)
        shown = [signal for signal in self.view.signals if shows_all or signal.code in visits.OF_PRESENCE]
        return [signal_node(signal, explained=not is_own) for signal in shown]

    @strawberry.field(description="The one that is undecided, or else the latest; for the rep concerned a decided one.")
    def case(self, info: Info) -> Annotated["ReviewCase", strawberry.lazy("api.reviews.types")] | None:
        from api.reviews.types import case_of

        return case_of(info, review_loaders.cases_of_visits(info).get(self.view.id))

    @strawberry.field(
        description="Signature checked against the enrolled key and the chain unbroken; null without evidence."
    )
    def evidence_valid(self, info: Info) -> bool | None:
        check = loaders.signature_checks(info).get(self.view.id)
        return None if check is None else check.valid

    @strawberry.field(
        description="Why evidenceValid is false now, in one sentence with the figures; a check-in that is missing in "
        "the chain counts once it can only arrive too late. Null for the rep concerned until a case is decided."
    )
    def evidence_fault(self, info: Info) -> str | None:
        check = loaders.signature_checks(info).get(self.view.id) if self._shows_doubts(info) else None
        return None if check is None else check.fault

    def _shows_doubts(self, info: Info) -> bool:
        """Not of a visit that waits to the rep concerned: only of one that was decided, and not doubted anew. Nor of a
        sample to its reviewers."""
        case = review_loaders.cases_of_visits(info).get(self.view.id)
        if self._is_own(info):
            return case is not None and self.view.standing is not Standing.HELD
        return case is None or not case.is_blind

    def _is_own(self, info: Info) -> bool:
        return self.view.member_id == info.context.actor.member_id


def expect_visit(info: Info, view: visits.VisitView) -> None:
    """Let the next batch of each loader bring what this visit may be asked for."""
    people_loaders.members(info).want([view.member_id])
    account_loaders.account_views(info).want([view.account_id])
    region_loaders.regions(info).want([view.region_id])
    loaders.fixes(info).want([view.id])
    review_loaders.cases_of_visits(info).want([view.id])
    loaders.signature_checks(info).want([view.id])
    loaders.former_members(info).want([view.id])


def visit_node(info: Info, view: visits.VisitView) -> Visit:
    expect_visit(info, view)
    return Visit(
        id=global_id("Visit", view.id),
        visit_id=view.visit_id,
        account_name=view.account_name,
        status=view.status,
        checked_in_at=view.checked_in_at,
        checked_out_at=view.checked_out_at,
        received_at=view.received_at,
        offline=view.offline,
        distance_meters=view.distance_meters,
        on_site_probability=view.on_site_probability,
        presence=view.presence,
        standing=view.standing,
        outcome=view.outcome,
        note=view.note,
        view=view,
    )


def own_visit(info: Info, id: UUID) -> Visit:
    """For the rep who made it."""
    return visit_node(info, loaders.visit_views(info).need(id))


def visit_of(info: Info, view: visits.VisitView | None) -> Visit | None:
    return None if view is None else visit_node(info, view)


def visit_connection(info: Info, page: Page[visits.VisitView]) -> Connection[Visit]:
    return connection(page, lambda view: visit_node(info, view))
