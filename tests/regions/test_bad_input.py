"""Whatever is sent, a verb of this room refuses it by name and leaves nothing behind."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, text

from core.paging import encode_cursor
from tests.world import World

NUL_CURSOR = encode_cursor(["\u0000", UUID(int=0)])


@pytest.mark.parametrize(
    ("field", "value"),
    [(field, value) for field in ("code", "name") for value in ("", " ", "x" * 10_000, "a\u0007b", "a\u0000b")],
)
def test_a_bad_code_or_name_is_refused_by_field(world: World, field: str, value: str) -> None:
    code = f"R-{uuid4()}"
    good = {"code": code, "name": "Kallio", "boundary": world.square(), "ownerOrgUnitId": world.top}
    refused = world.admin.act("addRegion", good | {field: value})
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", field)
    assert world.admin.act("addRegion", good)["__typename"] == "RegionSuccess", "the place and the code are still free"


def test_a_refused_boundary_leaves_no_trace_but_on_the_audit_trail(world: World, raw: Connection) -> None:
    world.region(world.top)
    code = f"R-{uuid4()}"
    crossing = {"code": code, "name": "X", "boundary": world.square(0.05), "ownerOrgUnitId": world.top}
    assert world.admin.act("addRegion", crossing)["__typename"] == "RegionOverlaps"
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    assert raw.execute(text("SELECT count(*) FROM region WHERE code = :code"), {"code": code}).scalar_one() == 0
    last = "SELECT outcome FROM audit_entry WHERE act = 'addRegion' ORDER BY id DESC LIMIT 1"
    assert raw.execute(text(last)).scalar_one() == "RegionOverlaps"


@pytest.mark.parametrize("id", ["", "nonsense", "Ü", "x" * 10_000, "a\u0000b"])
def test_an_id_that_is_none_is_answered_like_an_unknown_one(world: World, id: str) -> None:
    region, soon = world.region(world.top), "2027-01-01T00:00:00Z"
    rep, _ = world.member(world.top)
    for verb, input in [
        ("addRegion", {"code": f"R-{uuid4()}", "name": "X", "boundary": world.square(0.5), "ownerOrgUnitId": id}),
        ("redrawRegion", {"regionId": id, "boundary": world.square(0.5)}),
        ("assignRegion", {"regionId": id, "orgUnitId": world.top}),
        ("assignRegion", {"regionId": region, "orgUnitId": id}),
        ("grantCrossRegion", {"regionId": id, "memberId": rep, "until": soon, "reason": "X"}),
        ("grantCrossRegion", {"regionId": region, "memberId": id, "until": soon, "reason": "X"}),
        ("revokeCrossRegion", {"grantId": id}),
    ]:
        assert world.admin.act(verb, input)["__typename"] == "NotFound", verb


@pytest.mark.parametrize(
    ("query", "variables", "path"),
    [
        (
            "query($p: PositionInput!) { regionAt(position: $p) { id } }",
            {"p": {"longitude": 25, "latitude": 91}},
            "position.latitude",
        ),
        (
            "query($p: PositionInput!) { regionAt(position: $p) { id } }",
            {"p": {"longitude": 181, "latitude": 60}},
            "position.longitude",
        ),
        ("{ regions(first: 101) { edges { cursor } } }", {}, "first"),
        ("{ regions(first: -1) { edges { cursor } } }", {}, "first"),
        ('{ regions(after: "nonsense") { edges { cursor } } }', {}, "after"),
        ("query($p: String!) { regions(after: $p) { edges { cursor } } }", {"p": NUL_CURSOR}, "after"),
        ('{ regions(filter: {search: "a\\u0000b"}) { edges { cursor } } }', {}, "filter.search"),
    ],
)
def test_a_bad_question_is_refused_with_the_path_of_what_is_bad(
    world: World, query: str, variables: dict[str, Any], path: str
) -> None:
    (error,) = world.admin.answer(query, **variables)["errors"]
    assert error["extensions"] == {"code": "BAD_INPUT", "inputPath": path}
