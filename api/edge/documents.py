"""GraphQL documents: parsed and validated once each, and what they ask for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graphql import (
    ASTValidationRule,
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

from api.edge.bounds import check_bounds
from api.edge.coercion import LiteralsOfCorrectType
from api.edge.cost import Cost, cost_of
from api.edge.limits import (
    CACHED_DOCUMENT_CHARACTERS,
    CACHED_DOCUMENTS,
    NAME_CHARACTERS,
    QUERY_CHARACTERS,
    QUERY_COMMENTS,
    QUERY_TOKENS,
    REPORTED_BAD_LITERALS,
    REPORTED_ERRORS,
    STRING_CHARACTERS,
)
from api.edge.outline import Definition
from api.edge.outline_reader import outline_of
from api.edge.refusals import beyond_limits
from api.edge.request_errors import Code, RequestError, RequestErrors
from api.edge.tokens import Unreadable, tokens_of


@dataclass(frozen=True, slots=True)
class Document:
    """A valid document that asks for no more than any may."""

    tree: DocumentNode
    costs: Mapping[str | None, Cost]
    "Of its operations, by name."


class Documents:
    """The valid documents of a schema by their text; the most recently used ones are kept.

    In production documents may not introspect, and errors suggest no names of the schema.
    """

    def __init__(self, schema: GraphQLSchema, *, production: bool) -> None:
        self._schema = schema
        self._production = production
        rules = [rule for rule in specified_rules if rule is not ValuesOfCorrectTypeRule]
        self._rules = [*rules, *([NoSchemaIntrospectionCustomRule] if production else [])]
        self._kept = lru_cache(CACHED_DOCUMENTS)(self._read)

    def __getitem__(self, query: str) -> Document:
        """Raises Refusal for a document that asks for too much, RequestErrors where it isn't valid."""
        return self._kept(query) if len(query) <= CACHED_DOCUMENT_CHARACTERS else self._read(query)

    def _read(self, query: str) -> Document:
        """Nothing whose time grows faster than the document is done before its bounds are known."""
        try:
            operations, fragments = _outlined(query)
        except Unreadable:
            _parsed(query)
            raise _bad_document("The document may hold queries, mutations and fragments only.") from None
        check_bounds(operations, fragments)
        costs = {operation.name: cost_of(operation, fragments, self._schema) for operation in operations}
        tree = _parsed(query)
        self._validate(tree, self._rules, REPORTED_ERRORS)
        self._validate(tree, [LiteralsOfCorrectType], REPORTED_BAD_LITERALS)
        return Document(tree, costs)

    def _validate(self, tree: DocumentNode, rules: list[type[ASTValidationRule]], most_errors: int) -> None:
        errors = validate(self._schema, tree, rules, max_errors=most_errors, hide_suggestions=self._production)
        if errors:
            raise RequestErrors(errors)


def _outlined(query: str) -> tuple[list[Definition], dict[str, Definition]]:
    """Operations, and fragments by name. Raises Unreadable, or Refusal for too many characters or tokens."""
    if len(query) > QUERY_CHARACTERS:
        raise beyond_limits(f"`query` has {len(query):,} characters: {QUERY_CHARACTERS:,} at most.")
    tokens = tokens_of(query, most=QUERY_TOKENS + 1)
    if len(tokens) > QUERY_TOKENS:
        raise beyond_limits(f"The document has more than {QUERY_TOKENS:,} tokens.")
    if any(len(token) > (STRING_CHARACTERS if token[0] == '"' else NAME_CHARACTERS) for token in tokens):
        raise beyond_limits(
            f"Names and numbers have {NAME_CHARACTERS} characters at most, strings {STRING_CHARACTERS:,}: send longer"
            " ones as variables."
        )
    definitions = outline_of(tokens)
    operations = [definition for definition in definitions if definition.kind != "fragment"]
    fragments = {definition.name or "": definition for definition in definitions if definition.kind == "fragment"}
    if len(operations) + len(fragments) < len(definitions):
        raise beyond_limits("Two fragments have the same name.")
    return operations, fragments


def _parsed(query: str) -> DocumentNode:
    try:
        return parse(query, max_lexical_tokens=QUERY_TOKENS, max_comments=QUERY_COMMENTS)
    except GraphQLError as error:
        raise RequestErrors([error]) from None


def operation_of(document: DocumentNode, name: str | None, *, streamed: bool) -> OperationDefinitionNode:
    """The query or mutation, or the subscription (`streamed`), that `name` means.

    Raises RequestErrors where that is none or not clear.
    """
    operation = get_operation_ast(document, name)
    if operation is None:
        several = "The document holds several operations, or none: say which one to run in operationName."
        raise _bad_document(several if name is None else f"The document holds no operation named {name}.")
    if (operation.operation is OperationType.SUBSCRIPTION) != streamed:
        posted = "Queries and mutations are served by POST; this socket is for subscriptions."
        raise _bad_document(posted if streamed else "Subscriptions aren't served by POST: open a WebSocket.")
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


def _bad_document(message: str) -> RequestErrors:
    return RequestErrors([RequestError(Code.BAD_DOCUMENT, message)])
