"""From the parameters of a request to its result: parse, validate, coerce, execute, all in one thread.

What is wrong before the execution never opens a transaction.
"""

from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from graphql import (
    DocumentNode,
    ExecutionResult,
    Executor,
    GraphQLSchema,
    OperationDefinitionNode,
)

from api.edge.coercion import bad_variables
from api.edge.defaults import let_defaults_replace_nulls, without_nulls_for_defaults
from api.edge.documents import Documents, operation_of, root_fields_of
from api.edge.limits import LONG_ACT_SECONDS, OPERATION_COST, OPERATION_SECONDS
from api.edge.masking import Masking
from api.edge.operation import Execute, Operate, OperationRequest, Sender
from api.edge.parameters import Parameters
from api.edge.refusals import beyond_limits
from api.edge.request_errors import Code, RequestErrors
from api.edge.stream.asked import fields_of, words_of


@dataclass(frozen=True, slots=True)
class Prepared:
    """An operation that has passed everything that comes before its execution."""

    request: OperationRequest
    execute: Execute
    words: bytes = b""
    "Of a subscription: whoever sends the same asks to be shown the same; see `api.edge.stream.asked`."
    fields: frozenset[tuple[str, str]] = frozenset()
    "Of a subscription: what its document selects, each with the name of its type."


class Operations:
    """All that a schema can be asked. Changes the schema so that its nulls read as defaults."""

    def __init__(
        self, schema: GraphQLSchema, *, operate: Operate, masking: Masking, long_acts: frozenset[str], production: bool
    ) -> None:
        let_defaults_replace_nulls(schema)
        self._schema = schema
        self._documents = Documents(schema, production=production)
        self._operate = operate
        self._masking = masking
        self._long_acts = long_acts
        self._production = production

    def prepare(self, parameters: Parameters, sender: Sender, *, streamed: bool = False) -> Prepared:
        """A query or mutation; `streamed`: a subscription.

        Raises RequestErrors for what is wrong with the document, the choice of operation or the variables,
        Refusal where the operation asks for too much.
        """
        document = self._documents[parameters.query]
        operation = operation_of(document.tree, parameters.operation_name, streamed=streamed)
        executor = self._executor(document.tree, operation, parameters)
        cost = document.costs[operation.name.value if operation.name else None].with_variables(parameters.variables)
        if cost > OPERATION_COST:
            raise beyond_limits(f"This asks for up to {cost:,} fields: {OPERATION_COST:,} at most. Take smaller pages.")
        request = self._request(document.tree, operation, sender, cost)
        prepared = Prepared(request, lambda context, root=None: _execute(executor, context, root))
        if not streamed:
            return prepared
        words = words_of(document.tree, operation, parameters.variables)
        return replace(prepared, words=words, fields=fields_of(self._schema, document.tree))

    def perform(self, prepared: Prepared) -> ExecutionResult:
        """The result, its errors fit to be seen. Raises RequestErrors where nothing was executed."""
        correlation_id = prepared.request.correlation_id
        try:
            result = self._operate(prepared.request, prepared.execute)
        except Exception as error:  # noqa: BLE001  # the masking tells bugs from the rest and logs them
            shown = self._masking.shown(error, correlation_id)
            if shown.code is not Code.INTERNAL:
                raise RequestErrors([shown]) from None
            return ExecutionResult(None, [shown])
        errors = [self._masking.shown_in_place(error, correlation_id) for error in result.errors or ()]
        if errors and result.data is None and not any(error.path for error in errors):
            raise RequestErrors(errors)
        return ExecutionResult(result.data, errors or None, _with_cost(result.extensions, prepared.request.cost))

    def _executor(
        self, document: DocumentNode, operation: OperationDefinitionNode, parameters: Parameters
    ) -> Executor[Any]:
        variables = without_nulls_for_defaults(operation, parameters.variables)
        built = Executor.build(
            self._schema,
            document,
            raw_variable_values=variables,
            operation_name=parameters.operation_name,
            is_awaitable=_never,
            is_async_iterable=_never,
            hide_suggestions=self._production,
        )
        if isinstance(built, list):
            raise RequestErrors(bad_variables(self._schema, operation, variables) or list(built))
        return built

    def _request(
        self, document: DocumentNode, operation: OperationDefinitionNode, sender: Sender, cost: int
    ) -> OperationRequest:
        root_fields = root_fields_of(document, operation)
        is_long_act = not self._long_acts.isdisjoint(root_fields)
        return OperationRequest(
            kind=operation.operation.value,
            name=operation.name.value if operation.name else None,
            root_fields=root_fields,
            bearer_token=sender.bearer_token,
            client_address=sender.client_address,
            correlation_id=sender.correlation_id,
            received_at=sender.received_at,
            is_long_act=is_long_act,
            time_limit_seconds=LONG_ACT_SECONDS if is_long_act else OPERATION_SECONDS,
            cost=cost,
        )


def _execute(executor: Executor[Any], context: object, root: object) -> ExecutionResult:
    once = executor.build_per_event_executor(root)
    once.context_value = context
    result = once.execute_operation()
    assert isinstance(result, ExecutionResult)  # resolvers are synchronous, and nothing is deferred
    return result


def _with_cost(extensions: dict[str, Any] | None, cost: int) -> dict[str, Any]:
    shown = extensions or {}
    return shown | {"cost": {"requested": cost, "budget": OPERATION_COST} | shown.get("cost", {})}


def _never(_: object) -> TypeGuard[Any]:
    """Nothing is awaitable: resolvers are synchronous."""
    return False
