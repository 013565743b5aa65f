"""Showing events to one subscriber: each read anew, with the rights that the subscriber has at that moment."""

from collections.abc import Sequence

import orjson
from graphql import ExecutionResult
from sqlalchemy import Engine

import people
from api.context import Context
from api.edge.masking import Masking
from api.edge.request_errors import formatted
from api.looks import record_looks
from api.operate import opened
from api.stream.happenings import Happening, OutOfSight
from api.stream.listener import Listener
from core import clock
from core.outbox import Bookmark, PublishedEvent


def show(engine: Engine, masking: Masking, listener: Listener, events: Sequence[PublishedEvent]) -> list[bytes]:
    """The payloads of those events that the listener may see; what it looked at is on record."""
    now = clock.now()
    request = listener.prepared.request
    payloads = []
    with opened(engine) as session:
        viewer = people.enter(session, listener.session_id, now=now, for_reading=True)
        if viewer is None:
            return []
        context = Context(session=session, viewer=viewer, now=now, client_address=request.client_address)
        for event in events:
            context.loaders.forget()
            result = listener.prepared.execute(context, Happening(event.subject_id))
            if not any(isinstance(error.original_error, OutOfSight) for error in result.errors or ()):
                payloads.append(_payload(result, event, masking, request.correlation_id))
        record_looks(context)
    return payloads


def _payload(result: ExecutionResult, event: PublishedEvent, masking: Masking, correlation_id: str) -> bytes:
    shown: dict[str, object] = {"data": result.data, "extensions": {"cursor": str(Bookmark(event.place, event.at))}}
    if result.errors:
        shown["errors"] = [formatted(masking.shown_in_place(error, correlation_id)) for error in result.errors]
    return orjson.dumps(shown)
