"""GraphQL documents, parsed and validated once each."""

from functools import lru_cache

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    ValuesOfCorrectTypeRule,
    parse,
    specified_rules,
    validate,
)

from api.coercion import LiteralsOfCorrectType
from api.limits import (
    CACHED_DOCUMENT_CHARACTERS,
    CACHED_DOCUMENTS,
    QUERY_COMMENTS,
    QUERY_TOKENS,
    REPORTED_BAD_VALUES,
)
from api.request_errors import RequestErrors


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
