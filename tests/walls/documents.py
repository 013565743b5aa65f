"""Every way through the schema that is two objects long, as GraphQL selections."""

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


def ways_through(type_name: str, *, steps: int = 2) -> Iterator[str]:
    """Selections of an object: its leaves, and the leaves along each chain of `steps` objects from it."""
    kind = TYPES[type_name]
    assert isinstance(kind, GraphQLObjectType)
    chains = list(_chains(kind, steps))
    yield from chains or [_leaves(kind)]


def _chains(kind: GraphQLObjectType, steps: int) -> Iterator[str]:
    if steps == 0:
        return
    for name, field in kind.fields.items():
        target = get_named_type(field.type)
        if isinstance(target, GraphQLObjectType) and _needs_nothing(field):
            inner = list(_chains(target, steps - (0 if _is_wrapper(target) else 1)))
            for selection in inner or [_leaves(target)]:
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
