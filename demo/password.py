"""The demo's one password: made once on this machine, for everybody in the demo, and shown on the screen."""

import os
import secrets
from pathlib import Path


def demo_password(folder: Path) -> str:
    """The password kept in `folder`, made on the first call; readable by the owner of the folder only."""
    file = folder / "password"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as kept:
            kept.write(f"{secrets.token_hex(2)}-{secrets.token_hex(2)}-{secrets.token_hex(2)}")
    return file.read_text()
