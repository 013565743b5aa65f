"""What can be listened to: which events of the outbox, and whom each of them may concern."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

import reviews
import visits
from people import Actor


@dataclass(frozen=True, slots=True)
class Topic:
    kind: str
    "Of the outbox's events."
    stamps: Callable[[Session, Sequence[UUID]], Mapping[UUID, visits.Stamp]]
    "Of the subjects of events: whose they are and which units see them. Read as the writer."


@dataclass(frozen=True, slots=True)
class Listening:
    """What a subscription listens to, as its opening has found it to be in the listener's sight."""

    topic: Topic
    actor: Actor
    under: UUID | None
    after: str | None

    def may_concern(self, stamp: visits.Stamp) -> bool:
        """Whether it is worth to ask the policies: what is shown, they decide."""
        if self.under is not None and self.under not in stamp.unit_path:
            return False
        return stamp.member_id == self.actor.member_id or (
            not self.actor.is_rep and self.actor.unit_id in stamp.unit_path
        )


VISITS_RECORDED = Topic("visit.recorded", visits.stamps)
CASES_OPENED = Topic("case.opened", reviews.stamps)
