"""What input coercion refuses, where it says so, and nulls that stand for defaults."""

from typing import Any

import pytest

from tests.api.edge.small_edge import Edge

SYNC = "mutation Sync($input: SyncInput!) { sync(input: $input) }"


def paths(answer: dict[str, Any]) -> set[str]:
    assert answer.keys() == {"errors"}
    assert {error["extensions"]["code"] for error in answer["errors"]} == {"BAD_INPUT"}
    return {error["extensions"]["inputPath"] for error in answer["errors"]}


def test_every_bad_value_of_the_variables_is_named_by_its_path(edge: Edge) -> None:
    good = {"latitude": 60.17, "longitude": 24.94}
    visits = [
        {"fix": {"latitude": "north", "longitude": 24.94, "provider": "PIGEON"}},
        {"fix": good},
        {"fix": {"latitude": 60.17, "longitude": None, "altitude": 3}},
        {"fix": {"latitude": 60.17}},
        {"fix": None},
        {},
        "visit",
        None,
    ]

    assert paths(edge.ask(SYNC, {"input": {"visits": visits}})) == {
        "input.visits.0.fix.latitude",
        "input.visits.0.fix.provider",
        "input.visits.2.fix.longitude",
        "input.visits.2.fix.altitude",
        "input.visits.3.fix.longitude",
        "input.visits.4.fix",
        "input.visits.5.fix",
        "input.visits.6",
        "input.visits.7",
    }
    assert edge.operated == []


def test_what_json_has_no_form_for_is_named_by_its_path(edge: Edge) -> None:
    fixes = b',{"fix": '.join(
        b'{"latitude": %b, "longitude": %b}}' % pair
        for pair in ((b"NaN", b"24.94"), (b"60.17", b"-1e999"), (b"60.17", b"24.94"))
    )
    body = b'{"query": "%b", "variables": {"input": {"visits": [{"fix": %b]}}}' % (SYNC.encode(), fixes)

    answer = edge.send(content=body, headers={"content-type": "application/json"}).json()
    assert paths(answer) == {"input.visits.0.fix.latitude", "input.visits.1.fix.longitude"}
    assert edge.operated == []


def test_every_bad_value_written_in_the_document_is_named_by_its_path(edge: Edge) -> None:
    document = """
      mutation Sync($longitude: Float! = "east") {
        sync(input: { visits: [
          { fix: { latitude: 1e999, longitude: $longitude, provider: "GPS" } },
          { fix: { longitude: 24.94, altitude: 3 } },
          null
        ] })
      }
    """

    assert paths(edge.ask(document)) == {
        "longitude",
        "input.visits.0.fix.latitude",
        "input.visits.0.fix.provider",
        "input.visits.1.fix.latitude",
        "input.visits.1.fix.altitude",
        "input.visits.2",
    }
    assert edge.operated == []


def test_a_missing_variable_is_named(edge: Edge) -> None:
    assert paths(edge.ask(SYNC)) == {"input"}


def test_a_single_value_for_a_list_is_judged_as_its_only_item(edge: Edge) -> None:
    assert paths(edge.ask(SYNC, {"input": {"visits": {"fix": {"latitude": 1}}}})) == {"input.visits.fix.longitude"}


def test_the_number_of_errors_is_bounded(edge: Edge) -> None:
    assert len(edge.ask(SYNC, {"input": {"visits": [1] * 2_000}})["errors"]) == 1_000


@pytest.mark.parametrize(
    ("document", "variables"),
    [
        ("{ greeting }", {}),
        ("{ greeting(name: null) }", {}),
        ("query Q($name: String) { greeting(name: $name) }", {}),
        ("query Q($name: String) { greeting(name: $name) }", {"name": None}),
    ],
)
def test_null_for_an_argument_with_a_default_is_the_default(
    edge: Edge, document: str, variables: dict[str, Any]
) -> None:
    assert edge.ask(document, variables) == {"data": {"greeting": "Hello you"}}


def test_null_for_a_variable_with_a_default_is_that_default(edge: Edge) -> None:
    document = 'query Q($name: String! = "Aino") { greeting(name: $name) }'

    assert edge.ask(document, {"name": None}) == {"data": {"greeting": "Hello Aino"}}


def test_null_for_an_input_field_with_a_default_is_the_default_however_deep(edge: Edge) -> None:
    by_variable = {"fix": {"latitude": 1, "longitude": 2, "provider": None, "note": None}}
    literal = "{ fix: { latitude: 1, longitude: 2, provider: null } }"
    mixed = "{ fix: { latitude: 1, longitude: 2, provider: $provider } }"

    assert edge.ask(SYNC, {"input": {"visits": [by_variable]}}) == {"data": {"sync": ["Provider.UNKNOWN None"]}}
    assert edge.ask(
        f"mutation Sync($provider: Provider) {{ sync(input: {{ visits: [{literal}, {mixed}] }}) }}", {"provider": None}
    ) == {"data": {"sync": ["Provider.UNKNOWN None"] * 2}}


def test_a_value_is_not_replaced_by_its_default(edge: Edge) -> None:
    visit = {"fix": {"latitude": 1, "longitude": 2, "provider": "GPS"}}

    assert edge.ask(SYNC, {"input": {"visits": [visit]}}) == {"data": {"sync": ["Provider.GPS None"]}}
    assert edge.ask('{ greeting(name: "") }') == {"data": {"greeting": "Hello "}}
