"""Claims over HTTP at a steady rate, each begun at its time whether those before are answered or not."""

import asyncio
import multiprocessing as mp
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.synchronize import Event
from types import TracebackType
from urllib.parse import urlsplit

import orjson

from api.global_ids import global_id
from bench.releases.connections import Connections
from bench.releases.world import Claimable
from core import clock
from people.tokens import issue_access_token

_LONGEST_SECONDS = 120
_CLAIM = "mutation($id: ID!) { claimAccount(input: {accountId: $id}) { __typename } }"
_TYPENAME = re.compile(rb'"__typename":"(\w+)"')
_CODE = re.compile(rb'"code":"(\w+)"')


@dataclass(slots=True)
class Claims:
    milliseconds: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)

    def percentile(self, percent: float) -> float:
        return sorted(self.milliseconds)[min(len(self.milliseconds) - 1, int(len(self.milliseconds) * percent / 100))]


class Claimers:
    """A process of its own, so that its work isn't the server's; it claims in the block, and tells after it.

    It sends bytes that were made before, on connections that are kept, so as to take next to nothing of the cores.
    """

    claims: Claims

    def __init__(self, url: str, claims: Sequence[Claimable], a_second: float) -> None:
        context = mp.get_context("spawn")
        self._stop, self._told = context.Event(), context.Queue()
        self._process = context.Process(
            target=_claim, args=(url, claims, a_second, self._stop, self._told), daemon=True
        )

    def __enter__(self) -> "Claimers":
        self._process.start()
        assert self._told.get(timeout=_LONGEST_SECONDS) == "begun"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self.claims = self._told.get(timeout=_LONGEST_SECONDS)
        self._process.join()


def _claim(url: str, claims: Sequence[Claimable], a_second: float, stop: Event, told: "mp.Queue[object]") -> None:
    address = urlsplit(url)
    connections = Connections(str(address.hostname), address.port or 80)
    requests = list(_requests(claims, address.netloc))
    told.put("begun")
    told.put(asyncio.run(_send_all(connections, requests, a_second, stop)))


async def _send_all(connections: Connections, requests: list[bytes], a_second: float, stop: Event) -> Claims:
    claims = Claims()

    async def send(request: bytes) -> None:
        began = time.perf_counter()
        answer = await connections.answer(request)
        claims.milliseconds.append((time.perf_counter() - began) * 1000)
        told = _TYPENAME.search(answer) or _CODE.search(answer)
        claims.outcomes[told[1].decode() if told else answer[:100].decode(errors="replace")] += 1

    async with connections, asyncio.TaskGroup() as group:
        began = time.perf_counter()
        for number, request in enumerate(requests):
            await asyncio.sleep(max(0.0, began + number / a_second - time.perf_counter()))
            if stop.is_set():
                break
            group.create_task(send(request))
    return claims


def _requests(claims: Sequence[Claimable], host: str) -> Iterator[bytes]:
    tokens = {
        claim.session_id: issue_access_token(member_id=claim.member_id, session_id=claim.session_id, now=clock.now())[0]
        for claim in {claim.session_id: claim for claim in claims}.values()
    }
    for claim in claims:
        body = orjson.dumps({"query": _CLAIM, "variables": {"id": global_id("Account", claim.account_id)}})
        head = (
            f"POST /graphql HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {tokens[claim.session_id]}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        yield head.encode() + body
