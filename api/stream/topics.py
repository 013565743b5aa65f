"""What can be listened to: which events of the outbox, and whom each of them may concern."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

import reviews
import visits


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
    under: UUID | None
    after: str | None


VISITS_RECORDED = Topic("visit.recorded", visits.stamps)
CASES_OPENED = Topic("case.opened", reviews.stamps)
