"""PostGIS from the packages of Debian or Ubuntu, for a machine that has none."""

import os
import re
import shutil
import subprocess

from core.postgres.binaries import OLDEST_VERSION, Binaries, newest
from core.postgres.errors import PostgresUnavailable

_APT_GET = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=600"]
_SETTINGS = "/etc/postgresql-common/createcluster.d"
_HOW_TO = (
    f"Doorstep needs PostgreSQL {OLDEST_VERSION} or newer with PostGIS 3: install your system's packages for them "
    "(on Debian and Ubuntu: apt-get install postgresql-postgis), or set DATABASE_URL to a PostGIS database."
)


def newest_or_install() -> Binaries:
    """The newest version with PostGIS, installed first where there is none.

    apt-get prints what it does. Raises PostgresUnavailable where this isn't Debian or Ubuntu, or
    where the person is neither root nor may use sudo without a password.
    """
    found = newest()
    if found is None:
        _install()
        found = newest()
    if found is None:
        raise PostgresUnavailable(_HOW_TO)
    return found


def _install() -> None:
    if shutil.which("apt-get") is None:
        raise PostgresUnavailable(_HOW_TO)
    as_root = _as_root()
    print("Installing PostgreSQL with PostGIS ...", flush=True)
    try:
        subprocess.run([*as_root, *_APT_GET, "update"], check=True)
        version = _newest_packaged()
        _forbid_main_cluster(as_root)
        packages = [f"postgresql-{version}", f"postgresql-{version}-postgis-3"]
        subprocess.run([*as_root, *_APT_GET, "install", "--no-install-recommends", *packages], check=True)
    except subprocess.CalledProcessError as error:
        raise PostgresUnavailable(f"{' '.join(error.cmd)} failed (see above). {_HOW_TO}") from error


def _as_root() -> list[str]:
    """The words that go before a command to run it as root."""
    unattended = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return unattended
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n", *unattended]
    raise PostgresUnavailable(_HOW_TO)


def _newest_packaged() -> int:
    listing = subprocess.run(
        ["apt-cache", "search", "--names-only", "^postgresql-[0-9]+-postgis-3$"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    versions = [int(version) for version in re.findall(r"^postgresql-(\d+)-postgis-3 ", listing, re.MULTILINE)]
    if max(versions, default=0) < OLDEST_VERSION:
        raise PostgresUnavailable(_HOW_TO)
    return max(versions)


def _forbid_main_cluster(as_root: list[str]) -> None:
    """Keep the package from starting a cluster of its own on TCP port 5432, which nobody asked for."""
    subprocess.run([*as_root, "mkdir", "-p", _SETTINGS], check=True)
    subprocess.run(
        [*as_root, "tee", f"{_SETTINGS}/doorstep.conf"],
        input=b"create_main_cluster = false\n",
        stdout=subprocess.DEVNULL,
        check=True,
    )
