"""Importing the demo's businesses: whole batches, refused rows left out, nothing twice."""

from collections.abc import Sequence
from typing import Any

import httpx
import orjson

from accounts.readers import AccountRow, Source
from demo.businesses import BATCH, ensure_accounts
from demo.client import Client


class Server:
    """Takes imports as the contract says: all or nothing, refused rows named by index; some names it refuses."""

    def __init__(self, refused_names: Sequence[str] = ()) -> None:
        self.imported: list[str] = []
        self._refused = refused_names

    def client(self) -> Client:
        return Client("http://doorstep", httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        variables = orjson.loads(request.content)["variables"]
        if "after" in variables:
            edges = [{"node": {"externalId": external_id}} for external_id in self.imported]
            page = {"edges": edges, "pageInfo": {"hasNextPage": False, "endCursor": None}}
            return httpx.Response(200, json={"data": {"accounts": page}})
        return httpx.Response(200, json={"data": {"importAccounts": self._import(variables["input"]["accounts"])}})

    def _import(self, accounts: list[dict[str, Any]]) -> dict[str, Any]:
        rows = [
            {"index": index, "field": "name", "reason": "No."}
            for index, account in enumerate(accounts)
            if account["name"] in self._refused
        ]
        if rows:
            return {"__typename": "ImportRefused", "message": "Some rows are wrong.", "rows": rows}
        self.imported += [account["externalId"] for account in accounts]
        return {"__typename": "ImportAccountsSuccess", "imported": len(accounts)}


def rows(count: int) -> list[AccountRow]:
    return [
        AccountRow(Source(f"node {number}", {}), f"Shop {number}", 24.94, 60.17, external_id=f"osm:node/{number}")
        for number in range(count)
    ]


def test_every_business_is_imported_once_however_often_the_demo_starts() -> None:
    server, businesses, done = Server(), rows(2 * BATCH + 1), list[int]()
    for _ in range(2):
        assert ensure_accounts(server.client(), businesses, done.append) == []
    assert server.imported == [row.external_id for row in businesses]
    assert done == [0, BATCH, BATCH, 1, 2 * BATCH + 1]


def test_an_import_that_was_broken_off_goes_on_where_it_stopped() -> None:
    server, businesses = Server(), rows(2 * BATCH)
    ensure_accounts(server.client(), businesses[:BATCH], lambda _: None)
    ensure_accounts(server.client(), businesses, lambda _: None)
    assert server.imported == [row.external_id for row in businesses]


def test_refused_rows_are_named_and_their_batch_goes_in_without_them_once() -> None:
    server, businesses = Server(refused_names=["Shop 0", "Shop 4"]), rows(5)
    refused = ensure_accounts(server.client(), businesses, lambda _: None)
    assert [(row.source.place, row.field, row.reason) for row in refused] == [
        ("node 0", "name", "No."),
        ("node 4", "name", "No."),
    ]
    ensure_accounts(server.client(), businesses, lambda _: None)
    assert server.imported == ["osm:node/1", "osm:node/2", "osm:node/3"]
