"""Accounts by name: filtered, searched and paged, whichever way the rows are found."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event

from tests.accounts.calls import claim, listed
from tests.api_client import Client
from tests.world import World

NAMES = ["K-Market Kamppi", "k-market Kallio", "Kahvila Ä", "100%_ Wool", "100 Roses", "a\\b"]


@dataclass(frozen=True)
class Row:
    name: str
    pool: str
    stage: str


@dataclass(frozen=True)
class Team:
    manager: Client
    rep: Client
    region: str
    rows: dict[str, Row]
    "By account; all in sight of both clients."


@pytest.fixture
def team(world: World) -> Team:
    """A dozen accounts in six regions; the rep holds every third and lost every fourth."""
    unit = world.unit("Team")
    region, *_ = [world.region(unit, world.square(0.2 * n)) for n in range(6)]
    _, rep = world.member(unit)
    _, manager = world.member(unit, "MANAGER")
    rows = {}
    for n in range(12):
        name = f"{NAMES[n % 6]} {uuid4()}"
        account = world.account(0.2 * (n % 6) + 0.005 * n, name=name)
        if n % 3 == 0:
            claim(rep, account)
        if n % 4 == 0:
            world.admin.act("advanceAccount", {"accountId": account, "stage": "LOST"})
        rows[account] = Row(name, pool="PUBLIC" if n % 3 else "PRIVATE", stage="LEAD" if n % 4 else "LOST")
    return Team(manager, rep, region, rows)


FILTERS: list[tuple[dict[str, Any], Callable[[Row], bool]]] = [
    ({}, lambda _: True),
    ({"pool": "PUBLIC"}, lambda row: row.pool == "PUBLIC"),
    ({"pool": "PRIVATE"}, lambda row: row.pool == "PRIVATE"),
    ({"stages": ["LOST", "SIGNED"]}, lambda row: row.stage == "LOST"),
    ({"stages": []}, lambda _: False),
    ({"search": "MARKET"}, lambda row: "market" in row.name.lower()),
    (
        {"search": "market", "pool": "PRIVATE", "stages": ["LOST"]},
        lambda row: "market" in row.name.lower() and (row.pool, row.stage) == ("PRIVATE", "LOST"),
    ),
    ({"search": "kahvila ä"}, lambda row: "Kahvila" in row.name),
    ({"search": "100%_"}, lambda row: "100%_" in row.name),
    ({"search": "a\\b"}, lambda row: "a\\b" in row.name),
    ({"search": "%_ wool"}, lambda row: "Wool" in row.name),
]


@pytest.mark.parametrize(("filter", "fits"), FILTERS)
def test_filters_and_pages_agree_with_the_names(
    team: Team, filter: dict[str, Any], fits: Callable[[Row], bool]
) -> None:
    expected = sorted((account for account in team.rows if fits(team.rows[account])), key=lambda a: team.rows[a].name)
    for viewer in (team.manager, team.rep):
        for first in (1, 5, 100):
            assert listed(viewer, filter=filter, first=first) == expected


def test_by_region_owner_and_number(world: World, team: Team) -> None:
    _, manager = world.member(world.top, "MANAGER")
    number = f"ERP {uuid4()}"
    numbered = world.account(0.09, externalId=number)
    in_region = {account for n, account in enumerate(team.rows) if n % 6 == 0} | {numbered}
    holder = team.rep.ask("{ viewer { id } }")["viewer"]["id"]
    held = {account for account, row in team.rows.items() if row.pool == "PRIVATE"}

    for viewer in (team.manager, team.rep, manager):
        assert set(listed(viewer, filter={"regionId": team.region})) == in_region
        assert set(listed(viewer, filter={"ownerId": holder})) == held
        assert listed(viewer, filter={"externalId": number}) == [numbered]
        for unknown in ({"regionId": "nonsense"}, {"ownerId": team.region}, {"externalId": "nonsense"}):
            assert listed(viewer, filter=unknown) == []


def test_bad_input_is_named(world: World) -> None:
    query = """query($filter: AccountFilter, $first: Int, $after: String) {
        accounts(filter: $filter, first: $first, after: $after) { edges { cursor } } }"""
    for arguments, path in [
        ({"first": 101}, "first"),
        ({"first": -1}, "first"),
        ({"after": "nonsense"}, "after"),
        ({"filter": {"search": ""}}, "filter.search"),
        ({"filter": {"search": "x" * 10_000}}, "filter.search"),
        ({"filter": {"search": "\u0000"}}, "filter.search"),
        ({"filter": {"externalId": "\u0000"}}, "filter.externalId"),
    ]:
        answer = world.admin.answer(query, **arguments)
        assert [error["extensions"]["inputPath"] for error in answer["errors"]] == [path]


def test_a_longer_list_costs_no_more_statements(team: Team) -> None:
    """With all that an account shows of its region, holder, policies and history."""
    query = """query($first: Int) { accounts(first: $first) { edges { node {
        geofenceMeters releaseAt claimability { refusal } region { boundary owner { name } }
        owner { orgUnit { name } grants { reason } privatePool { held accounts(first: 1) { edges { cursor } } } }
        history(first: 2) { edges { node { by { name } from { name } } } } } } } }"""
    for viewer in (team.manager, team.rep):
        counts = []
        for first in (4, 12):
            with counted_statements() as statements:
                assert len(viewer.ask(query, first=first)["accounts"]["edges"]) == first
            counts.append(len(statements))
        assert counts[0] == counts[1]


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    statements: list[str] = []

    def count(_: object, __: object, statement: str, *___: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", count)
