"""A small schema of its own behind the real HTTP edge, without a database."""

import asyncio
import enum
from collections.abc import Callable
from typing import Any

import httpx
import orjson
import strawberry
from graphql import ExecutionResult

from api.edge.app import create_app
from api.edge.operation import Execute, OperationRequest
from api.edge.request_errors import Code, RequestError


@strawberry.enum
class Provider(enum.Enum):
    GPS = "GPS"
    UNKNOWN = "UNKNOWN"


@strawberry.input
class FixInput:
    latitude: float
    longitude: float
    provider: Provider | None = Provider.UNKNOWN
    note: str | None = None


@strawberry.input
class VisitInput:
    fix: FixInput


@strawberry.input
class SyncInput:
    visits: list[VisitInput]


@strawberry.type
class Person:
    @strawberry.field
    def friends(self, first: int = 20) -> "People":
        return People.page(first)


@strawberry.type
class PersonEdge:
    node: Person
    cursor: str


@strawberry.type
class People:
    edges: list[PersonEdge]

    @staticmethod
    def page(first: int) -> "People":
        return People(edges=[PersonEdge(node=Person(), cursor=str(index)) for index in range(first)])


@strawberry.type
class Query:
    @strawberry.field
    def people(self, first: int = 20) -> People:
        return People.page(first)

    @strawberry.field
    def greeting(self, name: str | None = "you") -> str:
        return f"Hello {name}"

    @strawberry.field
    def broken(self) -> str | None:
        raise KeyError("a secret of the house")

    @strawberry.field
    def awkward(self) -> str | None:
        raise LookupError("looked up in vain")

    @strawberry.field
    def moody(self, info: strawberry.Info) -> str | None:
        if info.context == "bad":
            raise ConnectionError
        return f"{info.context}"

    @strawberry.field
    def private(self) -> str | None:
        raise RequestError(Code.UNAUTHENTICATED, "Sign in first.")


@strawberry.type
class Mutation:
    @strawberry.mutation
    def sync(self, input: SyncInput) -> list[str]:
        return [f"{visit.fix.provider} {visit.fix.note}" for visit in input.visits]

    @strawberry.mutation
    def grow(self) -> str:
        return "grown"


class Edge:
    """The application over in-process HTTP; `operate` and `ready` may be replaced before a request."""

    def __init__(self, *, production: bool = False, allowed_origins: tuple[str, ...] = ()) -> None:
        self.operated: list[OperationRequest] = []
        self.operate: Callable[[OperationRequest, Execute], ExecutionResult] = lambda _, execute: execute(None)
        self.ready: Callable[[], bool] = lambda: True
        self.app = create_app(
            strawberry.Schema(Query, Mutation),
            operate=self._operate,
            explain=lambda error: RequestError(Code.LIMITED, "In vain.") if type(error) is LookupError else None,
            session_alive=lambda token: token == "alive",
            ready=lambda: bool(self.ready()),
            long_acts=frozenset({"grow"}),
            threads=2,
            allowed_origins=allowed_origins,
            production=production,
        )

    def client(self) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=True)
        return httpx.AsyncClient(transport=transport, base_url="http://doorstep")

    def send(self, method: str = "POST", path: str = "/graphql", **request: Any) -> httpx.Response:
        async def sent() -> httpx.Response:
            async with self.client() as client:
                return await client.request(method, path, **request)

        return asyncio.run(sent())

    def post(self, body: object, **headers: str) -> httpx.Response:
        """POST `body` as JSON, with headers such as accept="text/html"."""
        return self.send(content=orjson.dumps(body), headers={"content-type": "application/json", **headers})

    def ask(self, query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
        """The answer's data and errors."""
        answer: dict[str, Any] = self.post({"query": query, "variables": variables}).json()
        answer.pop("extensions", None)
        return answer

    def close(self) -> None:
        """Start and shut down the server once, which ends its threads."""

        async def lifetime() -> None:
            async with self.app.router.lifespan_context(self.app):
                pass

        asyncio.run(lifetime())

    def _operate(self, request: OperationRequest, execute: Execute) -> ExecutionResult:
        self.operated.append(request)
        return self.operate(request, execute)
