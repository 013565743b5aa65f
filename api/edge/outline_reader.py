"""Reading the outline of a document: one pass over its tokens, without recursion."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.edge.limits import QUERY_NESTING, VALUE_NESTING
from api.edge.outline import Definition, Field, Inline, Selection, Spread
from api.edge.refusals import beyond_limits
from api.edge.tokens import Unreadable, is_name

_KINDS = frozenset({"query", "mutation", "subscription", "fragment"})
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_END = "<end>"


def outline_of(tokens: Sequence[str]) -> list[Definition]:
    """The operations and fragments of a document.

    Raises Unreadable for what is no executable document, Refusal for what is nested too deeply.
    """
    reader = _Reader(tokens)
    definitions = []
    while reader.peek() != _END:
        definitions.append(reader.definition())
    return definitions


@dataclass(frozen=True, slots=True)
class _OpenSet:
    selections: list[Selection]
    depth: int
    "Of the fields in it."
    nesting: int
    "Selection sets around those fields."
    introspects: bool = False


class _Reader:
    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = [*tokens, _END]
        self._next = 0

    def definition(self) -> Definition:
        if self.peek()[0] == '"':  # its description
            self._take()
        definition = Definition("query")
        if self.peek() != "{":
            self._head(definition)
        self._selections(definition)
        return definition

    def peek(self) -> str:
        return self._tokens[self._next]

    def _head(self, definition: Definition) -> None:
        definition.kind = self._take()
        if definition.kind not in _KINDS:
            raise Unreadable
        if is_name(self.peek()):
            definition.name = self._take()
        if definition.kind == "fragment":
            definition.on = self._type_condition()
        if self.peek() == "(":
            self._variables(definition)
        self._directives(definition)

    def _selections(self, definition: Definition) -> None:
        """One selection set with all that is nested in it."""
        self._expect("{")
        open_sets = [_OpenSet(definition.selections, depth=1, nesting=1)]
        while open_sets:
            if len(open_sets) > QUERY_NESTING:
                raise beyond_limits(f"Selections are nested more than {QUERY_NESTING} deep.")
            definition.nesting = max(definition.nesting, len(open_sets))
            if self.peek() == "}":
                self._take()
                open_sets.pop()
                continue
            definition.size += 1
            select = self._fragment if self.peek() == "..." else self._field
            opened = select(definition, open_sets[-1])
            if opened is not None:
                open_sets.append(opened)

    def _fragment(self, definition: Definition, within: _OpenSet) -> _OpenSet | None:
        self._expect("...")
        if is_name(self.peek()) and self.peek() != "on":
            spread = Spread(self._take(), within.depth - 1, within.nesting, within.introspects)
            within.selections.append(spread)
            definition.spreads.append(spread)
            self._directives(definition)
            return None
        inline = Inline(self._type_condition())
        within.selections.append(inline)
        self._directives(definition)
        self._expect("{")
        return _OpenSet(inline.selections, within.depth, within.nesting + 1, within.introspects)

    def _field(self, definition: Definition, within: _OpenSet) -> _OpenSet | None:
        name = response_name = self._name()
        if self.peek() == ":":
            self._take()
            name = self._name()
            definition.aliases += 1
        found = Field(name, response_name, self._page_size() if self.peek() == "(" else None)
        within.selections.append(found)
        self._directives(definition)
        introspects = within.introspects or name.startswith("__")
        if not introspects:
            definition.depth = max(definition.depth, within.depth)
        if self.peek() != "{":
            return None
        self._take()
        depth = within.depth if introspects else within.depth + 1
        return _OpenSet(found.selections, depth, within.nesting + 1, introspects)

    def _type_condition(self) -> str | None:
        if self.peek() != "on":
            return None
        self._take()
        return self._name()

    def _directives(self, definition: Definition) -> None:
        while self.peek() == "@":
            self._take()
            self._name()
            definition.directives += 1
            if self.peek() == "(":
                self._parenthesized()

    def _page_size(self) -> str | None:
        tokens = self._parenthesized()
        for name, colon, value, of_variable in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
            if name == "first" and colon == ":":
                return value + of_variable if value == "$" else value
        return None

    def _variables(self, definition: Definition) -> None:
        variable = ""
        for token, following in pairwise(self._parenthesized()):
            if token == "$":
                variable = token + following
            elif token == "=":
                definition.defaults[variable] = following
            elif token == "@":
                definition.directives += 1

    def _parenthesized(self) -> list[str]:
        """Reads what stands in parentheses; gives the tokens in no further brackets, and the last parenthesis."""
        self._expect("(")
        outermost, brackets = [], 1
        while brackets:
            token = self._take()
            if token in _OPENING:
                brackets += 1
                if brackets > VALUE_NESTING + 1:
                    raise beyond_limits(f"Values are nested more than {VALUE_NESTING} deep.")
            elif token in _CLOSING:
                brackets -= 1
            if brackets <= 1:
                outermost.append(token)
        return outermost

    def _name(self) -> str:
        if not is_name(self.peek()):
            raise Unreadable
        return self._take()

    def _expect(self, token: str) -> None:
        if self._take() != token:
            raise Unreadable

    def _take(self) -> str:
        token = self._tokens[self._next]
        if token == _END:
            raise Unreadable
        self._next += 1
        return token
