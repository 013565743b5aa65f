"""From an OpenStreetMap extract to a road network for a mode of travel: extracted, contracted, measured, published."""

import hashlib
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray

from core import clock
from routes.roads.engine import Engine, engine
from routes.roads.fit import fitted_pace
from routes.roads.graph import CURRENT, MANIFEST, NETWORK, Bounds, Graph, read_graph
from routes.travel_times import TravelMode

_KEPT_VERSIONS = 2
"The current one and the one before, which a server may still be on."
_SHARE_OF_ROADS = 0.99
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


class RoadsFailed(Exception):
    """The network can't be built; the message says why."""


def build_graph(
    extract: Path, mode: TravelMode, *, name: str, roads: Path, threads: int, tell: Callable[[str], None]
) -> Graph:
    """The graph of the extract, published as the current version of `name` under `roads`.

    `tell` hears of each step. Nothing is built where this very version is there already. Raises RoadsFailed,
    EngineMissing.
    """
    if not _NAME.fullmatch(name):
        raise RoadsFailed(f"{name!r} is no name for a network: small letters, digits, - and _, 64 at most.")
    tell("Reading the extract")
    version = _version(extract, mode, engine())
    networks = roads / mode.lower() / name
    if not (networks / version / MANIFEST).exists():
        networks.mkdir(parents=True, exist_ok=True)
        _build(extract, mode, name, version, networks, threads, tell)
    _publish(networks, version)
    return read_graph(networks / version)


def _version(extract: Path, mode: TravelMode, by: Engine) -> str:
    """Of extract, engine and profile."""
    try:
        with extract.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
    except OSError as error:
        raise RoadsFailed(f"{extract} can't be read: {error.strerror}.") from None
    digest.update(f"{by.version} {mode}".encode())
    return digest.hexdigest()[:16]


def _build(
    extract: Path, mode: TravelMode, name: str, version: str, networks: Path, threads: int, tell: Callable[[str], None]
) -> None:
    """Fill a folder beside and rename it, so that a build cut short leaves nothing that looks whole."""
    unfinished = Path(tempfile.mkdtemp(prefix=".building-", dir=networks))
    try:
        network, by = unfinished / NETWORK, engine()
        tell("Extracting roads")
        options = ["--threads", str(threads), "--data_version", version, "--output", str(network)]
        _run([by.program("osrm-extract"), "--profile", by.profile(mode), *options, str(extract.resolve())], unfinished)
        tell("Contracting")
        _run([by.program("osrm-contract"), "--threads", str(threads), str(network)], unfinished)
        tell("Measuring")
        _describe(unfinished, name, mode, version)
        unfinished.rename(networks / version)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        told = [line for line in (done.stdout + done.stderr).splitlines() if re.search(r"\[error\]|what\(\)", line)]
        reason = re.sub(r"^\[[^]]*\] \[\w+\] |^ *what\(\): *", "", told[-1]) if told else f"status {done.returncode}"
        raise RoadsFailed(f"{Path(command[0]).name} made no network of it: {reason}")


def _describe(folder: Path, name: str, mode: TravelMode, version: str) -> None:
    nodes = nodes_of(folder / NETWORK)
    low, high = np.quantile(nodes, [1 - _SHARE_OF_ROADS, _SHARE_OF_ROADS], axis=0)
    bounds = Bounds(west=float(low[0]), south=float(low[1]), east=float(high[0]), north=float(high[1]))
    manifest = {
        "name": name,
        "mode": mode,
        "version": version,
        "engine": engine().version,
        "bounds": asdict(bounds),
        "nodes": len(nodes),
        "builtAt": clock.now().isoformat(),
    }
    pace = fitted_pace(folder, nodes, mode, version)
    (folder / MANIFEST).write_bytes(orjson.dumps(manifest | {"pace": asdict(pace)}, option=orjson.OPT_INDENT_2))


def nodes_of(network: Path) -> NDArray[np.float64]:
    """Degrees of every node of the roads: OSRM keeps them as whole millionths in a tar archive."""
    with tarfile.open(f"{network}.nbg_nodes") as archive:
        stored = archive.extractfile("/common/nbn_data/coordinates")
        assert stored is not None, "every network has nodes"
        return np.frombuffer(stored.read(), dtype="<i4").reshape(-1, 2) / 1e6


def _publish(networks: Path, version: str) -> None:
    link = networks / f".{version}.link"
    link.unlink(missing_ok=True)
    link.symlink_to(version)
    os.utime(networks / version)
    link.replace(networks / CURRENT)
    versions = sorted(networks.glob(f"[!.]*/{MANIFEST}"), key=lambda each: each.parent.stat().st_mtime, reverse=True)
    for old in [each.parent for each in versions if each.parent.name != CURRENT][_KEPT_VERSIONS:]:
        shutil.rmtree(old, ignore_errors=True)
