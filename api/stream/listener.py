"""One open subscription: who listens to what, how far, and what waits to be sent."""

import asyncio

from api.edge.execution import Prepared
from api.edge.limits import WAITING_EVENTS
from api.edge.request_errors import Code, RequestError
from api.stream.topics import Listening
from core.commit_order import Place
from people import Actor
from visits import Stamp


class Listener:
    """To be used from one event loop, but for what never changes, and for `actor`, which is its worker's."""

    def __init__(self, actor: Actor, prepared: Prepared, listening: Listening, place: Place) -> None:
        self.session_id = actor.session_id
        self.actor = actor
        "As last looked up."
        self.prepared = prepared
        self.listening = listening
        self.place = place
        "Up to which everything has been told."
        self._waiting: asyncio.Queue[bytes | RequestError] = asyncio.Queue(WAITING_EVENTS + 1)

    def may_be_concerned_by(self, stamp: Stamp) -> bool:
        """Whether it is worth to ask the policies: what is shown, they decide."""
        under = self.listening.under
        if under is not None and under not in stamp.unit_path:
            return False
        return stamp.member_id == self.actor.member_id or (
            not self.actor.is_rep and self.actor.unit_id in stamp.unit_path
        )

    def give(self, payload: bytes) -> None:
        """Let `payload` be sent; a client too slow for what happens is told to come back."""
        if self._waiting.qsize() < WAITING_EVENTS:
            self._waiting.put_nowait(payload)
        else:
            self.end(RequestError(Code.LIMITED, "Events come faster than you take them: go on after your last cursor."))

    def end(self, error: RequestError) -> None:
        """Let the subscription end with `error` once all before it is sent."""
        if not self._waiting.full():
            self._waiting.put_nowait(error)

    async def take(self) -> bytes:
        """The next payload. Raises RequestError where the subscription has ended."""
        waiting = await self._waiting.get()
        if isinstance(waiting, RequestError):
            raise waiting
        return waiting
