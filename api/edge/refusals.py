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
