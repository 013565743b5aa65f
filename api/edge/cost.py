"""What an operation costs: the fields that its answer may hold, by the page sizes that it asks for.

Every field costs 1. A list of objects has as many rows as the page that its connection was asked for (`first`, 20
where absent), any other list of objects 10; what is selected of a row costs as often. Nested lists multiply.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphql import GraphQLField, GraphQLSchema, get_named_type, get_nullable_type, is_composite_type, is_list_type

from api.edge.bounds import Fragments
from api.edge.limits import ASSUMED_ROWS, DEFAULT_PAGE, LARGEST_PAGE, REPORTED_ERRORS
from api.edge.outline import Definition, Field, Inline, Selection
from api.edge.refusals import beyond_limits


class Rows(NamedTuple):
    """How many rows a list has: as its variable says, or else `number`."""

    number: int
    variable: str | None = None


@dataclass(slots=True)
class Cost:
    """The cost of a selection set, as far as it is known before the variables are."""

    own: int = 0
    of_rows: "list[tuple[Rows, Cost]]" = field(default_factory=list)

    def with_variables(self, variables: Mapping[str, Any]) -> int:
        return self.own + sum(_number(rows, variables) * cost.with_variables(variables) for rows, cost in self.of_rows)


def cost_of(operation: Definition, fragments: Fragments, schema: GraphQLSchema) -> Cost:
    """The cost of an operation within bounds.

    Raises Refusal for an operation of which the schema knows too little to be worth validating.
    """
    roots = {"query": schema.query_type, "mutation": schema.mutation_type, "subscription": schema.subscription_type}
    root = roots.get(operation.kind)
    cost = Cost()
    pricing = _Pricing(operation.defaults, fragments, schema)
    pricing.add(cost, operation.selections, root, Rows(ASSUMED_ROWS))
    if len(pricing.unknown) > REPORTED_ERRORS:
        named = ", ".join(pricing.unknown[:REPORTED_ERRORS])
        raise beyond_limits(f"The schema has none of these {len(pricing.unknown)} fields where they stand: {named}, ….")
    return cost


@dataclass(frozen=True, slots=True)
class _Pricing:
    defaults: Mapping[str, str]
    fragments: Fragments
    schema: GraphQLSchema
    unknown: list[str] = field(default_factory=list)
    "Fields that their type doesn't have; they cost 1 as well."

    def add(self, cost: Cost, selections: Iterable[Selection], type_: Any, rows: Rows) -> None:
        """Add what `selections` on `type_` cost; a list of objects among them has `rows`."""
        for selection in selections:
            if isinstance(selection, Field):
                self._add_field(cost, selection, type_, rows)
            elif isinstance(selection, Inline):
                inner = self.schema.get_type(selection.on) if selection.on else type_
                self.add(cost, selection.selections, inner, rows)
            elif fragment := self.fragments.get(selection.fragment):
                self.add(cost, fragment.selections, self.schema.get_type(fragment.on or ""), rows)

    def _add_field(self, cost: Cost, selected: Field, parent: Any, rows: Rows) -> None:
        cost.own += 1
        known: GraphQLField | None = getattr(parent, "fields", {}).get(selected.name)
        if known is None:
            if parent is not None and not selected.name.startswith("__"):
                self.unknown.append(selected.name)
            self.add(cost, selected.selections, None, rows)
            return
        inner = get_named_type(known.type)
        if is_composite_type(inner) and is_list_type(get_nullable_type(known.type)):
            row = Cost()
            cost.of_rows.append((rows, row))
            cost = row
        page = self._page(selected.page_size) if "first" in known.args else Rows(ASSUMED_ROWS)
        self.add(cost, selected.selections, inner, page)

    def _page(self, size: str | None) -> Rows:
        if size is None or size[0] != "$":
            return Rows(_page_number(size))
        return Rows(_page_number(self.defaults.get(size)), size[1:])


def _page_number(token: str | None) -> int:
    """The rows that a page size as written means; what is no size is refused elsewhere."""
    if token is None or not token.lstrip("-").isdigit():
        return DEFAULT_PAGE
    return min(int(token[:9]), LARGEST_PAGE) if token[0] != "-" else 0


def _number(rows: Rows, variables: Mapping[str, Any]) -> int:
    given = variables.get(rows.variable) if rows.variable else None
    if not isinstance(given, int | float):
        return rows.number
    return int(min(max(given, 0), LARGEST_PAGE))
