"""An explicit null where a default stands means the default.

GraphQL hands such a null on as a null. Here arguments, input fields (however deep, in variables and
in literals) and variables with a default all take the default instead.
"""

from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    Undefined,
    default_field_resolver,
)
from graphql.utilities.coerce_input_value import coerce_default_value


def let_defaults_replace_nulls(schema: GraphQLSchema) -> None:
    """Change `schema` so that its input fields and arguments read null as their default."""
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLInputObjectType):
            _complete_input(type_)
        elif isinstance(type_, GraphQLObjectType):
            for field in type_.fields.values():
                _complete_arguments(field)


def without_nulls_for_defaults(operation: OperationDefinitionNode, variables: dict[str, Any]) -> dict[str, Any]:
    """`variables` without the nulls of those to which `operation` gives a default."""
    defaulted = {
        definition.variable.name.value
        for definition in operation.variable_definitions or ()
        if definition.default_value is not None
    }
    return {name: value for name, value in variables.items() if value is not None or name not in defaulted}


def _complete_input(type_: GraphQLInputObjectType) -> None:
    defaults = _defaults(type_.fields)
    if not defaults:
        return
    made_by = type_.out_type

    def completed(fields: dict[str, Any]) -> Any:
        return made_by(_with_defaults(fields, defaults))

    type_.out_type = completed  # type: ignore[assignment]


def _complete_arguments(field: GraphQLField) -> None:
    defaults = _defaults(field.args)
    if not defaults:
        return
    resolve: Callable[..., Any] = field.resolve or default_field_resolver

    def completed(source: Any, info: Any, **arguments: Any) -> Any:
        return resolve(source, info, **_with_defaults(arguments, defaults))

    field.resolve = completed


def _defaults(inputs: dict[str, GraphQLArgument] | dict[str, GraphQLInputField]) -> dict[str, Any]:
    """The defaults other than null, by the names under which values are handed on."""
    defaults = {(taken.out_name or name): coerce_default_value(taken) for name, taken in inputs.items()}
    return {name: default for name, default in defaults.items() if default is not Undefined and default is not None}


def _with_defaults(values: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    return values | {name: default for name, default in defaults.items() if values.get(name) is None}
