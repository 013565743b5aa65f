"""The parameters of a GraphQL request, from the JSON of its body."""

import json
import re
from dataclasses import dataclass
from typing import Any

import orjson

from api.edge.refusals import Refusal
from api.edge.request_errors import Code


@dataclass(frozen=True, slots=True)
class Parameters:
    query: str
    operation_name: str | None
    variables: dict[str, Any]


def parameters(body: bytes) -> Parameters:
    """Raises Refusal (400) for whatever isn't one well-formed GraphQL request."""
    sent = _json(body)
    if isinstance(sent, list):
        raise _malformed("Batches aren't served: send one operation a request.")
    if not isinstance(sent, dict):
        raise _malformed("The body must be a JSON object with a `query`.")
    _typed(sent, "extensions", dict, "an object")
    return Parameters(
        query=_query(sent),
        operation_name=_typed(sent, "operationName", str, "a string"),
        variables=_typed(sent, "variables", dict, "an object") or {},
    )


def _json(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        malformed = _malformed(f"The body isn't JSON in UTF-8: {error}.")
    # What a phone's queue would send again and again: NaN, infinities, a text that was cut within a character. Whoever
    # takes the value refuses it by name, and the rest is read.
    try:
        return json.loads(_ESCAPE.sub(_whole, body).decode())
    except (ValueError, RecursionError):
        raise malformed from None


def _whole(escape: re.Match[bytes]) -> bytes:
    """The escape, or that of U+0000 for half a surrogate pair: no text may hold either."""
    return escape[0] if escape["half"] is None else b"\\u0000"


def _query(sent: dict[str, Any]) -> str:
    query = sent.get("query")
    if not isinstance(query, str):
        raise _malformed("`query` must be a string that holds a GraphQL document.")
    if "\0" in query:
        raise _malformed("`query` holds U+0000 or half a surrogate pair: no GraphQL document does.")
    return query


def _typed(sent: dict[str, Any], name: str, type_: type[Any], described: str) -> Any:
    value = sent.get(name)
    if value is not None and not isinstance(value, type_):
        raise _malformed(f"`{name}` must be {described} or null.")
    return value


def _malformed(message: str) -> Refusal:
    return Refusal(400, Code.BAD_REQUEST, message)


_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)"
)
