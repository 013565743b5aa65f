"""A thin GraphQL client: what a phone app would use."""

from collections.abc import Mapping
from typing import Any

import httpx

from demo.failure import DemoFailed

_PATIENCE_SECONDS = 90
"Longer than the server's own limit for an import, so that its answer arrives."


class RequestFailed(DemoFailed):
    """The server didn't carry the operation out: a malformed request, a dead session, overload, or a bug."""


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

    def sign_in(self, login: str, password: str, device: str) -> None:
        """Sign in for all that follows. Raises Refused, RequestFailed."""
        credentials = {"login": login, "password": password, "deviceName": device}
        session = self.act(_SIGN_IN, input=credentials)
        self._http.headers["Authorization"] = f"Bearer {session['accessToken']}"

    def ask(self, document: str, **variables: Any) -> Any:
        """The value of the operation's one root field. Raises RequestFailed."""
        try:
            response = self._http.post("/graphql", json={"query": document, "variables": variables})
            answer = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise RequestFailed(f"No answer from {self._http.base_url}: {error}") from error
        if answer.get("errors"):
            raise RequestFailed("; ".join(_in_words(error) for error in answer["errors"]))
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


def _in_words(error: Mapping[str, Any]) -> str:
    details = {**error.get("extensions", {}), "path": error.get("path")}
    known = ", ".join(f"{name} {value}" for name, value in details.items() if value)
    return f"{error['message']} ({known})" if known else str(error["message"])


_SIGN_IN = """
mutation ($input: SignInInput!) {
  signIn(input: $input) {
    __typename
    ... on SignInSuccess { accessToken }
    ... on UserError { message }
  }
}
"""
