"""The seam between a socket and whoever feeds it: what one subscription gets, and until when."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from api.edge.execution import Prepared
from api.edge.operation import Sender


@dataclass(frozen=True, slots=True)
class Guest:
    """Who is on a socket: a session that was alive when the socket was opened, and is asked for again ever after."""

    session_id: UUID
    cursor: str
    "Of the instant of the welcome."


Send = Callable[[bytes], Awaitable[None]]
"Takes the JSON of an execution result; waits where the client is slow."


class Streams(Protocol):
    """Feeds subscriptions. To be used from one event loop."""

    async def welcome(self, sender: Sender) -> Guest:
        """Let a client in that opens a socket. Raises RequestError UNAUTHENTICATED without a live session."""

    async def listen(self, guest: Guest, prepared: Prepared, send: Send) -> None:
        """Send every event of the subscription until cancelled.

        Raises RequestError, RequestErrors or Refusal where it can't begin or go on.
        """

    def close(self) -> None: ...
