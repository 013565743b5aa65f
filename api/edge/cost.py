"""What an operation costs: the fields that its answer may hold, by the page sizes that it asks for.

Every field costs 1. A list of objects has as many rows as the page that its connection was asked for (`first`, 20
where absent), any other list of objects 10; what is selected of a row costs as often. Nested lists multiply.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLField, GraphQLList, GraphQLNonNull, GraphQLSchema, get_named_type, is_composite_type

from api.edge.bounds import Fragments
from api.edge.limits import ASSUMED_ROWS, DEFAULT_PAGE, LARGEST_PAGE
from api.edge.outline import Definition, Field, Inline, Selection

Rows = int | str
"How many rows a list has; the name of the variable that says so begins with $."


@dataclass(slots=True)
class Cost:
    """The cost of a selection set, as far as it is known before the variables are."""

    own: int = 0
    of_rows: "list[tuple[Rows, Cost]]" = field(default_factory=list)

    def with_variables(self, variables: Mapping[str, Any]) -> int:
        return self.own + sum(_rows(rows, variables) * cost.with_variables(variables) for rows, cost in self.of_rows)


def cost_of(operation: Definition, fragments: Fragments, schema: GraphQLSchema) -> Cost:
    """The cost of an operation whose bounds were checked; what the schema doesn't know costs 1 as well."""
    root = {"query": schema.query_type, "mutation": schema.mutation_type}.get(operation.kind)
    cost = Cost()
    _Pricing(operation, fragments, schema).add(cost, operation.selections, root, ASSUMED_ROWS)
    return cost


class _Pricing:
    def __init__(self, operation: Definition, fragments: Fragments, schema: GraphQLSchema) -> None:
        self._defaults = operation.defaults
        self._fragments = fragments
        self._schema = schema

    def add(self, cost: Cost, selections: Iterable[Selection], type_: Any, rows: Rows) -> None:
        """Add what `selections` on `type_` cost; its lists have `rows` each."""
        for selection in selections:
            if isinstance(selection, Field):
                self._add_field(cost, selection, type_, rows)
            elif isinstance(selection, Inline):
                self.add(cost, selection.selections, self._type(selection.on) or type_, rows)
            elif fragment := self._fragments.get(selection.fragment):
                self.add(cost, fragment.selections, self._type(fragment.on), rows)

    def _add_field(self, cost: Cost, selected: Field, parent: Any, rows: Rows) -> None:
        cost.own += 1
        known = getattr(parent, "fields", {}).get(selected.name)
        inner = get_named_type(known.type) if known else None
        ...
