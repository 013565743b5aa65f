"""What every answer tells a browser, and whose pages may call."""

from collections.abc import Iterator

import httpx
import pytest

from tests.api.edge.small_edge import Edge

APP = "https://app.example.com"


@pytest.fixture
def open_edge() -> Iterator[Edge]:
    """One whose operator allows the pages of APP."""
    edge = Edge(allowed_origins=(APP,))
    yield edge
    edge.close()


def preflight(edge: Edge, origin: str) -> httpx.Response:
    headers = {
        "origin": origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
    }
    return edge.send("OPTIONS", headers=headers)


def test_every_answer_forbids_a_browser_to_run_frame_sniff_or_keep_it(edge: Edge) -> None:
    answers = [
        edge.post({"query": "{ greeting }"}),
        edge.post({"query": "{"}),
        edge.send("GET", "/elsewhere"),
        edge.send("GET", "/healthz"),
        edge.send("GET", headers={"accept": "text/html"}),
        preflight(edge, APP),
    ]

    for answer in answers:
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"


def test_only_production_insists_on_https(edge: Edge, production_edge: Edge) -> None:
    name = "strict-transport-security"

    assert name not in edge.post({"query": "{ greeting }"}).headers
    assert production_edge.post({"query": "{ greeting }"}).headers[name] == "max-age=31536000"


def test_pages_of_allowed_origins_may_call_and_read(open_edge: Edge) -> None:
    allowed = preflight(open_edge, APP)
    answer = open_edge.post({"query": "{ greeting }"}, origin=APP)

    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == APP
    assert "POST" in allowed.headers["access-control-allow-methods"]
    assert {"authorization", "content-type"} <= set(
        allowed.headers["access-control-allow-headers"].lower().replace(" ", "").split(",")
    )
    assert answer.headers["access-control-allow-origin"] == APP
    assert "access-control-allow-credentials" not in answer.headers
    assert "X-Request-Id" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize("origin", ["https://evil.example.com", "http://app.example.com", f"{APP}.evil.com", "null"])
def test_pages_of_other_origins_may_not(open_edge: Edge, origin: str) -> None:
    assert preflight(open_edge, origin).status_code == 400
    assert "access-control-allow-origin" not in open_edge.post({"query": "{ greeting }"}, origin=origin).headers


def test_without_an_allow_list_no_origin_may(edge: Edge) -> None:
    assert preflight(edge, APP).status_code == 405
    assert "access-control-allow-origin" not in edge.post({"query": "{ greeting }"}, origin=APP).headers
