"""A thin GraphQL client: what a phone app would use."""

from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from demo import operations
from demo.failure import DemoFailed

_PATIENCE_SECONDS = 90
"Longer than the server's own limit for an import, so that its answer arrives."


class RequestFailed(DemoFailed):
    """The server didn't carry the operation out: a malformed request, a dead session, overload, or a bug."""

    def __init__(self, message: str, *, code: str | None = None, retry_after_seconds: float = 0) -> None:
        super().__init__(message)
        self.code = code
        "`extensions.code` of the first error."
        self.retry_after_seconds = retry_after_seconds


class NoAnswer(RequestFailed):
    """Nothing came back, or nothing of the server's: the operation may have been carried out or not."""


class Refused(DemoFailed):
    """The server's refusal of an act: `kind` is the member of its result union."""

    def __init__(self, payload: Mapping[str, Any]) -> None:
        self.kind: str = payload["__typename"]
        self.payload = payload
        super().__init__(f"{self.kind}: {payload.get('message', 'no reason given')}")


class Client:
    """One person's connection to the API at `url` (`http://127.0.0.1:8000`), signed in or not."""

    def __init__(self, url: str, transport: httpx.BaseTransport | None = None) -> None:
        self._http = httpx.Client(base_url=url, timeout=_PATIENCE_SECONDS, transport=transport)

    def sign_in(self, login: str, password: str, device: str) -> Any:
        """Sign in for all that follows; gives the tokens. Raises Refused, RequestFailed."""
        credentials = {"login": login, "password": password, "deviceName": device}
        session = self.act(operations.SIGN_IN, input=credentials)
        self.use_session(session["accessToken"])
        return session

    def use_session(self, access_token: str) -> None:
        """Be the member of that session in all that follows."""
        self._http.headers["Authorization"] = f"Bearer {access_token}"

    def ask(self, document: str, **variables: Any) -> Any:
        """The value of the operation's one root field. Raises RequestFailed."""
        try:
            response = self._http.post("/graphql", json={"query": document, "variables": variables})
            answer = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise NoAnswer(f"No answer from {self._http.base_url}: {error}") from error
        if not isinstance(answer, dict) or not answer.keys() & {"data", "errors"}:
            raise NoAnswer(f"No answer from {self._http.base_url}: HTTP status {response.status_code}")
        if answer.get("errors"):
            raise _failure(answer["errors"])
        [value] = answer["data"].values()
        return value

    def act(self, document: str, **variables: Any) -> Any:
        """The Success of a mutation. Raises Refused for any other member of its union, RequestFailed."""
        payload = self.ask(document, **variables)
        if not payload["__typename"].endswith("Success"):
            raise Refused(payload)
        return payload

    def all(self, document: str, **variables: Any) -> list[Any]:
        """Every node of a connection, page after page; the document takes `$after`. Raises RequestFailed."""
        nodes: list[Any] = []
        after = None
        while True:
            page = self.ask(document, **variables, after=after)
            nodes += (edge["node"] for edge in page["edges"])
            if not page["pageInfo"]["hasNextPage"]:
                return nodes
            after = page["pageInfo"]["endCursor"]

    def close(self) -> None:
        self._http.close()


def _failure(errors: Sequence[Mapping[str, Any]]) -> RequestFailed:
    details = errors[0].get("extensions", {})
    return RequestFailed(
        "; ".join(_in_words(error) for error in errors),
        code=details.get("code"),
        retry_after_seconds=details.get("retryAfterSeconds", 0),
    )


def _in_words(error: Mapping[str, Any]) -> str:
    details = {**error.get("extensions", {}), "path": error.get("path")}
    known = ", ".join(f"{name} {value}" for name, value in details.items() if value)
    return f"{error['message']} ({known})" if known else str(error["message"])
