"""Claims over HTTP at a steady rate, each begun at its time whether those before are answered or not."""

import asyncio
import multiprocessing as mp
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.synchronize import Event

import httpx

from api.global_ids import global_id
from bench.releases.world import Claimable
from core import clock
from people.tokens import issue_access_token

_CLAIM = "mutation($id: ID!) { claimAccount(input: {accountId: $id}) { __typename } }"


@dataclass(frozen=True, slots=True)
class Claims:
    milliseconds: list[float]
    outcomes: Counter[str]

    def percentile(self, percent: float) -> float:
        return sorted(self.milliseconds)[min(len(self.milliseconds) - 1, int(len(self.milliseconds) * percent / 100))]


class Claimers:
    """A process of its own, so that its work isn't the server's; from `start` to `stop`."""

    def __init__(self, url: str, claims: Sequence[Claimable], a_second: float) -> None:
        context = mp.get_context("spawn")
        self._stop, self._told = context.Event(), context.Queue()
        self._process = context.Process(target=_claim, args=(url, list(claims), a_second, self._stop, self._told))

    def start(self) -> None:
        self._process.start()
        assert self._told.get() == "begun"

    def stop(self) -> Claims:
        self._stop.set()
        milliseconds, outcomes = self._told.get()
        self._process.join()
        return Claims(milliseconds, outcomes)


def _claim(url: str, claims: list[Claimable], a_second: float, stop: Event, told: "mp.Queue[object]") -> None:
    asyncio.run(_claim_all(url, claims, a_second, stop, told))


async def _claim_all(url: str, claims: list[Claimable], a_second: float, stop: Event, told: "mp.Queue[object]") -> None:
    milliseconds, outcomes = list[float](), Counter[str]()

    async def one(http: httpx.AsyncClient, claim: Claimable, token: str) -> None:
        began = time.perf_counter()
        body = {"query": _CLAIM, "variables": {"id": global_id("Account", claim.account_id)}}
        answer = (await http.post("/graphql", json=body, headers={"Authorization": f"Bearer {token}"})).json()
        milliseconds.append((time.perf_counter() - began) * 1000)
        outcomes[answer["data"]["claimAccount"]["__typename"] if "data" in answer else str(answer["errors"])] += 1

    now = clock.now()
    tokens = {
        claim.session_id: issue_access_token(member_id=claim.member_id, session_id=claim.session_id, now=now)[0]
        for claim in claims
    }
    async with httpx.AsyncClient(base_url=url, timeout=30) as http, asyncio.TaskGroup() as group:
        told.put("begun")
        began = time.perf_counter()
        for number, claim in enumerate(claims):
            await asyncio.sleep(max(0.0, began + number / a_second - time.perf_counter()))
            if stop.is_set():
                break
            group.create_task(one(http, claim, tokens[claim.session_id]))
    told.put((milliseconds, outcomes))
