"""Answers as HTTP carries them: status, media type, bytes (GraphQL over HTTP, "Response")."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import orjson
from graphql import ExecutionResult, GraphQLError
from starlette.responses import Response

from api.edge.media import Media
from api.edge.refusals import Refusal
from api.edge.request_errors import Code, code_of, formatted

_STATUS = {Code.UNAUTHENTICATED: 401, Code.TOO_LARGE: 413, Code.LIMITED: 429, Code.BUSY: 429}
_HEADERS = {Code.UNAUTHENTICATED: {"WWW-Authenticate": "Bearer"}, Code.BUSY: {"Retry-After": "1"}}


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    media: Media
    body: bytes
    codes: tuple[str, ...] = ()
    "Codes of its top-level errors."
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> Response:
        return Response(self.body, self.status, self.headers, media_type=f"{self.media}; charset=utf-8")


def executed(result: ExecutionResult, media: Media) -> Answer:
    """The answer to an operation that was executed, with or without errors at its fields."""
    errors = result.errors or []
    content: dict[str, object] = {"data": result.data}
    if errors:
        content["errors"] = [formatted(error) for error in errors]
    if result.extensions:
        content["extensions"] = result.extensions
    return Answer(200, media, orjson.dumps(content), _codes(errors))


def failed(errors: Sequence[GraphQLError], media: Media) -> Answer:
    """The answer to a well-formed request that wasn't executed; it has no data.

    The older media type answers 200 whatever became of the request. BUSY is 429 rather than 503,
    since no input may cause a 5xx.
    """
    first = code_of(errors[0])
    status = 200 if media is Media.JSON else _STATUS.get(first, 400)
    return Answer(status, media, _error_body(errors), _codes(errors), _headers(first, errors[0]))


def refused(refusal: Refusal, media: Media) -> Answer:
    """The answer to a request that HTTP refuses."""
    errors = [refusal.error]
    return Answer(refusal.status, media, _error_body(errors), _codes(errors), refusal.headers)


def _headers(code: Code, error: GraphQLError) -> Mapping[str, str]:
    seconds = (error.extensions or {}).get("retryAfterSeconds")
    return _HEADERS.get(code, {}) if seconds is None else {"Retry-After": str(seconds)}


def _error_body(errors: Sequence[GraphQLError]) -> bytes:
    return orjson.dumps({"errors": [formatted(error) for error in errors]})


def _codes(errors: Sequence[GraphQLError]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code_of(error).value for error in errors))
