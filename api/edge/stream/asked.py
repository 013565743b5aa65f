"""What a subscription asks to be shown of each event, whichever events it listens to."""

from collections.abc import Mapping
from typing import Any

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    SelectionNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableNode,
    Visitor,
    print_ast,
    visit,
)


def words_of(document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> bytes:
    """Equal for those who ask to be shown the same, wherever each begins: without the arguments of the root field."""
    fragments = [each for each in document.definitions if isinstance(each, FragmentDefinitionNode)]
    shown: list[Node] = [*map(_without_arguments, operation.selection_set.selections), *fragments]
    used = _variables_in(shown)
    defined = [each for each in operation.variable_definitions or () if each.variable.name.value in used]
    given = {name: value for name, value in variables.items() if name in used}
    return orjson.dumps([[print_ast(node) for node in [*defined, *shown]], given], option=orjson.OPT_SORT_KEYS)


def fields_of(schema: GraphQLSchema, document: DocumentNode) -> frozenset[tuple[str, str]]:
    """Every field that the document selects, each with the name of the type that it is selected on."""
    types = TypeInfo(schema)
    fields = _Fields(types)
    visit(document, TypeInfoVisitor(types, fields))
    return frozenset(fields.found)


def _without_arguments(selection: SelectionNode) -> SelectionNode:
    if not isinstance(selection, FieldNode):
        return selection
    return FieldNode(
        name=selection.name,
        alias=selection.alias,
        directives=selection.directives,
        selection_set=selection.selection_set,
    )


def _variables_in(nodes: list[Node]) -> set[str]:
    names = _Variables()
    for node in nodes:
        visit(node, names)
    return names.found


class _Variables(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def enter_variable(self, node: VariableNode, *_: Any) -> None:
        self.found.add(node.name.value)


class _Fields(Visitor):
    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self._types = types
        self.found: set[tuple[str, str]] = set()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        parent = self._types.get_parent_type()
        assert parent is not None, "the document is valid"
        self.found.add((parent.name, node.name.value))
