"""What operations cost, the budgets that they draw on, and how answers tell."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from graphql import ExecutionResult

from api.edge.budget import MinuteBudget
from api.edge.operation import Execute, OperationRequest
from api.edge.request_errors import Code, RequestError
from tests.api.edge.documents import document
from tests.api.edge.small_edge import Edge

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("query", "cost"),
    [
        ("{ __typename }", 1),
        ("{ viewer { id manager { id } } }", 4),
        ("{ unit { weekdays } }", 2),
        ("{ unit { children { id } } }", 2 + 10),
        ("{ unit { children { children { id } } } }", 2 + 10 * (1 + 10)),
        ("{ members { edges { cursor } } }", 2 + 20),
        ("{ members(first: null) { edges { cursor } } }", 2 + 20),
        ("{ members(first: 5) { edges { node { id name } } } }", 2 + 5 * 3),
        ("{ members(first: 0) { edges { cursor } } }", 2),
        ("{ members(first: -7) { edges { cursor } } }", 2),
        ("{ members(first: 999999) { edges { cursor } } }", 2 + 100),
        ("{ members(first: 5) { pageInfo { endCursor } } }", 3),
        ("{ members(first: 5) { ...m } } fragment m on MemberConnection { ... { edges { cursor } } }", 2 + 5),
        (
            "{ members(first: 5) { edges { node { unit { members(first: 7) { edges { cursor } } } } } } }",
            2 + 5 * (4 + 7),
        ),
        ("{ members(first: 5) { edges { node { unit { children { id } } } } } }", 2 + 5 * (3 + 10)),
        ("{ viewer { name(first: 50) } }", 2),
    ],
)
def test_a_field_costs_one_and_a_page_as_often_as_it_has_rows(query: str, cost: int) -> None:
    assert document(query).costs[None].with_variables({}) == cost


@pytest.mark.parametrize(
    ("variables", "rows"),
    [({"n": 7}, 7), ({"n": 7.0}, 7), ({}, 3), ({"n": None}, 3), ({"n": 10**30}, 100), ({"n": -1}, 0)],
)
def test_a_page_size_may_be_a_variable(variables: dict[str, Any], rows: int) -> None:
    query = "query Q($n: Int = 3) { members(first: $n) { edges { cursor } } } query R { viewer { id } }"

    assert document(query).costs["Q"].with_variables(variables) == 2 + rows
    assert document(query).costs["R"].with_variables(variables) == 2


def test_an_operation_beyond_its_budget_is_refused_whatever_the_media_type(edge: Edge) -> None:
    row = "edges { node { friends(first: 100) { edges { cursor node { __typename } } } } }"
    query = f"query($n: Int!) {{ people(first: $n) {{ {row} }} }}"
    answer = edge.post({"query": query, "variables": {"n": 100}}, accept="application/json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"] == {"code": "BAD_DOCUMENT"}
    assert "30,302 fields: 20,000 at most" in answer.json()["errors"][0]["message"]
    assert edge.operated == []


def test_an_answer_says_what_it_cost_and_what_is_left(edge: Edge) -> None:
    def operate(request: OperationRequest, execute: Execute) -> ExecutionResult:
        result = execute(None)
        result.extensions = {"cost": MinuteBudget(100).charge("Aino", request.cost, NOON)}
        return result

    edge.operate = operate

    assert edge.post({"query": "{ greeting awkward }"}).json()["extensions"] == {
        "cost": {"requested": 2, "budget": 20_000, "minuteBudget": 100, "minuteLeft": 98}
    }


def test_a_minutes_budget_fills_again_evenly_and_each_caller_has_one() -> None:
    budget = MinuteBudget(600)

    assert budget.charge("Aino", 600, NOON)["minuteLeft"] == 0
    assert budget.charge("Bo", 1, NOON)["minuteLeft"] == 599
    with pytest.raises(RequestError, match="Try again in 3 s") as refused:
        budget.charge("Aino", 21, NOON)
    assert (refused.value.code, refused.value.extensions["retryAfterSeconds"]) == (Code.LIMITED, 3)
    assert budget.charge("Aino", 21, NOON + timedelta(seconds=3))["minuteLeft"] == 9
    assert budget.charge("Aino", 1, NOON + timedelta(hours=1))["minuteLeft"] == 599


def test_a_spent_budget_is_429_and_says_when_to_try_again(edge: Edge) -> None:
    budget = MinuteBudget(60)

    def operate(request: OperationRequest, execute: Execute) -> ExecutionResult:
        budget.charge("Aino", request.cost * 30, NOON)
        return execute(None)

    edge.operate = operate
    answers = [edge.post({"query": "{ greeting }"}, accept="application/graphql-response+json") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["retry-after"] == "30"
    assert answers[2].json()["errors"][0]["extensions"] == {"code": "LIMITED", "retryAfterSeconds": 30}


def test_callers_who_have_gone_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.edge.budget._MOST_CALLERS", 3)
    budget = MinuteBudget(600)
    for caller in range(3):
        budget.charge(caller, 600, NOON)
    budget.charge("late", 1, NOON + timedelta(minutes=1))

    assert list(budget._buckets) == ["late"]
