"""The rooms' enums as GraphQL shows them, with words for their values."""

from enum import Enum
from typing import TypeVar

import strawberry

E = TypeVar("E", bound=Enum)


def shown(kind: type[E], *, description: str | None = None, **of_values: str) -> type[E]:
    """The very same enum, now part of the schema; `of_values` describes values by name."""
    strawberry.enum(kind, description=description)
    for value in kind.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = of_values.get(value.name)
    return kind
