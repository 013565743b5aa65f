"""The glossary covers every enum of the schema."""

from pathlib import Path

import pytest
from graphql import GraphQLEnumType

from api.schema import schema

GLOSSARY = (Path(__file__).parents[2] / "docs/glossary.md").read_text()
ENUMS = [
    kind
    for kind in schema._schema.type_map.values()
    if isinstance(kind, GraphQLEnumType) and not kind.name.startswith("__")
]


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.name)
def test_every_value_of_an_enum_is_explained(enum: GraphQLEnumType) -> None:
    assert f"`{enum.name}`" in GLOSSARY
    missing = [value for value in enum.values if f"**{value}**" not in GLOSSARY]
    assert missing == []
