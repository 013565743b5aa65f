"""Cases as clients see them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

import reviews
from api.connection import Connection, connection
from api.context import Info, Look
from api.global_ids import global_id
from api.node import Node
from api.people import loaders as people_loaders
from api.people.types import Member, member_node, member_of
from api.reviews import loaders
from api.reviews.evidence_map import evidence_map
from api.reviews.kinds import CaseKind, CaseStatus, Decision
from api.reviews.parts import CaseEvent, CheckedExplanation, event_node, explanation_node
from api.scalars import GeoJSON
from api.visits import loaders as visit_loaders
from api.visits.signals import Signal, signal_node
from core.paging import Page

if TYPE_CHECKING:
    from api.visits.types import Visit


@strawberry.type(description="One member's, and only that member's visits; a pair of reps is two related cases.")
class ReviewCase(Node):
    kind: CaseKind
    status: CaseStatus
    opened_at: datetime
    due_at: datetime
    taken_until: datetime | None = strawberry.field(description="When the taking lapses.")
    appealable_until: datetime | None
    decision: Decision | None
    rule_version: str = strawberry.field(
        description="Which rules, in which version, saw which figures: scoring again gives the same answer, byte for "
        "byte, while the evidence is kept."
    )
    view: strawberry.Private[reviews.CaseView]

    @strawberry.field
    def member(self, info: Info) -> Member:
        known = people_loaders.members(info).get(self.view.member_id)
        return member_node(info, known or loaders.members_of_cases(info).need(self.view.id))

    @strawberry.field
    def visits(self, info: Info) -> list[Annotated["Visit", strawberry.lazy("api.visits.types")]]:
        from api.visits.types import visit_node

        self._look(info)
        filed = loaders.visits_of_cases(info).get(self.view.id) or []
        known = visit_loaders.visit_views(info)
        return [visit_node(info, view) for each in filed if (view := known.get(each.visit_id)) is not None]

    @strawberry.field
    def signals(self, info: Info) -> list[Signal]:
        if self.view.is_blind:
            return []
        self._look(info)
        filed = loaders.visits_of_cases(info).get(self.view.id) or []
        known = visit_loaders.visit_views(info)
        own = [signal for each in filed if (view := known.get(each.visit_id)) is not None for signal in view.signals]
        signals = [*self.view.signals, *own, *(signal for each in filed for signal in each.signals)]
        return [signal_node(signal, explained=not self.view.is_own) for signal in signals]

    @strawberry.field
    def trust_score(self) -> int | None:
        return self.view.trust_score

    @strawberry.field(description="For reviewers.")
    def related(self, info: Info) -> list["ReviewCase"]:
        if self.view.is_own:
            return []
        return [case_node(info, view) for view in loaders.related_cases(info).get(self.view.id) or []]

    @strawberry.field
    def reviewer(self, info: Info) -> Member | None:
        return member_of(info, people_loaders.members(info).get(self.view.reviewer_id))

    @strawberry.field(description="Oldest first; nothing is ever changed or removed.")
    def history(self, info: Info) -> list[CaseEvent]:
        stored = loaders.events_of_cases(info).get(self.view.id) or []
        if self.view.is_own:
            stored = reviews.without_names(stored, self.view.member_id)
        appealable_until = self.view.appealable_until
        happened = reviews.history_of(stored, appealable_until=appealable_until, now=info.context.now)
        return [event_node(event) for event in happened]

    @strawberry.field(
        description="FeatureCollection for the map: account, geofence, fix with accuracy circle, the member's fixes "
        "before and after. Empty once positions are erased."
    )
    def evidence_map(self, info: Info) -> GeoJSON:
        self._look(info)
        evidence = loaders.evidence(info).need(self.view.id)
        if not self.view.is_own:
            info.context.looks.update(Look(seen.visit_id, self.view.member_id) for seen in evidence.sightings)
        return evidence_map(evidence)

    @strawberry.field(
        description="What would make the visits look so though nobody did wrong, each checked against the evidence. "
        "For reviewers; empty for an undecided sample."
    )
    def innocent_explanations(self, info: Info) -> list[CheckedExplanation]:
        if self.view.is_own or self.view.is_blind:
            return []
        self._look(info)
        evidence = loaders.evidence(info).need(self.view.id)
        return [explanation_node(checked) for checked in reviews.innocent_explanations(evidence)]

    def _look(self, info: Info) -> None:
        """Whoever else sees the evidence is entered into the history."""
        if not self.view.is_own:
            info.context.looked_at_cases.add(self.view.id)


def case_node(info: Info, view: reviews.CaseView) -> ReviewCase:
    loaders.expect_case(info, view)
    return ReviewCase(
        id=global_id("ReviewCase", view.id),
        kind=view.kind,
        status=view.status,
        opened_at=view.opened_at,
        due_at=view.due_at,
        taken_until=view.taken_until,
        appealable_until=view.appealable_until,
        decision=view.decision,
        rule_version=view.rule_version,
        view=view,
    )


def case_of(info: Info, view: reviews.CaseView | None) -> ReviewCase | None:
    return None if view is None else case_node(info, view)


def case_connection(info: Info, page: Page[reviews.CaseView]) -> Connection[ReviewCase]:
    return connection(page, lambda view: case_node(info, view))
