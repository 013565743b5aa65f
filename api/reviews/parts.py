"""What belongs to a case, as clients see it: what happened to it, and what might explain it."""

from datetime import datetime

import strawberry

import reviews
from api.context import Info
from api.people import loaders as people_loaders
from api.people.types import Member, member_of
from api.reviews.kinds import CaseEventKind, Decision, InnocentExplanation


@strawberry.type
class CaseEvent:
    at: datetime
    kind: CaseEventKind
    decision: Decision | None
    note: str | None
    view: strawberry.Private[reviews.CaseEventView]

    @strawberry.field(description="null for the rep concerned, who learns no reviewer's name")
    def by(self, info: Info) -> Member | None:
        return member_of(info, people_loaders.members(info).get(self.view.by_id))


@strawberry.type(description="An innocent explanation that was checked against the evidence.")
class CheckedExplanation:
    explanation: InnocentExplanation
    holds: bool | None = strawberry.field(
        description="Whether the evidence bears it out; null where there is none to tell by."
    )
    figures: str = strawberry.field(description="One sentence with the figures; no coordinates, no name.")


def event_node(view: reviews.CaseEventView) -> CaseEvent:
    return CaseEvent(at=view.at, kind=view.kind, decision=view.decision, note=view.note, view=view)


def explanation_node(checked: reviews.Checked) -> CheckedExplanation:
    return CheckedExplanation(explanation=checked.explanation, holds=checked.holds, figures=checked.figures)
