"""Top-level errors: what a request itself did wrong, or the server couldn't give it.

Refusals of the domain are never among them: they are members of a verb's result union.
"""

from enum import StrEnum
from typing import Any

from graphql import GraphQLError, Node
from graphql.error import GraphQLFormattedError


class Code(StrEnum):
    """`extensions.code` of a top-level error."""

    BAD_REQUEST = "BAD_REQUEST"
    "Not a GraphQL request: its method, headers, JSON or parameters."
    BAD_DOCUMENT = "BAD_DOCUMENT"
    "The document isn't GraphQL, or isn't valid for this schema."
    BAD_INPUT = "BAD_INPUT"
    "A value that its type refuses; `extensions.inputPath` says which."
    UNAUTHENTICATED = "UNAUTHENTICATED"
    "No session, or a dead one."
    TOO_LARGE = "TOO_LARGE"
    LIMITED = "LIMITED"
    "A limit of this caller is spent."
    BUSY = "BUSY"
    "Overload, lock or time limit: the same request may be tried again."
    INTERNAL = "INTERNAL"
    "A bug; recorded under `extensions.correlationId`."


class RequestError(GraphQLError):
    """A top-level error that its message may explain to the caller; any other exception is masked."""

    def __init__(
        self, code: Code, message: str, *, node: Node | None = None, input_path: str | None = None, **extensions: Any
    ) -> None:
        path = {} if input_path is None else {"inputPath": input_path}
        super().__init__(message, node, extensions={"code": code.value, **path, **extensions})
        self.code = code


class Busy(RequestError):
    """Overload, or a time or lock limit: nothing is promised, and the request may be sent again."""

    def __init__(self, message: str = "The server is busy. Try again in a moment.") -> None:
        super().__init__(Code.BUSY, message)


class RequestErrors(Exception):
    """Everything that is wrong with one request before it is executed; at least one error."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = errors


def formatted(error: GraphQLError) -> GraphQLFormattedError:
    """The error as the response shows it; one that graphql-core raised itself concerns the document."""
    shown = error.formatted
    shown["extensions"] = {"code": Code.BAD_DOCUMENT.value, **shown.get("extensions", {})}
    return shown


def code_of(error: GraphQLError) -> Code:
    """The code that `formatted` shows."""
    return Code((error.extensions or {}).get("code", Code.BAD_DOCUMENT))
