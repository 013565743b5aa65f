"""How much a document may ask for: judged on its outline, in time that grows with its length only.

What a fragment brings is summed up once, however often it is spread. Only a document whose whole expansion is known
to be small is walked spread by spread.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.edge.limits import (
    QUERY_ALIASES,
    QUERY_DEPTH,
    QUERY_DIRECTIVES,
    QUERY_NESTING,
    QUERY_OPERATIONS,
    QUERY_REPETITIONS,
    QUERY_SELECTIONS,
)
from api.edge.outline import Definition, Field, Selection, Spread
from api.edge.refusals import beyond_limits

Fragments = Mapping[str, Definition]


def check_bounds(operations: Sequence[Definition], fragments: Fragments) -> None:
    """Raises Refusal for a document that asks for too much, whose fragments form a circle or are never used."""
    totals = _Totals(fragments)
    asked = [totals.of(operation) for operation in operations]
    for what, amount, most in (
        ("operations", len(operations), QUERY_OPERATIONS),
        ("fields and fragments", sum(total.size for total in asked), QUERY_SELECTIONS),
        ("aliases", sum(total.aliases for total in asked), QUERY_ALIASES),
        ("directives", sum(total.directives for total in asked), QUERY_DIRECTIVES),
        ("fields within each other", max((total.depth for total in asked), default=0), QUERY_DEPTH),
        ("selections within each other", max((total.nesting for total in asked), default=0), QUERY_NESTING),
    ):
        if amount > most:
            raise beyond_limits(f"The document has {amount:,} {what}: {most:,} at most.")
    if unused := totals.unused():
        raise beyond_limits(f"The fragment {unused[0]} is never used.")
    if sum(_repetitions([operation.selections], fragments) for operation in operations) > QUERY_REPETITIONS:
        raise beyond_limits("The document selects the same fields over and over: once is enough.")


@dataclass(frozen=True, slots=True)
class _Total:
    """What a definition asks for, all that its spreads bring included."""

    size: int = 0
    aliases: int = 0
    directives: int = 0
    depth: int = 0
    nesting: int = 0


class _Totals:
    def __init__(self, fragments: Fragments) -> None:
        self._fragments = fragments
        self._known: dict[str, _Total | None] = {}
        "None while it is being summed up."

    def of(self, definition: Definition) -> _Total:
        brought = [(spread, self._of_fragment(spread.fragment)) for spread in definition.spreads]
        return _Total(
            size=definition.size + sum(total.size for _, total in brought),
            aliases=definition.aliases + sum(total.aliases for _, total in brought),
            directives=definition.directives + sum(total.directives for _, total in brought),
            depth=max([definition.depth, *(_depth(spread, total) for spread, total in brought)]),
            nesting=max([definition.nesting, *(spread.nesting + total.nesting for spread, total in brought)]),
        )

    def unused(self) -> list[str]:
        """Names of the fragments that nothing summed up so far has spread."""
        return [name for name in self._fragments if name not in self._known]

    def _of_fragment(self, name: str) -> _Total:
        if name not in self._fragments:  # the validation says so
            return _Total()
        if name not in self._known:
            self._known[name] = None
            self._known[name] = self.of(self._fragments[name])
        total = self._known[name]
        if total is None:
            raise beyond_limits(f"The fragment {name} spreads itself.")
        return total


def _depth(spread: Spread, total: _Total) -> int:
    return 0 if spread.introspects else spread.depth + total.depth


def _repetitions(sets: Iterable[Iterable[Selection]], fragments: Fragments) -> int:
    """Pairs of fields under one response name in selection sets that are merged, and below them."""
    named: defaultdict[str, list[Field]] = defaultdict(list)
    for selections in sets:
        for found in expanded(selections, fragments):
            named[found.response_name].append(found)
    pairs = sum(len(fields) * (len(fields) - 1) // 2 for fields in named.values())
    return pairs + sum(_repetitions([found.selections for found in fields], fragments) for fields in named.values())


def expanded(selections: Iterable[Selection], fragments: Fragments) -> Iterator[Field]:
    """The fields of a selection set, those of its fragments included."""
    for selection in selections:
        if isinstance(selection, Field):
            yield selection
        elif isinstance(selection, Spread):
            fragment = fragments.get(selection.fragment)
            yield from expanded(fragment.selections if fragment else (), fragments)
        else:
            yield from expanded(selection.selections, fragments)
