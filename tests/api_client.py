"""Doorstep as a client sees it: GraphQL over HTTP to a real server in this process."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import uvicorn
from starlette.types import ASGIApp

Json = dict[str, Any]
_MOST_TRIES = 20


@dataclass(slots=True)
class Client:
    """One person's phone or desk: calls with that person's token, or nobody's."""

    http: httpx.Client
    token: str | None = None

    def answer(self, query: str, **variables: Any) -> Json:
        """The whole GraphQL answer, errors and all."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        response = self.http.post("/graphql", json={"query": query, "variables": variables}, headers=headers)
        answer: Json = response.json()
        return answer

    def ask(self, query: str, **variables: Any) -> Json:
        """The data of an answer that must have no errors; BUSY is tried again, as the contract has it."""
        answer = self.answer(query, **variables)
        for _ in range(_MOST_TRIES):
            if not _is_busy(answer):
                break
            answer = self.answer(query, **variables)
        assert "errors" not in answer, answer["errors"]
        data: Json = answer["data"]
        return data

    def act(self, verb: str, input: Json, selection: str = "__typename") -> Json:
        """One mutation's result: its type, a refusal's message and field, and `selection` of a success."""
        kind = verb[0].upper() + verb[1:] + "Input"
        refusal = "... on UserError { message ... on InvalidInput { field } }"
        query = f"mutation($input: {kind}!) {{ {verb}(input: $input) {{ __typename {refusal} {selection} }} }}"
        result: Json = self.ask(query, input=input)[verb]
        return result


def every_edge(page_after: Callable[[str | None], Json]) -> list[Json]:
    """The edges of a connection, page after page; `page_after` asks for the page after a cursor."""
    edges, after, more = list[Json](), None, True
    while more:
        page = page_after(after)
        edges += page["edges"]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    return edges


def _is_busy(answer: Json) -> bool:
    return any(error["extensions"].get("code") == "BUSY" for error in answer.get("errors", ()))


@contextmanager
def serving(app: ASGIApp, **settings: Any) -> Iterator[httpx.Client]:
    """A client of `app`, which a thread serves on a free port of the loopback; any thread may use it.

    `settings`: further ones of uvicorn.
    """
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1, **settings))
    started = threading.Event()
    startup = server.startup

    async def start_and_tell(sockets: list[socket.socket] | None = None) -> None:
        await startup(sockets)
        started.set()

    server.startup = start_and_tell  # type: ignore[method-assign]
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    started.wait(timeout=30)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}", timeout=30) as http:
            yield http
    finally:
        server.should_exit = True
        thread.join(timeout=10)
