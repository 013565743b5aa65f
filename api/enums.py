"""The rooms' enums as GraphQL shows them, with words for their values."""

from enum import Enum

import strawberry


def show_enum(kind: type[Enum], *, description: str | None = None, **of_values: str) -> None:
    """Make a room's enum part of the schema, as it is; `of_values` describes values by name."""
    strawberry.enum(kind, description=description)
    for value in kind.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = of_values.get(value.name)
