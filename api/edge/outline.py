"""The outline of a document: what it selects, and how often it does what costs, found before it is parsed.

Read in one pass over the tokens, without recursion. For every document that graphql-core's parser accepts the
outline holds the same selections as its tree; nothing else is promised, so a document must still be parsed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from api.edge.limits import VALUE_NESTING
from api.edge.tokens import Unreadable, is_name


@dataclass(slots=True)
class Field:
    name: str
    response_name: str
    page_size: str | None = None
    "The token of its argument `first`; a variable begins with $."
    selections: "list[Selection]" = field(default_factory=list)


@dataclass(slots=True)
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
    """An operation or a fragment, and counts of its own selections, those of spread fragments left out."""

    kind: str
    name: str | None = None
    on: str | None = None
    "The type condition of a fragment."
    defaults: dict[str, str] = field(default_factory=dict)
    "First tokens of the variables' defaults, by $name."
    selections: list[Selection] = field(default_factory=list)
    size: int = 0
    "Fields, spreads and inline fragments."
    aliases: int = 0
    directives: int = 0
    depth: int = 0
    nesting: int = 0
    spreads: list[Spread] = field(default_factory=list)


def outline_of(tokens: Sequence[str]) -> list[Definition]:
    """The definitions of an executable document. Raises Unreadable for anything else."""
    reader = _Reader(tokens)
    definitions = []
    while not reader.at_end:
        definitions.append(reader.definition())
    return definitions


class _Reader:
    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = [*tokens, _END]
        self._next = 0

    @property
    def at_end(self) -> bool:
        return self._tokens[self._next] is _END

    def definition(self) -> Definition:
        if self._tokens[self._next][0] == '"':  # its description
            self._take()
        definition = Definition("query")
        if self._tokens[self._next] != "{":
            self._head(definition)
        self._selections(definition)
        return definition

    def _head(self, definition: Definition) -> None:
        definition.kind = self._take()
        if definition.kind not in _KINDS:
            raise Unreadable
        if is_name(self._tokens[self._next]):
            definition.name = self._take()
        if definition.kind == "fragment":
            self._expect("on")
            definition.on = self._take()
        if self._tokens[self._next] == "(":
            definition.defaults = self._variables()
        self._directives(definition)

    def _selections(self, definition: Definition) -> None:
        """One selection set with all that is nested in it."""
        self._expect("{")
        open_sets = [_OpenSet(definition.selections, depth=1)]
        while open_sets:
            within = open_sets[-1]
            definition.nesting = max(definition.nesting, len(open_sets))
            if self._tokens[self._next] == "}":
                self._take()
                open_sets.pop()
                continue
            definition.size += 1
            if self._tokens[self._next] == "...":
                opened = self._fragment(definition, within, nesting=len(open_sets))
            else:
                opened = self._field(definition, within)
            if opened is not None:
                open_sets.append(opened)

    def _fragment(self, definition: Definition, within: "_OpenSet", *, nesting: int) -> "_OpenSet | None":
        self._expect("...")
        if is_name(self._tokens[self._next]) and self._tokens[self._next] != "on":
            spread = Spread(self._take(), within.depth - 1, nesting, within.introspects)
            definition.spreads.append(spread)
            within.selections.append(spread)
            self._directives(definition)
            return None
        inline = Inline(self._type_condition())
        within.selections.append(inline)
        self._directives(definition)
        self._expect("{")
        return _OpenSet(inline.selections, within.depth, introspects=within.introspects)

    def _field(self, definition: Definition, within: "_OpenSet") -> "_OpenSet | None":
        name = response_name = self._name()
        if self._tokens[self._next] == ":":
            self._take()
            name = self._name()
            definition.aliases += 1
        found = Field(name, response_name)
        within.selections.append(found)
        if self._tokens[self._next] == "(":
            found.page_size = self._arguments()
        self._directives(definition)
        introspects = within.introspects or name.startswith("__")
        if not introspects:
            definition.depth = max(definition.depth, within.depth)
        if self._tokens[self._next] != "{":
            return None
        self._take()
        return _OpenSet(found.selections, within.depth + (not introspects), introspects=introspects)

    def _type_condition(self) -> str | None:
        if self._tokens[self._next] != "on":
            return None
        self._take()
        return self._name()

    def _directives(self, definition: Definition) -> None:
        while self._tokens[self._next] == "@":
            self._take()
            self._name()
            definition.directives += 1
            if self._tokens[self._next] == "(":
                self._arguments()

    def _arguments(self) -> str | None:
        """Reads from "(" to its ")"; gives the first token of the argument `first`."""
        page_size = None
        for before, token, after, level in self._bracketed():
            if level == 1 and token == "first" and after == ":" and before != "$":
                page_size = self._value(self._next + 1)
        return page_size
