import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.main import app
from core.errors import InvalidInput
from routes.search.problem_file import read_problem

_RUNNER = CliRunner()
_NO_BREAK = {"from": 10, "to": 5, "seconds": 1}


def _problem(**changes: Any) -> dict[str, Any]:
    """A depot, and two customers 10.5 and 20 seconds from it on opposite sides, in days of 100 seconds."""
    return {
        "durations": [[0, 10.5, 20], [10.5, 0, 30.5], [20, 30.5, 0]],
        "nodes": [{}, {"prize": 5, "service": 10, "windows": [[0, 50]]}, {"prize": 7, "service": 10, "windows": []}],
        "vehicles": [{"start": 0, "end": 0, "window": [0, 100], "break": None}],
        "objective": "prize",
    } | changes


def _file(folder: Path, problem: Any, name: str = "problem.json") -> Path:
    file = folder / name
    file.write_text(problem if isinstance(problem, str) else json.dumps(problem), encoding="utf-8")
    return file


def _solved(*files: Path) -> list[dict[str, Any]]:
    answer = _RUNNER.invoke(app, ["routes", "solve", *map(str, files), "--seconds", "0.05"])
    assert answer.exit_code == 0, answer.output
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_each_problem_is_answered_by_a_line_in_the_order_of_the_files(tmp_path: Path) -> None:
    short = _problem(vehicles=[{"start": 0, "end": 0, "window": [0, 60]}])
    both, one = _solved(_file(tmp_path, _problem()), _file(tmp_path, short, "short.json"))
    assert sorted(both["routes"][0]) == [1, 2]
    assert (both["prize"], both["travel"], both["duration"], both["feasible"]) == (12, 61, 81, True)
    assert (one["routes"], one["prize"], one["travel"]) == ([[2]], 7, 40)
    assert both["seconds"] > 0


def test_what_cannot_be_visited_in_time_is_not_called_feasible(tmp_path: Path) -> None:
    closing = _problem(objective="time", vehicles=[{"start": 0, "end": 0, "window": [0, 60]}])
    (answer,) = _solved(_file(tmp_path, closing))
    assert not answer["feasible"]


def test_a_pair_without_a_way_is_null(tmp_path: Path) -> None:
    ways = [[0, 10, None], [None, 0, 10], [10, None, 0]]
    (answer,) = _solved(_file(tmp_path, _problem(durations=ways, objective="travel")))
    assert (answer["routes"], answer["travel"], answer["feasible"]) == ([[1, 2]], 30, True)


@pytest.mark.parametrize(
    ("problem", "path", "words"),
    [
        ("{", "file", "Isn't JSON"),
        ('{"durations": [[NaN]]}', "file", "finite"),
        (_problem(durations=[[0]]), "durations", "1 rows for 3 nodes"),
        (_problem(durations=[[0, 1, 2], [0, 1], [0, 1, 2]]), "durations[1]", "a row of 3"),
        (_problem(durations=[[0, 1, 2], [0, -1, 2], [0, 1, 2]]), "durations[1][1]", "-1"),
        (_problem(durations=[[0, 1, "2"], [0, 1, 2], [0, 1, 2]]), "durations[0][2]", "'2'"),
        (_problem(nodes=[{}, {}, {"windows": [[0, 1], [9, 5]]}]), "nodes[2].windows[1]", "ends at 5"),
        (_problem(nodes=[{"prize": 1}, {}, {}]), "nodes[0]", "no prize"),
        (_problem(nodes=[{}] * 2_001), "nodes", "2000 at most"),
        (_problem(vehicles=[]), "vehicles", "at least 1"),
        (_problem(vehicles=[{"start": 3, "end": 0}]), "vehicles[0].start", "3 is no node"),
        (_problem(vehicles=[{"start": 0, "end": 0, "break": _NO_BREAK}]), "vehicles[0].break", "ends at 5"),
        (_problem(objective="fun"), "objective", "'prize', 'time' or 'travel'"),
    ],
)
def test_a_file_that_is_no_problem_is_refused_by_its_path(tmp_path: Path, problem: Any, path: str, words: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_problem(_file(tmp_path, problem))
    assert refused.value.field == path
    assert words in refused.value.message


def test_the_other_files_are_solved_where_one_is_refused(tmp_path: Path) -> None:
    files = [_file(tmp_path, "{", "bad.json"), _file(tmp_path, _problem())]
    answer = _RUNNER.invoke(app, ["routes", "solve", *map(str, files), "--seconds", "0.05"])
    assert answer.exit_code == 2
    assert "bad.json: file: Isn't JSON" in answer.stderr
    assert len(answer.stdout.splitlines()) == 1
