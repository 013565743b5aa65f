"""What a document may ask for, and that what asks for more is refused before graphql-core sees it."""

import pytest

from api.edge import documents as read_documents
from api.edge.refusals import Refusal
from api.edge.request_errors import RequestErrors
from tests.api.edge.documents import document
from tests.api.edge.small_edge import Edge


def nested(depth: int) -> str:
    """Fields within `depth - 1` others."""
    return "{ viewer " + "{ manager " * (depth - 2) + "{ id }" + "}" * (depth - 1)


def names(count: int) -> list[str]:
    return [f"n{index}" for index in range(count)]


AT_THE_BOUND_AND_BEYOND = {
    "depth": (nested(10), nested(11)),
    "depth through fragments": tuple(
        "{ viewer { ...f } } fragment f on Member { " + "manager { " * depth + "id" + "}" * (depth + 1)
        for depth in (8, 9)
    ),
    "aliases": tuple("{ " + " ".join(f"{name}: __typename" for name in names(count)) + " }" for count in (15, 16)),
    "aliases through fragments": tuple(
        "{ viewer { ...f manager { ...f unit { id } } } } fragment f on Member { "
        + " ".join(f"{name}: id" for name in names(count))
        + " }"
        for count in (7, 8)
    ),
    "directives": tuple(
        "{ " + "... @skip(if: false) { __typename } " * count + " }" for count in (10, 11)
    ),
    "directives of variables": tuple(
        "query(" + " ".join(f"${name}: Int @a" for name in names(count)) + ") { viewer { id } }" for count in (10, 11)
    ),
    "tokens": tuple("{ unit(id: \"\") { id weekdays name } " + "viewer { id name } " * 18 + more + "}" for more in ("", "viewer { " + "id " * 1_000 + "}")),
    "characters": tuple("{ viewer { id } } #".ljust(length, "-") for length in (15_000, 15_001)),
    "a string": tuple('{ unit(id: "%s") { id } }' % ("x" * length) for length in (4_998, 4_999)),
    "a number": tuple("{ viewer { name(first: %s) } }" % ("1" * length) for length in (1, 101)),
    "nested values": tuple(
        "{ unit { members(where: {all: " + "[{all: " * count + "[]" + "}]" * count + "}) { pageInfo { endCursor } } } }"
        for count in (9, 10)
    ),
    "fields of fragments": tuple(
        "{ " + "...f0 " * spreads + "viewer { id } }"
        + "".join(f"fragment f{index} on Query {{ ...f{index + 1} ...f{index + 1} }}" for index in range(3))
        + "fragment f3 on Query { viewer { id } }"
        for spreads in (1, 44)
    ),
    "operations": tuple(" ".join(f"query {name} {{ viewer {{ id }} }}" for name in names(count)) for count in (10, 11)),
    "repetitions": tuple("{ " + "viewer { id } " * count + " }" for count in (22, 23)),
}


@pytest.mark.parametrize(("within", "beyond"), AT_THE_BOUND_AND_BEYOND.values(), ids=AT_THE_BOUND_AND_BEYOND)
def test_a_document_is_refused_beyond_each_bound_and_not_within(within: str, beyond: str) -> None:
    try:
        document(within)
    except RequestErrors as errors:
        assert "aximum" not in str(errors)
    with pytest.raises(Refusal):
        document(beyond)
