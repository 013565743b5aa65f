"""A WebSocket that one process accepts is carried by another, on one address."""

import asyncio
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from api.edge.stream.gathering import GathersMessages
from api.edge.stream.handover import HandsOver, SocketServer, listener_at
from tests.api_client import serving


async def _echo(websocket: WebSocket) -> None:
    await websocket.accept()
    async for text in websocket.iter_text():
        await websocket.send_text(f"{websocket.headers['x-name']} says {text}")
        await websocket.send_text("that's it")


def _accepting(_: object) -> PlainTextResponse:
    return PlainTextResponse("posted")


@contextmanager
def _carrier(address: str) -> Iterator[None]:
    app = Starlette(routes=[WebSocketRoute("/", _echo)])
    with listener_at(address) as listener:
        server = SocketServer(uvicorn.Config(app, log_level="warning", ws=GathersMessages), listener)
        thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.should_exit = True
            thread.join(timeout=10)


@contextmanager
def _front(address: str) -> Iterator[str]:
    app = Starlette(routes=[Route("/", _accepting)])
    with serving(app, ws=partial(HandsOver, address=address)) as http:
        assert http.get("/").text == "posted"
        yield str(http.base_url).replace("http://", "ws://")


def test_connections_are_carried_with_their_request_while_the_front_goes_on() -> None:
    address = f"\0test-{secrets.token_hex(8)}"
    with (
        _carrier(address),
        _front(address) as url,
        connect(url, additional_headers={"X-Name": "Ann"}) as ann,
        connect(url, additional_headers={"X-Name": "Bo"}) as bo,
    ):
        for number in range(3):
            ann.send(str(number))
            bo.send(str(number))
            assert (ann.recv(timeout=20), bo.recv(timeout=20)) == (f"Ann says {number}", f"Bo says {number}")
            assert ann.recv(timeout=20) == bo.recv(timeout=20) == "that's it"


def test_while_nobody_carries_a_client_is_told_to_come_back() -> None:
    with _front(f"\0test-{secrets.token_hex(8)}") as url, pytest.raises(InvalidStatus) as refused, connect(url):
        pass
    assert refused.value.response.status_code == 503
