"""Bodies, bearers, errors, probes and logs of the HTTP edge."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

import pytest
import structlog
from graphql import ExecutionResult

from api.edge import transport
from api.edge.operation import Execute, OperationRequest
from api.edge.request_errors import Code, RequestError
from api.edge.workers import interruptible
from tests.api.edge.small_edge import Edge

RESPONSE = "application/graphql-response+json"
KIBIBYTE = 1024


def padded(size: int) -> bytes:
    return b'{"query": "{ __typename }"}'.ljust(size)


async def in_chunks(body: bytes) -> AsyncIterator[bytes]:
    """A body whose length isn't declared."""
    for start in range(0, len(body), 64 * KIBIBYTE):
        yield body[start : start + 64 * KIBIBYTE]


@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize(
    ("token", "size", "status"),
    [
        (None, 256 * KIBIBYTE, 200),
        (None, 256 * KIBIBYTE + 1, 413),
        ("dead", 256 * KIBIBYTE + 1, 413),
        ("alive", 16384 * KIBIBYTE, 200),
        ("alive", 16384 * KIBIBYTE + 1, 413),
    ],
)
def test_bodies_are_bounded_by_whether_their_sender_has_a_session(
    edge: Edge, token: str | None, size: int, status: int, declared: bool
) -> None:
    headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
    body = padded(size)
    answer = edge.send(content=body if declared else in_chunks(body), headers=headers)

    assert answer.status_code == status
    assert status == 200 or answer.json()["errors"][0]["extensions"]["code"] == "TOO_LARGE"


