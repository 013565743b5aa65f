"""How a field of Subscription is resolved: once to open, when it says what it listens to, then once for each event."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import people
from api.context import Info
from api.global_ids import identifier_of
from api.stream.topics import Listening, Topic
from core.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Opening:
    """The root value of the first time."""


@dataclass(frozen=True, slots=True)
class Happening:
    """The root value of an event."""

    subject_id: UUID
    together: Sequence[UUID]
    "With the first of events that are shown together, the subjects of all."


class Opened(Exception):
    """The opening went well: there is nothing to show yet."""

    def __init__(self, listening: Listening) -> None:
        super().__init__()
        self.listening = listening


class OutOfSight(Exception):
    """The event is not the viewer's to see, and so it isn't sent."""


def happening(root: object, info: Info, topic: Topic, *, under: str | None, after: str | None) -> Happening:
    """The event at hand.

    Raises Opened at the opening, InvalidInput where `under` is no unit in the viewer's sight.
    """
    if isinstance(root, Happening):
        return root
    context = info.context
    unit_id = None if under is None else identifier_of("OrgUnit", under)
    if unit_id is not None and unit_id not in people.units_by_id(context.session, context.actor, [unit_id]):
        raise InvalidInput("under", "under is no unit at or below yours: take an id of your part of the org tree.")
    raise Opened(Listening(topic, unit_id, after))
