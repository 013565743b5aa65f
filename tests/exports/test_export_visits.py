"""exportVisits: the log of a viewer's sight as CSV and GeoJSON, from a link with an end."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import Connection, text

from api.exports import link, visit_rows
from tests.api_client import Client
from tests.visits.phone import check_in, check_out, fix
from tests.world import World

LINK = "... on ExportVisitsSuccess { path expiresAt }"


@dataclass(slots=True)
class Log:
    """A team's visits: `ids` newest first; the last one carries a note that a spreadsheet would run."""

    world: World
    unit: str
    rep: Client
    manager: Client
    ids: list[str]


@pytest.fixture
def log(world: World) -> Log:
    unit = world.unit("Team")
    world.region(unit)
    _, rep = world.member(unit)
    _, manager = world.member(unit, "MANAGER")
    ids = []
    for metres_off, note in enumerate(
        ("\N{FULLWIDTH EQUALS SIGN}1+1", "=1+1", 'He said "no", twice', "ünïcode\nin two lines"), start=4
    ):
        done = check_in(rep, world.account(), fix(world.place(), metres_north=metres_off))["visit"]
        check_out(rep, done["visitId"], note=note)
        ids.insert(0, str(done["id"]))
    return Log(world, unit, rep, manager, ids)


def _path(viewer: Client, kind: str, **filter: object) -> str:
    return str(viewer.act("exportVisits", {"format": kind, "filter": filter}, LINK)["path"])


def _fetch(viewer: Client, path: str) -> httpx.Response:
    return viewer.http.get(path)  # with no token: the link itself is the right


def _rows(viewer: Client, **filter: object) -> list[dict[str, str]]:
    answer = _fetch(viewer, _path(viewer, "CSV", **filter))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))


def test_every_visit_in_sight_is_a_row_newest_first(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit_rows, "ROWS_AT_ONCE", 2)
    for viewer in (log.manager, log.rep, log.world.admin):
        assert [row["id"] for row in _rows(viewer)] == log.ids


def test_a_row_says_what_the_log_says_and_runs_no_formula(log: Log) -> None:
    rows = _rows(log.manager)
    assert [row["note"] for row in rows] == [
        "ünïcode\nin two lines",
        'He said "no", twice',
        "'=1+1",
        "'\N{FULLWIDTH EQUALS SIGN}1+1",
    ]
    assert float(rows[0]["latitude"]) == pytest.approx(log.world.place()["latitude"], abs=0.0001)
    assert (rows[0]["presence"], rows[0]["standing"], rows[0]["offline"]) == ("ON_SITE", "COUNTED", "false")
    assert not {"trustScore", "signals"} & rows[0].keys()


@pytest.mark.parametrize("at_once", [1, 2, 1000])
def test_the_same_as_geojson_in_chunks_of_any_size(log: Log, at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visit_rows, "ROWS_AT_ONCE", at_once)
    collection = _fetch(log.manager, _path(log.manager, "GEOJSON")).json()
    assert [feature["properties"]["id"] for feature in collection["features"]] == log.ids
    longitude, _ = collection["features"][0]["geometry"]["coordinates"]
    assert longitude == pytest.approx(log.world.place()["longitude"])


def test_nothing_found_is_an_empty_file(log: Log) -> None:
    nobody = log.world.unit("Empty")
    assert _rows(log.world.admin, under=nobody) == []
    empty = _fetch(log.world.admin, _path(log.world.admin, "GEOJSON", under=nobody)).json()
    assert empty == {"type": "FeatureCollection", "features": []}


def test_a_filter_narrows_and_what_is_beside_stays_unseen(log: Log) -> None:
    beside = log.world.unit("Beside")
    _, other = log.world.member(beside, "MANAGER")
    assert _rows(other) == []
    assert _rows(other, under=log.unit) == []
    assert len(_rows(log.manager, standing=["COUNTED"])) == len(log.ids)
    assert _rows(log.manager, standing=["VOIDED"]) == []


def test_a_link_ends_with_its_time_its_session_and_with_every_change(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _path(log.manager, "CSV")
    assert _fetch(log.manager, path).status_code == 200
    for broken in (path[:-3] + "AAA", path.replace("link=", "link=A"), "/exports/visits", "/exports/visits?link=ü"):
        assert _fetch(log.manager, broken).status_code == 403, broken
    monkeypatch.setattr(link, "LASTS", timedelta(0))
    monkeypatch.setattr("api.exports.mutations.LASTS", timedelta(0))
    assert _fetch(log.manager, _path(log.manager, "CSV")).status_code == 403
    log.manager.ask("mutation { signOut { __typename } }")
    assert _fetch(log.manager, path).status_code == 403


def test_whoever_exports_positions_is_on_record(log: Log, raw: Connection) -> None:
    before = len(_acts(raw))
    _rows(log.manager)
    _rows(log.rep)
    assert _acts(raw)[before:] == ["exportVisits", "lookAtPositions", "exportVisits"]


def _acts(raw: Connection) -> Sequence[str]:
    with raw.begin():
        raw.execute(text("SET LOCAL ROLE doorstep_writer"))
        return raw.scalars(text("SELECT act FROM audit_entry ORDER BY id")).all()