def test_a_body_that_does_not_arrive_is_given_up(edge: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.edge.body.BODY_SECONDS", 0.05)

    async def stalled() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    assert edge.send(content=stalled(), headers={"content-type": "application/json"}).status_code == 408


def test_hands_the_operation_over_with_its_sender(edge: Edge) -> None:
    query = "mutation Grow { ...growth } fragment growth on Mutation { grow }"
    answer = edge.post({"query": query}, authorization="bearer abc")

    (request,) = edge.operated
    assert (request.kind, request.name, request.root_fields) == ("mutation", "Grow", frozenset({"grow"}))
    assert (request.bearer_token, request.client_address) == ("abc", "127.0.0.1")
    assert request.correlation_id == answer.headers["x-request-id"]
    assert (request.is_long_act, request.time_limit_seconds) == (True, 60)


def test_an_operation_may_be_executed_again_in_another_transaction(edge: Edge) -> None:
    def twice(_: OperationRequest, execute: Execute) -> ExecutionResult:
        assert execute("bad").errors
        return execute("good")

    edge.operate = twice

    assert edge.ask("{ moody }") == {"data": {"moody": "good"}}


def test_a_bug_is_masked_and_recorded_once_under_the_id_that_the_caller_sees(edge: Edge) -> None:
    with structlog.testing.capture_logs() as logs:
        answer = edge.post({"query": "{ broken greeting }"}, accept=RESPONSE)

    (error,) = answer.json()["errors"]
    assert (answer.status_code, answer.json()["data"]) == (200, {"broken": None, "greeting": "Hello you"})
    assert (error["path"], error["extensions"]["code"]) == (["broken"], "INTERNAL")
    assert "secret" not in answer.text
    (record,) = [log for log in logs if log["log_level"] == "error"]
    assert record["correlation_id"] == error["extensions"]["correlationId"] == answer.headers["x-request-id"]
    assert isinstance(record["exc_info"], KeyError)


def test_a_bug_around_the_execution_is_masked_too(edge: Edge) -> None:
    def fails_to_commit(_: OperationRequest, execute: Execute) -> ExecutionResult:
        execute(None)
        raise OSError("the disk of the house is full")

    edge.operate = fails_to_commit
    answer = edge.post({"query": "{ greeting }"}, accept=RESPONSE)

    assert (answer.status_code, answer.json()["data"]) == (200, None)
    assert answer.json()["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert "disk" not in answer.text


def test_errors_meant_for_the_caller_keep_their_words(edge: Edge) -> None:
    answer = edge.ask("{ private awkward }")

    assert [(error["message"], error["path"], error["extensions"]) for error in answer["errors"]] == [
        ("Sign in first.", ["private"], {"code": "UNAUTHENTICATED"}),
        ("In vain.", ["awkward"], {"code": "LIMITED"}),
    ]


@pytest.mark.parametrize(
    ("code", "status"), [(Code.UNAUTHENTICATED, 401), (Code.LIMITED, 429), (Code.BUSY, 429), (Code.BAD_INPUT, 400)]
)
def test_an_operation_refused_before_its_execution_has_no_data(edge: Edge, code: Code, status: int) -> None:
    def refuse(_: OperationRequest, __: Execute) -> ExecutionResult:
        raise RequestError(code, "Not like this.")

    edge.operate = refuse
    modern, older = (edge.post({"query": "{ greeting }"}, accept=media) for media in (RESPONSE, "application/json"))

    assert (modern.status_code, older.status_code) == (status, 200)
    assert modern.json() == older.json() == {"errors": [{"message": "Not like this.", "extensions": {"code": code}}]}


def test_a_slow_operation_keeps_no_probe_waiting(edge: Edge) -> None:
    probed = threading.Event()
    probed_in_time: list[bool] = []

    def wait_for_the_probe(_: OperationRequest, execute: Execute) -> ExecutionResult:
        running.set()
        probed_in_time.append(probed.wait(timeout=4))
        return execute(None)

    running = threading.Event()
    edge.operate = wait_for_the_probe

    async def probe_beside_an_operation() -> None:
        async with edge.client() as client:
            slow = asyncio.create_task(client.post("/graphql", json={"query": "{ greeting }"}))
            await asyncio.to_thread(running.wait)
            assert (await client.get("/healthz")).text == "ok"
            assert (await client.get("/readyz")).json() == {"ready": True}
            probed.set()
            assert (await slow).json()["data"] == {"greeting": "Hello you"}

    asyncio.run(probe_beside_an_operation())
    assert probed_in_time == [True]


def test_an_operation_out_of_time_is_answered_busy_and_its_thread_is_freed(
    edge: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "OPERATION_SECONDS", 0.3)
    hanging_up = threading.Event()

    def hang(_: OperationRequest, __: Execute) -> ExecutionResult:
        with interruptible(hanging_up.set):
            assert hanging_up.wait(timeout=60)
        raise ConnectionError

    edge.operate = hang
    answer = edge.post({"query": "{ greeting }"}, accept=RESPONSE)

    assert (answer.status_code, answer.headers["retry-after"]) == (429, "1")
    assert answer.json()["errors"][0]["extensions"]["code"] == "BUSY"
    assert hanging_up.is_set()


def test_two_long_acts_run_at_a_time_and_leave_the_other_operations_their_threads(edge: Edge) -> None:
    begun, done = threading.Semaphore(0), threading.Event()

    def grow_for_long(request: OperationRequest, execute: Execute) -> ExecutionResult:
        if request.is_long_act:
            begun.release()
            done.wait(timeout=60)
        return execute(None)

    edge.operate = grow_for_long

    async def ask_beside_long_acts() -> list[str]:
        async with edge.client() as client:
            acts = [asyncio.create_task(client.post("/graphql", json={"query": "mutation { grow }"})) for _ in range(5)]
            for _ in range(2):
                await asyncio.to_thread(begun.acquire)
            others = [client.post("/graphql", json={"query": "{ greeting }"}) for _ in range(4)]
            assert all(answer.json()["data"] for answer in await asyncio.gather(*others))
            assert not begun.acquire(blocking=False)
            done.set()
            return [(await act).text for act in acts]

    answers = asyncio.run(ask_beside_long_acts())
    assert sum("grown" in answer for answer in answers) == 4
    assert sum("BUSY" in answer for answer in answers) == 1


def unreachable() -> bool:
    raise ConnectionError


@pytest.mark.parametrize("ready", [lambda: False, unreachable])
def test_not_ready_is_503(edge: Edge, ready: Callable[[], bool]) -> None:
    edge.ready = ready

    assert edge.send("GET", "/readyz").status_code == 503
    assert edge.send("GET", "/healthz").status_code == 200


def test_every_answer_is_private_and_every_request_is_logged_without_what_it_carried(edge: Edge) -> None:
    with structlog.testing.capture_logs() as logs:
        body = {"query": "query Hello($n: String) { greeting(name: $n) }", "variables": {"n": "Aino"}}
        answer = edge.post(body, authorization="Bearer confidential")

    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    (line,) = logs
    assert (line["operation"], line["operation_name"], line["status"]) == ("query", "Hello", 200)
    assert line["correlation_id"] == answer.headers["x-request-id"]
    assert "Aino" not in str(line)
    assert "confidential" not in str(line)


def test_large_bodies_share_a_bounded_room(edge: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.edge.body.LARGE_BODIES_BYTES", 1000 * KIBIBYTE)
    running, done = threading.Event(), threading.Event()

    def wait(_: OperationRequest, execute: Execute) -> ExecutionResult:
        running.set()
        done.wait(timeout=60)
        return execute(None)

    edge.operate = wait
    headers = {"content-type": "application/json", "authorization": "Bearer alive"}

    async def send_two() -> list[int]:
        async with edge.client() as client:
            first = asyncio.create_task(client.post("/graphql", content=padded(600 * KIBIBYTE), headers=headers))
            await asyncio.to_thread(running.wait)
            second = await client.post("/graphql", content=padded(600 * KIBIBYTE), headers=headers)
            done.set()
            small = await client.post("/graphql", content=padded(200 * KIBIBYTE), headers=headers)
            statuses = [(await first).status_code, second.status_code, small.status_code]
            return [
                *statuses,
                (await client.post("/graphql", content=padded(600 * KIBIBYTE), headers=headers)).status_code,
            ]

    assert asyncio.run(send_two()) == [200, 429, 200, 200]


@pytest.mark.parametrize("escape", ["\\ud800", "\\u{D800}", "\\udc00\\ud800", "\\u{110000}", "\\x"])
def test_text_that_no_text_can_hold_is_refused(edge: Edge, escape: str) -> None:
    answer = edge.post({"query": '{ greeting(name: "' + escape + '") }'}, accept=RESPONSE)

    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_DOCUMENT")
    assert edge.operated == []
