"""GraphQL over HTTP: the cases that the audits of the npm package graphql-http ask of a server."""

import pytest

from tests.api.edge.small_edge import Edge

JSON = "application/json"
RESPONSE = "application/graphql-response+json"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (RESPONSE, RESPONSE),
        (JSON, JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (f"{RESPONSE}, {JSON};q=0.9", RESPONSE),
        (f"{RESPONSE}, {JSON}", RESPONSE),
        (f"{RESPONSE};q=0.1, {JSON};q=0.9", JSON),
        (f"{RESPONSE};q=0, */*", JSON),
        (f"text/html, {JSON};q=nonsense, */*;q=0.1", JSON),
    ],
)
def test_answers_in_the_media_type_that_the_client_likes_best(edge: Edge, accept: str, media: str) -> None:
    answer = edge.post({"query": "{ __typename }"}, accept=accept)

    assert (answer.status_code, answer.headers["content-type"]) == (200, f"{media}; charset=utf-8")
    assert answer.json()["data"] == {"__typename": "Query"}


def test_says_what_it_can_answer_to_a_client_that_takes_neither(edge: Edge) -> None:
    answer = edge.post({"query": "{ __typename }"}, accept="text/plain")

    assert answer.status_code == 406
    assert RESPONSE in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "content_type", ["", "text/plain", "application/x-www-form-urlencoded", f"{JSON}; charset=latin-1"]
)
def test_refuses_bodies_that_are_not_json(edge: Edge, content_type: str) -> None:
    assert edge.send(content=b'{"query": "{ __typename }"}', headers={"content-type": content_type}).status_code == 415


def test_accepts_json_that_names_its_encoding(edge: Edge) -> None:
    query = '{ greeting(name: "Run🏃Swim🏊") }'
    answer = edge.post({"query": query}, **{"content-type": f"{JSON}; charset=UTF-8"})

    assert answer.json()["data"] == {"greeting": "Hello Run🏃Swim🏊"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b'{ "not a JSON',
        b"[" * 100_000,
        b'{"query": "\xff"}',
        b'{"query": "{ greeting(name: \\"\\ud800\\") }"}',
        b'{"query": "{ __typename }", "variables": {"a": nan}}',
        b'{"query": "{ __typename }", "variables": {"a": NaN}',
        b'"query"',
        b"{}",
        b'{"qeury": "{ __typename }"}',
        *(b'{"query": %s}' % wrong for wrong in (b'{"obj": "ect"}', b"0", b"false", b'["array"]', b"null")),
        *(
            b'{"query": "{ __typename }", "%s": %s}' % (name, wrong)
            for name in (b"operationName", b"variables", b"extensions")
            for wrong in (b"0", b"false", b'["array"]')
        ),
        b'{"query": "{ __typename }", "variables": "string"}',
        b'[{"query": "{ __typename }"}]',
    ],
)
@pytest.mark.parametrize("accept", [JSON, RESPONSE])
def test_malformed_requests_are_400_for_every_media_type(edge: Edge, body: bytes, accept: str) -> None:
    answer = edge.send(content=body, headers={"content-type": JSON, "accept": accept})

    assert answer.status_code == 400
    assert answer.json().keys() == {"errors"}
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"
    assert edge.operated == []


@pytest.mark.parametrize("parameter", ["variables", "operationName", "extensions"])
def test_null_parameters_count_as_absent(edge: Edge, parameter: str) -> None:
    assert edge.post({"query": "{ __typename }", parameter: None}).json()["data"] == {"__typename": "Query"}


def test_runs_the_operation_that_is_named(edge: Edge) -> None:
    query = 'query A { a: greeting } query B { b: greeting(name: "B") }'

    assert edge.post({"query": query, "operationName": "B"}).json()["data"] == {"b": "Hello B"}
    assert "operationName" in edge.post({"query": query}).json()["errors"][0]["message"]
    assert "no operation named C" in edge.post({"query": query, "operationName": "C"}).json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "body",
    [
        {"query": "{"},
        {"query": "{ 8f31403dfe404bccbb0e835f2629c6a7 }"},
        {"query": "query Q($id: ID!) { __typename }", "variables": {"id": None}},
        {"query": "{ greeting(name: 5) }"},
        {"query": "subscription { greeting }"},
    ],
)
def test_request_errors_have_no_data_and_a_status_that_the_media_type_calls_for(
    edge: Edge, body: dict[str, object]
) -> None:
    modern, older = edge.post(body, accept=RESPONSE), edge.post(body, accept=JSON)

    assert (modern.status_code, older.status_code) == (400, 200)
    assert modern.json().keys() == older.json().keys() == {"errors"}
    assert edge.operated == []


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_executes_by_post_only(edge: Edge, method: str) -> None:
    answer = edge.send(method, "/graphql?query={__typename}", headers={"accept": RESPONSE})

    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_shows_browsers_an_explorer_that_loads_nothing_from_elsewhere(edge: Edge) -> None:
    page = edge.send("GET", headers={"accept": "text/html,*/*;q=0.8"})

    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "default-src 'none'; script-src 'sha256-" in page.headers["content-security-policy"]
    assert "//" not in page.text.replace("http://www.w3.org/2000/svg", "")


def test_production_has_no_explorer_no_introspection_and_no_suggestions(production_edge: Edge) -> None:
    assert production_edge.send("GET", headers={"accept": "text/html"}).status_code == 405
    assert production_edge.ask("{ __schema { queryType { name } } }")["errors"]
    assert "greeting" not in str(production_edge.ask("{ greetin }"))
    assert "Did you mean" not in str(production_edge.ask("query Q($n: Strin) { greeting(name: $n) }"))
