"""The checks of graphql-cop, the scanner of GraphQL endpoints (github.com/dolevf/graphql-cop), as it asks them.

Source: its `lib/tests/`, one module a check; a check passes where the scanner finds nothing.
"""

from typing import Any

import pytest

from tests.api.edge.small_edge import Edge


@pytest.fixture
def answer(production_edge: Edge) -> Any:
    """Ask a question in production, and have the JSON of the answer."""
    return lambda query: production_edge.post({"query": query}).json()


def test_alias_overloading(answer: Any) -> None:
    asked = answer("query cop { " + " ".join(f"alias{index}:__typename" for index in range(101)) + " }")

    assert "data" not in asked


def test_batch_queries(production_edge: Edge) -> None:
    assert production_edge.post([{"query": "query cop { __typename }"}] * 10).status_code == 400


def test_directive_overloading(answer: Any) -> None:
    asked = answer("query cop { __typename @aa@aa@aa@aa@aa@aa@aa@aa@aa@aa }")

    assert 0 < len(asked["errors"]) < 10  # it takes ten errors for ten directives looked at


def test_field_duplication(answer: Any) -> None:
    assert "data" not in answer("query cop { " + "__typename \n" * 500 + "}")


def test_circular_fragments(answer: Any) -> None:
    document = "query { ...A } fragment A on Query { __typename ...B } fragment B on Query { ...A }"

    assert "data" not in answer(document)


def test_circular_introspection(answer: Any) -> None:
    fields = "fields { type { " * 4 + "name" + " } }" * 4

    assert "data" not in answer("query cop { __schema { types { " + fields + " } } }")


def test_introspection(answer: Any) -> None:
    assert "data" not in answer("query cop { __schema { types { name fields { name } } } }")


def test_field_suggestions(answer: Any) -> None:
    assert "Did you mean" not in str(answer("query cop { __schema { directive } }"))
    assert "Did you mean" not in str(answer("query cop { greetin }"))


@pytest.mark.parametrize("operation", ["query cop {__typename}", "mutation cop {__typename}"])
def test_queries_and_mutations_by_get(production_edge: Edge, operation: str) -> None:
    assert production_edge.send("GET", params={"query": operation}).status_code == 405


@pytest.mark.parametrize("path", ["/graphiql", "/playground", "/console", "/graphql"])
def test_explorer_pages(production_edge: Edge, path: str) -> None:
    page = production_edge.send("GET", path, headers={"accept": "text/html"})

    assert page.status_code in (404, 405)
    assert "graphiql" not in page.text.lower()


def test_form_encoded_post(production_edge: Edge) -> None:
    by_url = production_edge.send(params={"query": "query cop {__typename}"})
    by_form = production_edge.send(data={"query": "query cop {__typename}"})

    assert (by_url.status_code, by_form.status_code) == (415, 415)


@pytest.mark.parametrize("query", ["query cop { __typename }", "qwerty cop { abc }", "{ broken }"])
def test_traces_and_unhandled_errors(answer: Any, query: str) -> None:
    asked = str(answer(query)).lower()

    assert "tracing" not in asked
    assert "exception" not in asked
    assert "stacktrace" not in asked
    assert "traceback" not in asked
