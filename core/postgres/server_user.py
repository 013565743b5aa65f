"""Which user of the operating system PostgreSQL runs as: never root, which it refuses."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.postgres.errors import PostgresUnavailable

_PACKAGED_USER = "postgres"


@dataclass(frozen=True, slots=True)
class ServerUser:
    """Runs commands as a user, shedding root's rights for each command alone."""

    uid: int
    gid: int
    home: Path

    def run(self, command: Sequence[str], *, text: str | None = None) -> "subprocess.CompletedProcess[str]":
        """Run `command`, with `text` on its standard input; neither checked nor shown.

        The current folder may be closed to this user, so the command runs in `/`. Of the environment it
        gets nothing: PGPORT is meant for the person's own databases, and secrets are not for the server.
        """
        shedding = os.geteuid() != self.uid
        return subprocess.run(
            command,
            input=text,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            umask=0o077,
            user=self.uid if shedding else None,
            group=self.gid if shedding else None,
            extra_groups=[] if shedding else None,
        )

    def can_enter(self, folder: Path) -> bool:
        return self.run(["test", "-x", str(folder)]).returncode == 0


def owner_of(folder: Path) -> ServerUser:
    """The user that owns a cluster's folder. Raises PostgresUnavailable where we can't act as that user."""
    owner = folder.stat().st_uid
    if os.geteuid() not in (0, owner):
        raise PostgresUnavailable(
            f"{folder} belongs to {_named(owner)}: run this as that user or as root,"
            " or set DOORSTEP_DATA to a folder of your own."
        )
    return _user(pwd.getpwuid(owner))


def fresh() -> ServerUser:
    """The user for a new cluster: oneself, or the one of the system's packages when oneself is root."""
    if os.geteuid() != 0:
        return _user(pwd.getpwuid(os.geteuid()))
    try:
        return _user(pwd.getpwnam(_PACKAGED_USER))
    except KeyError:
        raise PostgresUnavailable(
            f"PostgreSQL won't run as root and there is no user {_PACKAGED_USER}: add it, or run this as another user."
        ) from None


def _user(entry: pwd.struct_passwd) -> ServerUser:
    return ServerUser(uid=entry.pw_uid, gid=entry.pw_gid, home=Path(entry.pw_dir))


def _named(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
