"""The outline of a document: what it selects, and how often it does what costs.

It is found before the document is parsed. For every document that graphql-core's parser accepts it holds the same
selections as the parser's tree; nothing is promised for others, so a document must still be parsed.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    response_name: str
    page_size: str | None
    "The token of its argument `first`; a variable begins with $."
    selections: "list[Selection]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Inline:
    """An inline fragment."""

    on: str | None
    selections: "list[Selection]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Spread:
    fragment: str
    depth: int
    "Fields around it, those of introspection aside."
    nesting: int
    "Selection sets around it."
    introspects: bool


Selection = Field | Inline | Spread


@dataclass(slots=True)
class Definition:
    """An operation or a fragment, with counts of what it selects itself, not through its spreads."""

    kind: str
    "query, mutation, subscription or fragment."
    name: str | None = None
    on: str | None = None
    "The type condition of a fragment."
    defaults: dict[str, str] = field(default_factory=dict)
    "Tokens of the variables' defaults, by $name; of a list or an object the last one."
    selections: list[Selection] = field(default_factory=list)
    spreads: list[Spread] = field(default_factory=list)
    size: int = 0
    "Fields, spreads and inline fragments."
    aliases: int = 0
    directives: int = 0
    depth: int = 0
    "Fields within fields, those of introspection aside."
    nesting: int = 0
    "Selection sets within selection sets."
