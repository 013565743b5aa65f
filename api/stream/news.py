"""What is new to a number of listeners: read once from the outbox, shown once to all who see the same."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

import people
from api.edge.masking import Masking
from api.stream.listener import Listener
from api.stream.showing import show
from core import outbox
from core.commit_order import Place
from core.db import acting
from core.outbox import PublishedEvent

EVENTS_AT_ONCE = 100
_STATEMENT_SECONDS = 3


@dataclass(frozen=True, slots=True)
class News:
    place: Place
    "Of the last event that was looked at."
    is_more: bool
    payloads: dict[Listener, list[bytes]] = field(default_factory=dict)
    departed: list[Listener] = field(default_factory=list)
    "Whose sessions are over."


def news_after(engine: Engine, masking: Masking, place: Place, listeners: Sequence[Listener]) -> News:
    """What the next events of the outbox after `place` are to each of the listeners."""
    with acting(engine, seconds=_STATEMENT_SECONDS) as session:
        events = outbox.events_after(session, place, most=EVENTS_AT_ONCE)
        concerned = concerning(session, events, listeners)
        alive = people.live_sessions(session, {listener.session_id for listener in concerned}) if concerned else set()
    news = News(events[-1].place if events else place, len(events) == EVENTS_AT_ONCE)
    groups: dict[object, list[Listener]] = defaultdict(list)
    for listener, its_events in concerned.items():
        if listener.session_id not in alive:
            news.departed.append(listener)
        else:
            groups[listener.alike, tuple(event.place for event in its_events)].append(listener)
    for group in groups.values():
        payloads = show(engine, masking, group[0], concerned[group[0]])
        news.payloads.update(dict.fromkeys(group, payloads))
    return news


def concerning(
    session: Session, events: Sequence[PublishedEvent], listeners: Sequence[Listener]
) -> dict[Listener, list[PublishedEvent]]:
    """The events that each listener hasn't been told yet and may be allowed to see."""
    found: dict[Listener, list[PublishedEvent]] = defaultdict(list)
    for topic in {listener.listening.topic for listener in listeners}:
        topical = [event for event in events if event.kind == topic.kind]
        stamps = topic.stamps(session, [event.subject_id for event in topical]) if topical else {}
        for listener in (listener for listener in listeners if listener.listening.topic is topic):
            for event in topical:
                stamp = stamps.get(event.subject_id)
                if event.place > listener.place and stamp is not None and listener.listening.may_concern(stamp):
                    found[listener].append(event)
    return found


def sessions_over(engine: Engine, listeners: Sequence[Listener]) -> list[Listener]:
    """Those who may no longer listen, whether anything happens or not."""
    with acting(engine, seconds=_STATEMENT_SECONDS) as session:
        ids: set[UUID] = {listener.session_id for listener in listeners}
        alive = people.live_sessions(session, ids)
    return [listener for listener in listeners if listener.session_id not in alive]
