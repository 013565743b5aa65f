"""The server of the private cluster: initialise, start, stop."""

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from core.postgres import server_user
from core.postgres.binaries import Binaries, installed
from core.postgres.configuration import configuration
from core.postgres.errors import PostgresUnavailable
from core.postgres.home import SOCKET_LOCK, make_socket_folder
from core.postgres.install import newest_or_install
from core.postgres.server_user import ServerUser

SUPERUSER = "postgres"
_LONGEST_START_SECONDS = 300
"Replaying what a crash left behind takes its time."
_LONGEST_LINGER_SECONDS = 10
"How long processes of a killed server may take to notice."
_SIGNS_OF_A_DEAD_SERVER = ("pre-existing shared memory block", "lock file")


@dataclass(frozen=True, slots=True)
class Server:
    """The server of the cluster in `home`."""

    home: Path
    user: ServerUser

    @classmethod
    def of(cls, home: Path) -> "Server":
        return cls(home=home, user=server_user.owner_of(home))

    @property
    def files(self) -> Path:
        return self.home / "cluster"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    def start(self, *, durable: bool) -> None:
        """Start the server, its files initialised where there are none; returns when it accepts connections.

        Raises PostgresUnavailable with the end of the server's log where it won't start.
        """
        binaries = self._binaries()
        if not self.files.exists():
            self._initialise(binaries, durable=durable)
        settings = configuration(make_socket_folder(self.home, self.user), durable=durable)
        # Written by its owner: root must not follow a link that the server's user might have laid here.
        self._do(["tee", str(self.files / "postgresql.conf")], text=settings)
        self._launch(binaries)

    def stop(self) -> None:
        """Stop the server, cutting off whoever is connected; nothing happens where it doesn't run."""
        if self.runs():
            self._do([self._binaries()["pg_ctl"], "stop", "-D", str(self.files), "-m", "fast", "-w"])

    def runs(self) -> bool:
        """Whether the process on record is alive and the server of these files."""
        process = _process_in(self._lock)
        return process is not None and self._is_server(process)

    def _binaries(self) -> Binaries:
        """Those that made the files, since another major version can't read them; else the newest."""
        try:
            version = int((self.files / "PG_VERSION").read_text())
        except FileNotFoundError:
            return newest_or_install()
        found = installed(version)
        if found is None:
            raise PostgresUnavailable(
                f"The files in {self.files} are of PostgreSQL {version}: install postgresql-{version}-postgis-3 again."
            )
        return found

    def _initialise(self, binaries: Binaries, *, durable: bool) -> None:
        """Fill a folder beside and rename it, so that an initdb cut short leaves nothing that looks whole."""
        unfinished = self.home / "cluster.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"]
        if not durable:
            options.append("--no-sync")
        self._do([binaries["initdb"], "-D", str(unfinished), f"--username={SUPERUSER}", *options])
        unfinished.rename(self.files)

    def _launch(self, binaries: Binaries) -> None:
        command = [binaries["pg_ctl"], "start", "-D", str(self.files), "-l", str(self.log), "-w"]
        command += ["-t", str(_LONGEST_START_SECONDS)]
        deadline = time.monotonic() + _LONGEST_LINGER_SECONDS
        while self.user.run(command).returncode != 0:
            last_words = "\n".join(self.log.read_text(errors="replace").splitlines()[-5:])
            if not any(sign in last_words for sign in _SIGNS_OF_A_DEAD_SERVER) or time.monotonic() > deadline:
                raise PostgresUnavailable(f"PostgreSQL won't start. {self.log} ends with:\n{last_words}")
            self._forget_recycled_processes()
            time.sleep(0.1)

    def _forget_recycled_processes(self) -> None:
        """Remove a killed server's lock files where its process id is another's by now, or a zombie that none reaps.

        PostgreSQL takes any process of that id for the server. Should a child of the killed server
        linger all the same, PostgreSQL still sees it at the shared memory, and waits with us.
        """
        for lock in (self._lock, make_socket_folder(self.home, self.user) / SOCKET_LOCK):
            process = _process_in(lock)
            if process is not None and process.exists() and not self._is_server(process):
                lock.unlink()

    @property
    def _lock(self) -> Path:
        return self.files / "postmaster.pid"

    def _is_server(self, process: Path) -> bool:
        """A server works in the folder of its files, also after that was renamed; a zombie works nowhere."""
        try:
            return (process / "cwd").samefile(self.files)
        except (FileNotFoundError, PermissionError, ProcessLookupError):
            return False

    def _do(self, command: list[str], *, text: str | None = None) -> None:
        done = self.user.run(command, text=text)
        if done.returncode != 0:
            raise PostgresUnavailable(f"{' '.join(command)} failed: {(done.stderr or done.stdout).strip()}")


def _process_in(lock: Path) -> Path | None:
    """The /proc folder of the process whose id a lock file holds."""
    try:
        return Path("/proc") / lock.read_text().split("\n", 1)[0]
    except FileNotFoundError:
        return None
