"""graphql-transport-ws, to the letter: how a socket begins, what it may say, and how it ends."""

import json
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.api_client import Client
from tests.stream.ear import Ear, socket


def _closed_with(connection: ClientConnection) -> int:
    with pytest.raises(ConnectionClosed) as closed:
        connection.recv(timeout=20)
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code


def test_a_socket_speaks_the_protocol_or_is_closed(nobody: Client) -> None:
    address = str(nobody.http.base_url).replace("http://", "ws://").rstrip("/")
    with connect(f"{address}/graphql") as connection:
        assert _closed_with(connection) == 4406


@pytest.mark.parametrize("token", [None, "nonsense"])
def test_nobody_is_let_in_without_a_live_session(nobody: Client, token: str | None) -> None:
    with socket(nobody) as connection:
        payload = {"Authorization": f"Bearer {token}"} if token else {}
        connection.send(json.dumps({"type": "connection_init", "payload": payload}))
        assert _closed_with(connection) == 4403


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("{", 4400),
        ("[]", 4400),
        ({"type": "subscribe", "id": "1", "payload": {"query": "subscription { x }"}}, 4401),
        ({"type": "ping"}, 4401),
        ({"type": "connection_init", "payload": 3}, 4400),
    ],
)
def test_what_may_not_come_first_closes_the_socket(nobody: Client, message: Any, code: int) -> None:
    with socket(nobody) as connection:
        connection.send(message if isinstance(message, str) else json.dumps(message))
        assert _closed_with(connection) == code


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        ([{"type": "connection_init"}], 4429),
        ([{"type": "sing"}], 4400),
        ([{"type": "subscribe", "payload": {"query": "{ x }"}}], 4400),
        ([{"type": "subscribe", "id": "1", "payload": {"query": "subscription { visitRecorded { id } }"}}] * 2, 4409),
        (
            [
                {"type": "subscribe", "id": str(n), "payload": {"query": "subscription { visitRecorded { id } }"}}
                for n in range(21)
            ],
            4429,
        ),
    ],
)
def test_what_the_protocol_forbids_closes_the_socket(root_admin: Client, messages: list[Any], code: int) -> None:
    with socket(root_admin) as connection:
        Ear(connection).begin(root_admin.token)
        for message in messages:
            connection.send(json.dumps(message))
        assert _closed_with(connection) == code


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("{ viewer { id } }", "Queries and mutations are served by POST"),
        ("subscription { visitRecorded { nonsense } }", "Cannot query field"),
        ("subscription { visitRecorded { id } other: visitRecorded { id } }", "one top level field"),
        ("subscription {", "Syntax Error"),
    ],
)
def test_a_document_that_is_wrong_ends_its_subscription_only(root_admin: Client, query: str, message: str) -> None:
    with socket(root_admin) as connection:
        listening = Ear(connection)
        listening.begin(root_admin.token)
        listening.subscribe(query)
        refused = listening.hear()
        assert (refused["type"], refused["id"]) == ("error", "1")
        assert message in refused["payload"][0]["message"]
        listening.say(type="ping")
        assert listening.hear() == {"type": "pong"}


def test_post_says_where_subscriptions_are_served(root_admin: Client) -> None:
    answer = root_admin.answer("subscription { visitRecorded { id } }")
    assert "open a WebSocket" in answer["errors"][0]["message"]
