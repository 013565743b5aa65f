"""What callers learn of exceptions: those raised for them as they are, bugs by an id only."""

import structlog
from graphql import GraphQLError

from api.edge.operation import Explain
from api.edge.request_errors import Code, RequestError

_log = structlog.get_logger(__name__)


class Masking:
    """Tells exceptions meant for the caller from bugs, and puts each bug on record once."""

    def __init__(self, explain: Explain) -> None:
        self._explain = explain

    def shown(self, error: BaseException, correlation_id: str) -> RequestError:
        """`error` as the caller may see it."""
        if isinstance(error, RequestError):
            return error
        explained = self._explain(error)
        if explained is None:
            _log.error("A bug", correlation_id=correlation_id, exc_info=error)
            return _masked(correlation_id)
        return explained

    def shown_in_place(self, error: GraphQLError, correlation_id: str) -> GraphQLError:
        """An error of an execution as the caller may see it, at the same place of document and answer."""
        if error.path is None and error.original_error is None:  # graphql-core's own word on the operation
            return error
        shown = self.shown(error.original_error or error, correlation_id)
        return GraphQLError(
            shown.message, error.nodes, path=error.path, original_error=shown, extensions=shown.extensions
        )


def _masked(correlation_id: str) -> RequestError:
    message = f"Something went wrong on our side. It is on record as {correlation_id}."
    return RequestError(Code.INTERNAL, message, correlationId=correlation_id)
