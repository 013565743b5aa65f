"""The demo's client tells an answer, a refusal and a failure apart."""

from typing import Any

import httpx
import orjson
import pytest

from demo.client import Client, Refused, RequestFailed


def client_of(*answers: Any) -> Client:
    """A client of a server that gives these answers, one a request."""
    waiting = iter(answers)
    return Client("http://doorstep", httpx.MockTransport(lambda _: httpx.Response(200, json=next(waiting))))


def test_an_act_that_is_refused_names_the_refusal_and_its_reason() -> None:
    client = client_of({"data": {"claimAccount": {"__typename": "AlreadyOwned", "message": "Another rep has it."}}})
    with pytest.raises(Refused, match=r"AlreadyOwned: Another rep has it\."):
        client.act("mutation { claimAccount }")


def test_a_failed_request_says_what_the_server_said() -> None:
    client = client_of({"errors": [{"message": "Too busy.", "path": ["viewer"], "extensions": {"code": "BUSY"}}]})
    with pytest.raises(RequestFailed, match=r"Too busy\. \(code BUSY, path \['viewer'\]\)"):
        client.ask("{ viewer { id } }")


def test_an_answer_that_is_no_json_and_none_at_all_are_failures() -> None:
    def unreachable(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    for transport in (
        httpx.MockTransport(lambda _: httpx.Response(502, text="Bad gateway")),
        httpx.MockTransport(unreachable),
    ):
        with pytest.raises(RequestFailed, match="No answer from http://doorstep"):
            Client("http://doorstep", transport).ask("{ viewer { id } }")


def test_a_connection_is_read_to_its_last_page() -> None:
    def page(node: int, *, more: bool) -> dict[str, Any]:
        info = {"hasNextPage": more, "endCursor": str(node)}
        return {"data": {"visits": {"edges": [{"node": node}], "pageInfo": info}}}

    assert client_of(page(1, more=True), page(2, more=False)).all("query ($after: String) { visits }") == [1, 2]


def test_the_session_goes_with_every_request_after_signing_in() -> None:
    seen: list[str | None] = []

    def server(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("Authorization"))
        assert orjson.loads(request.content)["variables"]
        return httpx.Response(200, json={"data": {"signIn": {"__typename": "SignInSuccess", "accessToken": "t"}}})

    client = Client("http://doorstep", httpx.MockTransport(server))
    client.sign_in("aino", "secret", device="phone")
    client.ask("{ viewer { id } }", anything=1)
    assert seen == [None, "Bearer t"]
