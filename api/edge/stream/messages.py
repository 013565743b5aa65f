"""The messages of graphql-transport-ws, and the codes with which a socket is closed.

Source: github.com/enisdenjo/graphql-ws, PROTOCOL.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import GraphQLError

from api.edge.request_errors import formatted

PROTOCOL = "graphql-transport-ws"

BAD_REQUEST, UNAUTHORIZED, FORBIDDEN = 4400, 4401, 4403
WRONG_PROTOCOL, INIT_TIMEOUT, ID_TAKEN, TOO_MANY = 4406, 4408, 4409, 4429
TRY_AGAIN_LATER = 1013


class Closing(Exception):
    """The socket is closed with this code and reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Received:
    kind: str
    id: str
    "Empty where the message has none."
    payload: dict[str, Any]


def received(text: str) -> Received:
    """A client's message. Raises Closing for what is none."""
    try:
        sent = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Closing(BAD_REQUEST, "A message is JSON.") from None
    if not isinstance(sent, dict) or not isinstance(sent.get("type"), str):
        raise Closing(BAD_REQUEST, "A message is an object with a `type`.")
    payload, id = sent.get("payload"), sent.get("id", "")
    if payload is not None and not isinstance(payload, dict):
        raise Closing(BAD_REQUEST, "`payload` is an object.")
    if not isinstance(id, str) or (sent["type"] in ("subscribe", "complete") and not id):
        raise Closing(BAD_REQUEST, "`id` is a string that isn't empty.")
    return Received(sent["type"], id, payload or {})


def plain(kind: str, payload: Mapping[str, Any] | None = None) -> str:
    return orjson.dumps({"type": kind} | ({} if payload is None else {"payload": payload})).decode()


def next_of(id: str, payload: bytes) -> str:
    """`payload`: JSON of an execution result, made once for all who get the same."""
    return f'{{"id":{orjson.dumps(id).decode()},"type":"next","payload":{payload.decode()}}}'


def error_of(id: str, errors: Sequence[GraphQLError]) -> str:
    return orjson.dumps({"id": id, "type": "error", "payload": [formatted(error) for error in errors]}).decode()
