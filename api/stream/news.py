"""What is new to a number of listeners: read once from the outbox, shown once to all who see the same."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Engine
from sqlalchemy.orm import Session

import people
from api.edge.masking import Masking
from api.stream.listener import Listener
from api.stream.showing import Told, show
from api.stream.sights import sight
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
    news = News(events[-1].place if events else place, len(events) == EVENTS_AT_ONCE)
    groups = _alike(concerned, concerned)
    while groups:
        group = groups.pop()
        shown = show(engine, masking, group, concerned[group[0]])
        news.payloads.update(dict.fromkeys(shown.to, shown.payloads))
        news.departed.extend(shown.departed)
        groups += _alike(shown.changed, concerned)
    return news


def concerning(
    session: Session, events: Sequence[PublishedEvent], listeners: Sequence[Listener]
) -> dict[Listener, list[Told]]:
    """The events that each listener hasn't been told yet and may be allowed to see."""
    found: dict[Listener, list[Told]] = defaultdict(list)
    for topic in {listener.listening.topic for listener in listeners}:
        topical = [event for event in events if event.kind == topic.kind]
        stamps = topic.stamps(session, [event.subject_id for event in topical]) if topical else {}
        told = [Told(event, stamps[event.subject_id]) for event in topical if event.subject_id in stamps]
        for listener in (listener for listener in listeners if listener.listening.topic is topic):
            for each in told:
                if each.event.place > listener.place and listener.may_be_concerned_by(each.stamp):
                    found[listener].append(each)
    return found


def sessions_over(engine: Engine, listeners: Sequence[Listener]) -> list[Listener]:
    """Those who may no longer listen, whether anything happens or not; of the others the rights are looked up."""
    with acting(engine, seconds=_STATEMENT_SECONDS) as session:
        actors = people.live_actors(session, {listener.session_id for listener in listeners})
    for listener in listeners:
        listener.actor = actors.get(listener.session_id, listener.actor)
    return [listener for listener in listeners if listener.session_id not in actors]


def _alike(listeners: Collection[Listener], concerned: Mapping[Listener, Sequence[Told]]) -> list[list[Listener]]:
    """Those who are to be told the same events and, by the rights that are known of them, see the same."""
    groups: dict[Hashable, list[Listener]] = defaultdict(list)
    for listener in listeners:
        told = concerned[listener]
        seen = sight(listener.prepared, listener.actor, [each.stamp for each in told])
        groups[seen, tuple(each.event.place for each in told)].append(listener)
    return list(groups.values())
