"""The parameters of a GraphQL request, from the JSON of its body."""

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
    try:
        sent = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise _malformed(f"The body isn't JSON in UTF-8: {error}.") from None
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


def _query(sent: dict[str, Any]) -> str:
    query = sent.get("query")
    if not isinstance(query, str):
        raise _malformed("`query` must be a string that holds a GraphQL document.")
    return query


def _typed(sent: dict[str, Any], name: str, type_: type[Any], described: str) -> Any:
    value = sent.get(name)
    if value is not None and not isinstance(value, type_):
        raise _malformed(f"`{name}` must be {described} or null.")
    return value


def _malformed(message: str) -> Refusal:
    return Refusal(400, Code.BAD_REQUEST, message)
