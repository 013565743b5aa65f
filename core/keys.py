"""Secrets that were made here: files under `<data>/keys`, readable by their owner only."""

import os
import secrets
from collections.abc import Callable
from functools import cache
from pathlib import Path

from core.settings import settings


def keys_folder() -> Path:
    return settings().data / "keys"


def secret(name: str) -> bytes:
    """The 32 random bytes in the file `name`, made where there is none and read once a process."""
    return _secret(keys_folder(), name)


@cache
def _secret(folder: Path, name: str) -> bytes:
    return load_or_make(folder, name, lambda: secrets.token_bytes(32))


def load_or_make(folder: Path, name: str, make: Callable[[], bytes]) -> bytes:
    """The secret in the file `name`, made by `make` where there is none; two makers agree on the first."""
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _publish(path, make())
    return path.read_bytes()


def _publish(path: Path, secret: bytes) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_bytes(secret)
    try:
        os.link(draft, path)  # unlike a rename, never replaces the secret of a maker who was first
    except FileExistsError:
        pass
    finally:
        draft.unlink()
