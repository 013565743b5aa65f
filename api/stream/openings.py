"""Letting a client in, and finding out what a subscription listens to: both in the client's own sight."""

from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

import people
from api.context import Context
from api.edge.budget import MinuteBudget
from api.edge.execution import Prepared
from api.edge.operation import Sender
from api.edge.request_errors import Code, RequestError
from api.edge.stream.streams import Guest
from api.operate import opened
from api.stream.happenings import Opened, Opening
from api.stream.listener import Listener
from api.stream.topics import Listening
from core import clock
from core.commit_order import Place
from core.errors import InvalidInput
from core.outbox import KEPT, Bookmark, end_of_outbox, read_bookmark

_ENDED = "This needs a live session: send connection_init with Authorization: Bearer and an access token."


def welcome(engine: Engine, sender: Sender) -> Guest:
    """The client of a new socket. Raises RequestError UNAUTHENTICATED without a live session."""
    now = clock.now()
    session_id = people.session_of_access_token(sender.bearer_token, now) if sender.bearer_token else None
    with opened(engine) as session:
        if session_id is None or people.enter(session, session_id, now=now, for_reading=True) is None:
            raise RequestError(Code.UNAUTHENTICATED, _ENDED)
        return Guest(session_id, str(Bookmark(end_of_outbox(session), now)))


def open_subscription(engine: Engine, budget: MinuteBudget, guest: Guest, prepared: Prepared) -> Listener:
    """Raises RequestError for a session that is over or a spent budget, InvalidInput for what can't be listened to."""
    now = clock.now()
    with opened(engine) as session:
        viewer = people.enter(session, guest.session_id, now=now, for_reading=True)
        if viewer is None:
            raise RequestError(Code.UNAUTHENTICATED, _ENDED)
        budget.charge(viewer.member_id, prepared.request.cost, now)
        context = Context(session=session, viewer=viewer, now=now, client_address=prepared.request.client_address)
        listening = _listening(prepared, context)
        place = end_of_outbox(session) if listening.after is None else _place(session, listening.after, now)
        return Listener(viewer, prepared, listening, place)


def _listening(prepared: Prepared, context: Context) -> Listening:
    errors = prepared.execute(context, Opening()).errors or []
    for error in errors:
        if isinstance(error.original_error, Opened):
            return error.original_error.listening
    raise errors[0].original_error or errors[0]


def _place(session: Session, after: str, now: datetime) -> Place:
    """Raises InvalidInput for a cursor that doesn't lead back to every event since."""
    bookmark = read_bookmark(after)
    if bookmark is None or bookmark.place > end_of_outbox(session):
        raise InvalidInput("after", "after is no cursor of this server: take one from a message's extensions.")
    if bookmark.at < now - KEPT:
        message = f"after is older than {KEPT.days} days, for which events are kept: read what you missed by a query."
        raise InvalidInput("after", message)
    return bookmark.place
