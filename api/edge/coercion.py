"""What input coercion refuses: one BAD_INPUT error for each bad value, with its path.

A path starts at the name of the variable, or of the argument where the value is written in the
document, and is dotted: `input.visits.3.fix.latitude`. The value that's missing or unknown is
named itself, not the object around it. graphql-core coerces; this module only explains, since
graphql-core's own errors carry no path.
"""

import math
from collections.abc import Iterator
from itertools import islice
from typing import Any

from graphql import (
    SKIP,
    ArgumentNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    Undefined,
    ValueNode,
    ValuesOfCorrectTypeRule,
    VariableDefinitionNode,
    VariableNode,
    VisitorAction,
    is_required_input_field,
    type_from_ast,
)

from api.edge.limits import REPORTED_BAD_VALUES
from api.edge.request_errors import Code, RequestError

_LONGEST_NAME_SHOWN = 100


def bad_variables(
    schema: GraphQLSchema, operation: OperationDefinitionNode, variables: dict[str, Any]
) -> list[GraphQLError]:
    """Every value of `variables` that its type in a valid `operation` refuses."""
    return list(islice(_bad_variables(schema, operation, variables), REPORTED_BAD_VALUES))


class LiteralsOfCorrectType(ValuesOfCorrectTypeRule):
    """graphql-core's rule for values written in a document, saying where each bad one stands."""

    _holder = ""

    def enter_argument(self, node: ArgumentNode, *_: object) -> None:
        self._holder = node.name.value

    def enter_variable_definition(self, node: VariableDefinitionNode, *_: object) -> None:
        self._holder = node.variable.name.value

    def is_valid_value_node(self, node: ValueNode, input_type: GraphQLInputType | None) -> VisitorAction:
        if input_type:
            for error in _bad_values(node, input_type, self._holder):
                self.report_error(error)
        return SKIP


def _bad_variables(
    schema: GraphQLSchema, operation: OperationDefinitionNode, variables: dict[str, Any]
) -> Iterator[GraphQLError]:
    for definition in operation.variable_definitions or ():
        name = definition.variable.name.value
        type_ = type_from_ast(schema, definition.type)
        if name in variables:
            yield from _bad_values(variables[name], type_, name)
        elif isinstance(type_, GraphQLNonNull) and definition.default_value is None:
            yield _refusal(name, f"The variable ${name} of type {type_} is missing.")


def _bad_values(value: object, type_: Any, path: str) -> Iterator[GraphQLError]:
    """Refusals of `value`, which is plain (from JSON) or a node of the document."""
    shape = _shape(value)
    if isinstance(shape, VariableNode):
        return
    if isinstance(type_, GraphQLNonNull):
        if shape is None:
            yield _refusal(path, f"null was given where {type_} is needed.", value)
            return
        type_ = type_.of_type
    if shape is None:
        return
    if isinstance(type_, GraphQLList):
        yield from _bad_items(shape, type_, path)
    elif isinstance(type_, GraphQLInputObjectType):
        yield from _bad_fields(value, shape, type_, path)
    else:
        yield from _bad_leaf(value, type_, path)


def _shape(value: object) -> object:
    """A node as the list, mapping or null it stands for, one level deep; anything else unchanged."""
    match value:
        case NullValueNode():
            return None
        case ListValueNode():
            return list(value.values)
        case ObjectValueNode():
            return {field.name.value: field.value for field in value.fields}
    return value


def _bad_items(shape: object, type_: GraphQLList[Any], path: str) -> Iterator[GraphQLError]:
    if not isinstance(shape, list):  # a single value stands for a list of one
        yield from _bad_values(shape, type_.of_type, path)
        return
    for index, item in enumerate(shape):
        yield from _bad_values(item, type_.of_type, f"{path}.{index}")


def _bad_fields(value: object, shape: object, type_: GraphQLInputObjectType, path: str) -> Iterator[GraphQLError]:
    if not isinstance(shape, dict):
        yield _refusal(path, f"{type_} is an object with fields.", value)
        return
    for name, field in type_.fields.items():
        if name in shape:
            yield from _bad_values(shape[name], field.type, f"{path}.{name}")
        elif is_required_input_field(field):
            yield _refusal(f"{path}.{name}", f"{name} is missing: {type_} needs it.", value)
    for name in shape.keys() - type_.fields.keys():
        shown = name[:_LONGEST_NAME_SHOWN]
        yield _refusal(f"{path}.{shown}", f"{type_} has no field {shown}.", value)


def _bad_leaf(value: object, type_: GraphQLLeafType, path: str) -> Iterator[GraphQLError]:
    try:
        coerced = _coerced(value, type_)
    except GraphQLError as error:
        yield _refusal(path, error.message, value)
    except ValueError as error:  # how our scalars say what they would take
        yield _refusal(path, str(error), value)
    except Exception:  # noqa: BLE001  # a scalar that stumbles over a value refuses it
        yield _refusal(path, f"This is no {type_}.", value)
    else:
        if coerced is Undefined:
            yield _refusal(path, f"This is no {type_}.", value)
        elif isinstance(coerced, float) and not math.isfinite(coerced):
            yield _refusal(path, f"This number is too large for {type_}.", value)


def _coerced(value: object, type_: GraphQLLeafType) -> object:
    if isinstance(type_, GraphQLEnumType):
        judge = type_.coerce_input_literal if isinstance(value, ValueNode) else type_.coerce_input_value
        return judge(value, True)  # type: ignore[arg-type]
    if not isinstance(value, ValueNode):
        return type_.coerce_input_value(value)
    if type_.coerce_input_literal is not None:
        return type_.coerce_input_literal(value)  # type: ignore[arg-type]
    return type_.parse_literal(value)


def _refusal(path: str, message: str, value: object = None) -> RequestError:
    node = value if isinstance(value, ValueNode) else None
    return RequestError(Code.BAD_INPUT, message, node=node, input_path=path)
