"""A subscriber: a real WebSocket to the server of these tests, speaking graphql-transport-ws."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.api_client import Client, Json

_PATIENCE_SECONDS = 20  # until a test that hears nothing fails
RECORDED = "subscription($under: ID, $after: String) { visitRecorded(under: $under, after: $after) { %s } }"


@contextmanager
def socket(client: Client) -> Iterator[ClientConnection]:
    """A socket on which nothing has been said yet."""
    address = str(client.http.base_url).replace("http://", "ws://").rstrip("/")
    with connect(f"{address}/graphql", subprotocols=["graphql-transport-ws"], compression=None) as connection:  # type: ignore[list-item]
        yield connection


class Ear:
    """One socket with a subscription on it."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    def say(self, **message: Any) -> None:
        self._connection.send(json.dumps(message))

    def hear(self) -> Json:
        """The next message, whatever it is."""
        heard: Json = json.loads(self._connection.recv(timeout=_PATIENCE_SECONDS))
        return heard

    def begin(self, token: str | None) -> str:
        """The cursor of the beginning."""
        self.say(type="connection_init", payload={"Authorization": f"Bearer {token}"} if token else {})
        acknowledged = self.hear()
        assert acknowledged["type"] == "connection_ack"
        return str(acknowledged["payload"]["cursor"])

    def subscribe(self, query: str, *, id: str = "1", **variables: Any) -> None:
        self.say(type="subscribe", id=id, payload={"query": query, "variables": variables})

    def event(self) -> Json:
        """The payload of the next event."""
        heard = self.hear()
        assert heard["type"] == "next", heard
        payload: Json = heard["payload"]
        return payload

    def visit(self) -> Json:
        """The visit of the next event, which must be shown without errors."""
        payload = self.event()
        assert "errors" not in payload, payload["errors"]
        recorded: Json = payload["data"]["visitRecorded"]
        return recorded


@contextmanager
def ear(client: Client, fields: str = "visitId", **variables: Any) -> Iterator[Ear]:
    """Hears the visits that are recorded in the client's sight from now on (`after`: from there on)."""
    with socket(client) as connection:
        listening = Ear(connection)
        cursor = listening.begin(client.token)
        listening.subscribe(RECORDED % fields, **{"after": cursor, **variables})
        yield listening
