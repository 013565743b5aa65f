"""What a document may ask for. What asks for more is refused before graphql-core sees it."""

from collections.abc import Callable

import pytest
from graphql import get_introspection_query

from api.edge import documents
from api.edge.refusals import Refusal
from api.edge.tokens import tokens_of
from tests.api.edge.documents import document
from tests.api.edge.small_edge import Edge


def names(count: int) -> list[str]:
    return [f"field{index}" for index in range(count)]


def repeated(opening: str, times: int, inner: str) -> str:
    return opening * times + inner + " }" * times


def depth(fields: int) -> str:
    return "{ viewer { " + repeated("manager { ", fields - 2, "id") + " } }"


def depth_by_fragment(fields: int) -> str:
    return "{ viewer { ...f } } fragment f on Member { " + repeated("manager { ", fields - 2, "id") + " }"


def nesting(sets: int) -> str:
    return repeated("{ ... ", sets - 1, "{ __typename }")


def selections(total: int) -> str:
    """Seven units with 123 each, in which nothing can be merged, and another with the rest."""
    fragment = "fragment wide on Wide { " + " ".join(names(120)) + " }"
    rest = "wide { " + " ".join(names(total - 7 * 123 - 2)) + " }"
    return (
        "{ unit { wide { ...wide } "
        + repeated("children { wide { ...wide } ", 6, f"children {{ {rest} }}")
        + " } }"
        + fragment
    )


def aliases(total: int) -> str:
    return "{ " + " ".join(f"{name}: __typename" for name in names(total)) + " }"


def aliases_by_fragment(total: int) -> str:
    fragment = "fragment f on Member { " + " ".join(f"{name}: id" for name in names(total // 2)) + " }"
    return "{ viewer { ...f manager { ...f " + ("alias: id" if total % 2 else "") + " } } }" + fragment


def directives(total: int) -> str:
    return "{ " + "... @skip(if: false) { __typename } " * total + "}"


def tokens(total: int) -> str:
    start, end = "{ unit { members(where: { any: [[", " ]] }) { pageInfo { endCursor } } } }"
    return start + " 1" * (total - len(tokens_of(start + end, most=total))) + end


def characters(total: int) -> str:
    return "{ viewer { id } } #".ljust(total, "-")


def string(characters: int) -> str:
    return '{ unit(id: "' + "x" * (characters - 2) + '") { id } }'


def nested_values(brackets: int) -> str:
    where = repeated("{ all: ", brackets, "[]")
    return f"{{ unit {{ members(where: {where}) {{ pageInfo {{ endCursor }} }} }} }}"


def operations(total: int) -> str:
    return " ".join(f"query {name} {{ viewer {{ id }} }}" for name in names(total))


def repetitions(fields: int) -> str:
    """Pairs of `viewer`, and as many of its `id`."""
    return "{ " + "viewer { id } " * fields + "}"


@pytest.mark.parametrize(
    ("written", "most"),
    [
        (depth, 10),
        (depth_by_fragment, 10),
        (nesting, 50),
        (selections, 1_000),
        (aliases, 15),
        (aliases_by_fragment, 15),
        (directives, 10),
        (tokens, 1_000),
        (characters, 15_000),
        (string, 5_000),
        (nested_values, 19),
        (operations, 10),
        (repetitions, 22),
    ],
)
def test_a_document_may_have_the_most_and_no_more(written: Callable[[int], str], most: int) -> None:
    document(written(most))
    with pytest.raises(Refusal):
        document(written(most + 1))


@pytest.mark.parametrize(
    "query",
    [
        "{ ...f0 }"
        + "".join(f" fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(12))
        + " fragment f12 on Query { __typename }",
        "{ ...f0 }"
        + "".join(f" fragment f{n} on Query {{ ...f{n + 1} }}" for n in range(121))
        + " fragment f121 on Query { __typename }",
        "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }",
        "{ __typename } fragment a on Query { __typename ...a }",
        "{ ...a } fragment a on Query { __typename } fragment a on Query { __typename }",
        "{ " + "__typename " * 990 + "}",
        "{ " + "...{ viewer { id } } " * 120 + "}",
        "{ " + "... on Query { a: __typename } " * 100 + "}",
        "{ __typename" + " @skip" * 900 + " }",
        "{ " + " ".join(names(900)) + " }",
        "{" * 5_000,
        "{ viewer" * 400,
        "{ unit(id: " + "[" * 900,
        "{ unit(id: " + "{a:" * 300,
        "{ viewer { name(first: " + "9" * 10_000 + ") } }",
        '{ unit(id: """' + "\n" * 10_000 + '""") { id } }',
        "query(" + "$a:" + "[" * 900 + "){ __typename }",
    ],
)
def test_hostile_documents_are_refused_unparsed_with_a_clean_400(
    edge: Edge, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr(documents, "parse", lambda *_, **__: pytest.fail("parsed"))
    answer = edge.post({"query": query}, accept="application/json")

    assert (answer.status_code, answer.json().keys()) == (400, {"errors"})
    assert [error["extensions"]["code"] for error in answer.json()["errors"]] == ["BAD_DOCUMENT"]


def test_introspection_has_a_depth_of_its_own(edge: Edge, production_edge: Edge) -> None:
    document(depth(10).replace(" id ", " unit { __typename } "))
    query = get_introspection_query(input_value_deprecation=True, type_depth=9)

    assert "types" in edge.ask(query)["data"]["__schema"]
    assert "introspection" in production_edge.ask(query)["errors"][0]["message"]


def test_what_is_no_executable_document_is_explained(edge: Edge) -> None:
    assert "Expected Name, found '!'" in edge.ask("{ ! }")["errors"][0]["message"]
    assert "queries, mutations and fragments only" in edge.ask("type A { b: Int }")["errors"][0]["message"]
