"""The rooms' enums as GraphQL shows them, with words for their values."""

from enum import Enum

import strawberry


def show_enum(kind: type[Enum], *, name: str | None = None, description: str | None = None, **of_values: str) -> None:
    """Make a room's enum part of the schema, under its own name or `name`; `of_values` describes values by name."""
    strawberry.enum(kind, name=name, description=description)
    for value in kind.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = of_values.get(value.name)
