"""The outline of a document holds what graphql-core's parser finds in it."""

from collections.abc import Iterable
from typing import Any

import pytest
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    SelectionNode,
    VariableNode,
    parse,
    print_ast,
)
from hypothesis import HealthCheck, given, settings
from hypothesis_graphql import queries

from api.edge.outline import Field, Inline, Selection
from api.edge.outline_reader import outline_of
from api.edge.tokens import Unreadable, tokens_of
from tests.api.edge.documents import SCHEMA

TRICKY = r'''
"What it does" query Q(
  "its size" $first: [Int!]! = [1, 2] @deprecated(reason: ") first: 9") , $n: Int = 7 $s: String = "a } \" { \\"
) @live(first: 3) {
  # a comment with { braces } and "quotes"
  first: members(where: { first: 1, all: [{ any: [[1] [$n]] }] }, first : $n order: first) @include(if: true) { id }
  members(first: 5, after: """a "quoted" \""" end ) } """) { query: edges { fragment { on { type } } } }
  ... on Query @skip(if: false) { unit(id: "") { id } }
  ... @include(if: $first) { unit(id:"\\"){id} }
  ...F @skip(if:false) ...mutation
  true null(first: null) subscription(first: -1.5e+3, enum: BLUE)
}
fragment F on Query { __typename ...G }
fragment mutation on Query{a:a}
fragment G on Query { unit { id } }
mutation { a } subscription S { b } query query { c }'''


def from_outline(selections: Iterable[Selection]) -> list[Any]:
    def shown(found: Selection) -> Any:
        if isinstance(found, Field):
            return (found.name, found.response_name, found.page_size, from_outline(found.selections))
        if isinstance(found, Inline):
            return ("...", found.on, from_outline(found.selections))
        return ("...", found.fragment)

    return [shown(found) for found in selections]


def from_tree(selections: Iterable[SelectionNode]) -> list[Any]:
    def shown(node: Any) -> Any:
        inner = from_tree(node.selection_set.selections) if getattr(node, "selection_set", None) else []
        if isinstance(node, FieldNode):
            page = next((argument.value for argument in node.arguments or () if argument.name.value == "first"), None)
            shown_page = f"${page.name.value}" if isinstance(page, VariableNode) else page and print_ast(page)
            return (node.name.value, (node.alias or node.name).value, shown_page, inner)
        if isinstance(node, FragmentSpreadNode):
            return ("...", node.name.value)
        return ("...", node.type_condition and node.type_condition.name.value, inner)

    return [shown(node) for node in selections]


def assert_same(text: str) -> None:
    tree = parse(text)
    outline = outline_of(tokens_of(text, most=10_000))
    for found, node in zip(outline, tree.definitions, strict=True):
        assert isinstance(node, FragmentDefinitionNode) == (found.kind == "fragment")
        assert found.name == (node.name and node.name.value)  # type: ignore[attr-defined]
        assert from_outline(found.selections) == from_tree(node.selection_set.selections)  # type: ignore[attr-defined]


def test_reads_what_the_parser_reads() -> None:
    assert_same(TRICKY)


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(queries(SCHEMA))
def test_reads_what_the_parser_reads_of_any_query(query: str) -> None:
    assert_same(query)
    assert_same(" ".join(query.split("\n")).replace(", ", "\ufeff\t").replace(" {", "{#}\n"))


def test_counts_what_a_definition_selects_itself() -> None:
    (operation, *_) = outline_of(tokens_of(TRICKY, most=10_000))

    assert (operation.kind, operation.name, operation.defaults["$n"]) == ("query", "Q", "7")
    assert (operation.size, operation.aliases, operation.directives) == (18, 2, 6)
    assert (operation.depth, operation.nesting) == (5, 5)
    assert [(spread.fragment, spread.depth, spread.nesting) for spread in operation.spreads] == [
        ("F", 0, 1),
        ("mutation", 0, 1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "type A { b: C }",
        "{ a",
        "{ a(b: 1 }",
        "a",
        "{ 1 }",
        "{ a: }",
        "{ a ? }",
        '{ a(b: "open) }',
        "{ ... on { a } }",
        "}{",
    ],
)
def test_understands_nothing_else(text: str) -> None:
    with pytest.raises(Unreadable):
        outline_of(tokens_of(text, most=10_000))
