"""Requests that HTTP itself refuses, before there is any GraphQL: same status for every media type."""

from collections.abc import Mapping

from api.edge.request_errors import Code, RequestError


class Refusal(Exception):
    """An answer with an HTTP status other than 200 and one error that says how to mend the request."""

    def __init__(self, status: int, code: Code, message: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.error = RequestError(code, message)
        self.headers = headers or {}


def beyond_limits(message: str) -> Refusal:
    """A document that asks for more than any may: refused before GraphQL looks at it."""
    return Refusal(400, Code.BAD_DOCUMENT, message)
