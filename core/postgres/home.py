"""Where the files and the socket of the private cluster lie, and who gets in: its own user and root."""

import hashlib
import os
import re
import stat
import tempfile
from pathlib import Path

from sqlalchemy import URL

from core.postgres import server_user
from core.postgres.errors import PostgresUnavailable
from core.postgres.server_user import ServerUser

SOCKET_LOCK = ".s.PGSQL.5432.lock"

_PORT = 5432
_LONGEST_SOCKET_PATH = 107
"What fits into `sockaddr_un.sun_path` on Linux with its closing zero byte."


def home_of(data: Path) -> Path:
    """The cluster's folder for `data`, made with mode 0700 for the server's user where it's missing.

    A clone under /root (0700) can't be entered by the user that PostgreSQL must run as when we are
    root, and opening the person's folders to that user isn't ours to do. There the folder lies in
    that user's own home, a link stands in its place, and whoever finds `data` still finds the cluster.
    """
    place = data / "postgres"
    if place.is_symlink() and not place.exists():
        raise PostgresUnavailable(
            f"{place} points to {place.readlink()}, which is gone: restore it, or remove the link."
        )
    if not place.exists():
        _make(place, server_user.fresh())
    return place.resolve()


def _make(place: Path, user: ServerUser) -> None:
    inside = user.can_enter(place.parent)
    made = Path(tempfile.mkdtemp(prefix="doorstep-", dir=place.parent if inside else user.home))
    os.chown(made, user.uid, user.gid)
    if inside:
        made.rename(place)
    else:
        place.symlink_to(made)


def url_of(home: Path, *, user: str, database: str) -> URL:
    """The address of a database of the cluster, over its socket."""
    query = {"host": str(socket_folder(home)), "port": str(_PORT)}
    return URL.create("postgresql+psycopg2", username=user, database=database, query=query)


def socket_folder(home: Path) -> Path:
    """The cluster's own folder, or one under /tmp where that path is too long or has a comma or the like."""
    path = os.fsencode(home / f".s.PGSQL.{_PORT}")
    if len(path) <= _LONGEST_SOCKET_PATH and re.fullmatch(rb"[\w/.+-]+", path):
        return home
    return Path("/tmp") / f"doorstep-{hashlib.sha256(path).hexdigest()[:16]}"


def make_socket_folder(home: Path, user: ServerUser) -> Path:
    """The socket's folder, ready for the server. Raises PostgresUnavailable where another user has taken its name."""
    folder = socket_folder(home)
    if not folder.exists():
        folder.mkdir(mode=0o700)
        os.chown(folder, user.uid, user.gid)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != user.uid or status.st_mode & 0o077:
        raise PostgresUnavailable(f"{folder} isn't a folder that only the database's user can enter: remove it.")
    return folder
