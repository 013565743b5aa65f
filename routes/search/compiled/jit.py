"""Machine code from Python functions, by numba, kept on disk from one process to the next.

numba looks only at the file of a function to see whether its code is stale, not at what it calls. So the folder is
named after all files of this package together: change one, and all are compiled anew.
"""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import config, njit

_F = TypeVar("_F", bound=Callable[..., Any])
_SOURCES = Path(__file__).parent


def jit(function: _F) -> _F:
    """`function` compiled at its first call with each kind of arguments, without the global lock.

    It may make no arrays: who refers to them isn't counted, which would take longer than most of these functions do.
    """
    return _compiled(function, _nrt=False)


def jit_with_arrays(function: _F) -> _F:
    """The same for a function that makes arrays."""
    return _compiled(function)


def _compiled(function: _F, **options: Any) -> _F:
    try:
        compiled = njit(**options, cache=_keeps_code, nogil=True)(function)
    except RuntimeError:  # nowhere to write: compiled in every process
        compiled = njit(**options, nogil=True)(function)
    return cast(_F, compiled)


def _choose_folder() -> bool:
    """Whether there is a folder to keep code in that only this user writes to: numba unpickles what lies there."""
    if os.environ.get("NUMBA_CACHE_DIR"):
        return True
    digest = sha256()
    for source in sorted(_SOURCES.glob("*.py")):
        digest.update(source.read_bytes())
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    for base in (_SOURCES / "__pycache__", home / "doorstep"):
        folder = base / f"numba-{digest.hexdigest()[:16]}"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK) and folder.stat().st_uid == os.getuid():
            vars(config)["CACHE_DIR"] = str(folder)
            return True
    return False


_keeps_code = _choose_folder()
