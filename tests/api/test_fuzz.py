"""Whatever anyone asks, in whatever role, is answered: no 5xx, and no bug of ours."""

from collections import Counter
from typing import Any

import graphql
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import Mode, from_schema, nodes

from api.schema import schema
from tests.api_client import Client
from tests.visits.phone import check_in, fix
from tests.world import World

SCHEMA = graphql.build_schema(schema.as_str())
ENDS_THE_SESSION = {"signOut", "changePassword"}
FIELDS = sorted({*SCHEMA.query_type.fields, *SCHEMA.mutation_type.fields} - ENDS_THE_SESSION)  # type: ignore[union-attr]
EXAMPLES = 250


@pytest.fixture
def ids(world: World) -> list[str]:
    """One of each kind of thing."""
    team = world.unit("Team")
    region = world.region(team)
    member, rep = world.member(team)
    account = world.account(by=rep)
    visit = check_in(rep, account, fix(world.place()))["visit"]["id"]
    return [account, visit, member, team, region, world.top]


@pytest.fixture
def askers(world: World) -> list[Client]:
    return [world.admin, *(world.member(world.top, role)[1] for role in ("REP", "MANAGER", "REVIEWER")), world.nobody]


def test_no_operation_is_a_5xx_or_a_bug(world: World, ids: list[str], askers: list[Client]) -> None:
    scalars = scalar_strategies(world, ids)
    outcomes: Counter[str] = Counter()

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def ask(data: st.DataObject) -> None:
        field = data.draw(st.sampled_from(FIELDS))
        mode = Mode.NEGATIVE if data.draw(st.integers(0, 9)) == 9 else Mode.POSITIVE
        query = data.draw(from_schema(SCHEMA, fields=(field,), custom_scalars=scalars, mode=mode))
        asker = data.draw(st.sampled_from(askers))
        headers = {"Authorization": f"Bearer {asker.token}"} if asker.token else {}
        response = asker.http.post("/graphql", json={"query": query}, headers=headers)

        assert response.status_code < 500
        codes = [error["extensions"]["code"] for error in response.json().get("errors", ())]
        assert "INTERNAL" not in codes
        outcomes.update(codes or ["answered"])

    ask()
    assert outcomes["answered"] > EXAMPLES / 4


def scalar_strategies(world: World, ids: list[str]) -> dict[str, st.SearchStrategy[Any]]:
    """What makes sense in this world, and what is merely of the type."""
    text = st.text(st.characters(codec="utf-8"), max_size=20)
    place = [*world.place().values(), world.west + 2]
    integers = st.sampled_from([20, 0, 1, 100, 101, -1]) | st.integers(-(2**31), 2**31 - 1)
    floats = st.sampled_from([*place, 10.0]) | st.floats(allow_nan=False, allow_infinity=False)
    instants = ["2026-11-21T09:30:00Z", "2099-01-01T00:00:00Z", "0001-01-01T00:00:00-14:00", "9999-12-31T23:59:59Z"]
    shapes: list[Any] = [world.square(), world.square(1, 1, 0.01), {"type": "Polygon", "coordinates": [[]]}, ["x"], 1.5]
    return {
        "ID": (st.sampled_from(ids) | text).map(nodes.String),
        "Int": integers.map(nodes.Int),
        "Float": floats.map(nodes.Float),
        "DateTime": st.sampled_from(instants).map(nodes.String),
        "Date": st.sampled_from(["2026-11-21", "2026-11-22", "0001-01-01", "9999-12-31"]).map(nodes.String),
        "LocalTime": st.sampled_from(["09:00", "00:00", "23:59:59.999999"]).map(nodes.String),
        "UUID": st.uuids().map(str).map(nodes.String),
        "GeoJSON": st.sampled_from(shapes).map(literal),
    }


def literal(value: Any) -> graphql.ValueNode:
    """JSON as a document writes it."""
    if isinstance(value, list):
        return nodes.List([literal(item) for item in value])
    if not isinstance(value, dict):
        return graphql.parse_value(orjson.dumps(value).decode())
    names = {key: graphql.NameNode(value=key) for key in value}
    return nodes.Object([graphql.ObjectFieldNode(name=names[key], value=literal(value[key])) for key in value])
