"""Every way through the schema from an object to the next, as GraphQL selections."""

from collections.abc import Iterator

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

from api.schema import schema

TYPES = schema._schema.type_map  # Strawberry has no public name for it


def ways_through(type_name: str) -> list[str]:
    """Selections of an object: its leaves, with those of each object that is a step from it."""
    kind = TYPES[type_name]
    assert isinstance(kind, GraphQLObjectType)
    return list(_ways(kind)) or [_leaves(kind)]


def _ways(kind: GraphQLObjectType) -> Iterator[str]:
    for name, field in kind.fields.items():
        target = get_named_type(field.type)
        if isinstance(target, GraphQLObjectType) and _needs_nothing(field):
            for selection in ways_through(target.name) if _is_wrapper(target) else [_leaves(target)]:
                yield f"{_leaves(kind)} {name}{_few(field)} {{ {selection} }}"


def _leaves(kind: GraphQLNamedType) -> str:
    assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
    leaves = [name for name, field in kind.fields.items() if is_leaf_type(get_named_type(field.type))]
    return " ".join(["__typename", *leaves])


def _few(field: GraphQLField) -> str:
    return "(first: 5)" if "first" in field.args else ""


def _is_wrapper(kind: GraphQLObjectType) -> bool:
    """Connections and edges are no step of their own."""
    return kind.name.endswith(("Connection", "Edge"))


def _needs_nothing(field: GraphQLField) -> bool:
    return not any(is_required_argument(argument) for argument in field.args.values())
