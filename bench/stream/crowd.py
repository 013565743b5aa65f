"""A crowd of open subscriptions, in a process of its own so that its work isn't the server's."""

import asyncio
import json
import multiprocessing as mp
import os
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from multiprocessing.connection import Connection

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

_QUERY = "subscription { visitRecorded { id presence standing member { name } account { name } } }"
_AT_ONCE = 50
_NICENESS = 19
"In earnest a crowd has processors of its own."


@contextmanager
def crowd(url: str, tokens: Sequence[str], size: int) -> Iterator[Connection]:
    """`size` subscriptions of the members of `tokens` in turn; ask the connection how many events they have heard."""
    ours, theirs = mp.Pipe()
    process = mp.get_context("spawn").Process(target=_listen, args=(url, list(tokens), size, theirs), daemon=True)
    process.start()
    assert ours.recv() == "open"
    try:
        yield ours
    finally:
        process.terminate()
        process.join()


def _listen(url: str, tokens: list[str], size: int, to_parent: Connection) -> None:
    os.nice(_NICENESS)
    asyncio.run(_listen_all(url, tokens, size, to_parent))


async def _listen_all(url: str, tokens: list[str], size: int, to_parent: Connection) -> None:
    heard = [0]
    doors = asyncio.Semaphore(_AT_ONCE)
    async with AsyncExitStack() as stack:

        async def enter(token: str) -> ClientConnection:
            async with doors:
                return await stack.enter_async_context(_subscribed(url, token))

        sockets = await asyncio.gather(*(enter(tokens[number % len(tokens)]) for number in range(size)))
        ears = [asyncio.create_task(_count(socket, heard)) for socket in sockets]
        to_parent.send("open")
        loop = asyncio.get_running_loop()
        while await loop.run_in_executor(None, to_parent.recv):
            to_parent.send(heard[0])
        for ear in ears:
            ear.cancel()


def _subscribed(url: str, token: str) -> "_Subscribed":
    return _Subscribed(url, token)


class _Subscribed:
    def __init__(self, url: str, token: str) -> None:
        self._connect = connect(url, subprotocols=[Subprotocol("graphql-transport-ws")], compression=None)
        self._token = token

    async def __aenter__(self) -> ClientConnection:
        socket = await self._connect
        await socket.send(
            json.dumps({"type": "connection_init", "payload": {"Authorization": f"Bearer {self._token}"}})
        )
        await socket.recv()
        await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": _QUERY}}))
        return socket

    async def __aexit__(self, *_: object) -> None:
        return None


async def _count(socket: ClientConnection, heard: list[int]) -> None:
    try:
        async for _ in socket:
            heard[0] += 1
    except ConnectionClosed:
        return
