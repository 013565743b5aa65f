"""Showing events to subscribers: each read anew, with the rights that each subscriber has at that moment."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import orjson
from graphql import ExecutionResult
from sqlalchemy import Engine, text

import people
from api.context import Context
from api.edge.masking import Masking
from api.edge.request_errors import formatted
from api.looks import record_looks
from api.operate import opened
from api.stream.happenings import Happening, OutOfSight
from api.stream.listener import Listener
from api.stream.sights import sight
from core import clock
from core.outbox import Bookmark, PublishedEvent
from visits import Stamp

_IN_ONE_SNAPSHOT = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET LOCAL ROLE doorstep_writer")


@dataclass(frozen=True, slots=True)
class Told:
    """An event, and whom it may concern."""

    event: PublishedEvent
    stamp: Stamp


@dataclass(slots=True)
class Shown:
    payloads: list[bytes] = field(default_factory=list)
    "Of those events that may be seen."
    to: list[Listener] = field(default_factory=list)
    departed: list[Listener] = field(default_factory=list)
    "Whose sessions are over."
    changed: list[Listener] = field(default_factory=list)
    "Who see something else than the first, by the rights that they have now."


def show(engine: Engine, masking: Masking, listeners: Sequence[Listener], told: Sequence[Told]) -> Shown:
    """Show events to the first of the listeners whose session lives, and to all who see the same at that instant.

    What is looked at is on record.
    """
    now = clock.now()
    shown = Shown()
    with opened(engine) as session:
        session.execute(_IN_ONE_SNAPSHOT)
        actors = people.live_actors(session, {listener.session_id for listener in listeners})
        shown.departed = [listener for listener in listeners if listener.session_id not in actors]
        present = [listener for listener in listeners if listener.session_id in actors]
        if not present:
            return shown
        for listener in present:
            listener.actor = actors[listener.session_id]
        stamps = [each.stamp for each in told]
        sights = {listener: sight(listener.prepared, listener.actor, stamps) for listener in present}
        first = present[0]
        shown.to = [listener for listener in present if sights[listener] == sights[first]]
        shown.changed = [listener for listener in present if sights[listener] != sights[first]]
        viewer = people.enter(session, first.session_id, now=now, for_reading=False)
        address = first.prepared.request.client_address
        context = Context(session=session, viewer=viewer, now=now, client_address=address)
        shown.payloads = _payloads(first, context, masking, [each.event for each in told])
        record_looks(context)
    return shown


def _payloads(listener: Listener, context: Context, masking: Masking, events: Sequence[PublishedEvent]) -> list[bytes]:
    payloads = []
    together = [event.subject_id for event in events]
    for event in events:
        result = listener.prepared.execute(context, Happening(event.subject_id, together))
        together = []
        if not any(isinstance(error.original_error, OutOfSight) for error in result.errors or ()):
            payloads.append(_payload(result, event, masking, listener.prepared.request.correlation_id))
    return payloads


def _payload(result: ExecutionResult, event: PublishedEvent, masking: Masking, correlation_id: str) -> bytes:
    shown: dict[str, object] = {"data": result.data, "extensions": {"cursor": str(Bookmark(event.place, event.at))}}
    if result.errors:
        shown["errors"] = [formatted(masking.shown_in_place(error, correlation_id)) for error in result.errors]
    return orjson.dumps(shown)
