"""GraphQL documents: parsed and validated once each, and what they ask for."""

from collections.abc import Iterator
from functools import lru_cache

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    ValuesOfCorrectTypeRule,
    get_operation_ast,
    parse,
    specified_rules,
    validate,
)

from api.edge.coercion import LiteralsOfCorrectType
from api.edge.limits import (
    CACHED_DOCUMENT_CHARACTERS,
    CACHED_DOCUMENTS,
    QUERY_COMMENTS,
    QUERY_TOKENS,
    REPORTED_BAD_VALUES,
)
from api.edge.request_errors import Code, RequestError, RequestErrors


class Documents:
    """The valid documents of a schema by their text; the most recently used ones are kept.

    In production documents may not introspect, and errors suggest no names of the schema.
    """

    def __init__(self, schema: GraphQLSchema, *, production: bool) -> None:
        self._schema = schema
        self._production = production
        rules = [rule for rule in specified_rules if rule is not ValuesOfCorrectTypeRule]
        self._rules = [*rules, LiteralsOfCorrectType, *([NoSchemaIntrospectionCustomRule] if production else [])]
        self._kept = lru_cache(CACHED_DOCUMENTS)(self._validated)

    def __getitem__(self, query: str) -> DocumentNode:
        """Raises RequestErrors for a document that doesn't parse, costs too much or isn't valid."""
        return self._kept(query) if len(query) <= CACHED_DOCUMENT_CHARACTERS else self._validated(query)

    def _validated(self, query: str) -> DocumentNode:
        try:
            document = parse(query, max_lexical_tokens=QUERY_TOKENS, max_comments=QUERY_COMMENTS)
        except GraphQLError as error:
            raise RequestErrors([error]) from None
        errors = validate(
            self._schema,
            document,
            self._rules,
            max_errors=REPORTED_BAD_VALUES,
            hide_suggestions=self._production,
        )
        if errors:
            raise RequestErrors(errors)
        return document


def operation_of(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """The query or mutation that `name` means. Raises RequestErrors where that is none or not clear."""
    operation = get_operation_ast(document, name)
    if operation is None:
        several = "The document holds several operations, or none: say which one to run in operationName."
        raise _bad_choice(several if name is None else f"The document holds no operation named {name}.")
    if operation.operation is OperationType.SUBSCRIPTION:
        raise _bad_choice("Subscriptions aren't served by POST.")
    return operation


def root_fields_of(document: DocumentNode, operation: OperationDefinitionNode) -> frozenset[str]:
    """Names of the fields that `operation` selects on its root type, those of fragments included."""
    fragments = {
        definition.name.value: definition
        for definition in document.definitions
        if isinstance(definition, FragmentDefinitionNode)
    }

    def names(selections: SelectionSetNode) -> Iterator[str]:
        for selection in selections.selections:
            if isinstance(selection, FieldNode):
                yield selection.name.value
            elif isinstance(selection, InlineFragmentNode):
                yield from names(selection.selection_set)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value in fragments:
                yield from names(fragments.pop(selection.name.value).selection_set)

    return frozenset(names(operation.selection_set))


def _bad_choice(message: str) -> RequestErrors:
    return RequestErrors([RequestError(Code.BAD_DOCUMENT, message)])
