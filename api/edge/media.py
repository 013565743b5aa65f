"""Which media types a request brings and takes (GraphQL over HTTP; RFC 9110, 12.5.1)."""

from collections.abc import Iterator
from enum import StrEnum


class Media(StrEnum):
    """The media types of an answer."""

    RESPONSE = "application/graphql-response+json"
    "Its status tells a request that failed (4xx) from one that was executed (200)."
    JSON = "application/json"
    "Well-formed requests are answered 200, whatever became of them."


def answer_media(accept: str | None) -> Media | None:
    """What `accept` (an Accept header, None where absent) likes best; None where it takes neither.

    Among equals the newer type wins where it is named, and plain JSON where only wildcards match.
    """
    ranges = dict(_ranges(accept)) if accept and accept.strip() else {"*/*": 1.0}
    named = ranges.get(Media.RESPONSE, 0.0)
    wildcard = ranges.get("application/*", ranges.get("*/*", 0.0))
    response, json = ranges.get(Media.RESPONSE, wildcard), ranges.get(Media.JSON, wildcard)
    if max(response, json) <= 0:
        return None
    return Media.RESPONSE if response > json or response == json == named else Media.JSON


def takes_html(accept: str | None) -> bool:
    """Whether the sender is a browser that navigates."""
    return any(media == "text/html" and quality > 0 for media, quality in _ranges(accept or ""))


def is_json(content_type: str | None) -> bool:
    """Whether a request's body is JSON in UTF-8, the only encoding JSON has."""
    media, _, parameters = (content_type or "").partition(";")
    charset = _parameter(parameters, "charset") or "utf-8"
    return media.strip().lower() == Media.JSON and charset.lower() in ("utf-8", "utf8")


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        media, _, parameters = part.partition(";")
        try:
            yield media.strip().lower(), float(_parameter(parameters, "q") or 1)
        except ValueError:
            continue


def _parameter(parameters: str, name: str) -> str | None:
    for parameter in parameters.split(";"):
        key, _, value = parameter.partition("=")
        if key.strip().lower() == name:
            return value.strip().strip('"')
    return None
