"""The private cluster on this machine's PostgreSQL: one for this file, durable, in a folder closed to others."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from core.postgres import PostgresUnavailable, ensure_cluster, remove_cluster, server_user
from core.postgres.binaries import newest
from core.postgres.home import make_socket_folder, socket_folder

_ENSURE = "import sys, pathlib, core.postgres as p; print(p.ensure_cluster(pathlib.Path(sys.argv[1]), durable=True))"


@dataclass(frozen=True, slots=True)
class Started:
    """A cluster that two processes were asked for at once, and what each was told."""

    data: Path
    told: list[str]

    @property
    def home(self) -> Path:
        return (self.data / "postgres").resolve()

    @property
    def process(self) -> int:
        return int((self.home / "cluster/postmaster.pid").read_text().split("\n")[0])

    def connect(self) -> Connection:
        return create_engine(self.told[0], poolclass=NullPool).connect()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    data = tmp_path_factory.mktemp("clone") / ".doorstep"
    command = [sys.executable, "-c", _ENSURE, str(data)]
    racers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    yield Started(data=data, told=[racer.communicate()[0].strip() for racer in racers])
    remove_cluster(data)


def test_two_processes_at_once_get_the_same_cluster(cluster: Started) -> None:
    assert cluster.told[0].startswith("postgresql+psycopg2://doorstep@/doorstep?host=")
    assert cluster.told[0] == cluster.told[1]


def test_a_running_cluster_is_left_alone(cluster: Started) -> None:
    before = cluster.process
    assert ensure_cluster(cluster.data, durable=True) == cluster.told[0]
    assert cluster.process == before


def test_only_the_servers_user_gets_at_files_and_socket(cluster: Started) -> None:
    user = server_user.owner_of(cluster.home)
    assert user.uid != 0
    assert user.can_enter(cluster.home)
    assert cluster.home.stat().st_mode & 0o777 == 0o700
    assert (socket_folder(cluster.home) / ".s.PGSQL.5432").stat().st_mode & 0o777 == 0o700


def test_a_commit_survives_the_kill_of_the_server(cluster: Started) -> None:
    with cluster.connect() as connection:
        connection.exec_driver_sql("SET ROLE doorstep_owner; CREATE TABLE kept (id int); INSERT INTO kept VALUES (1)")
        connection.commit()
        os.kill(cluster.process, signal.SIGKILL)
        # At once: children of the killed server may still hold its shared memory.
        assert ensure_cluster(cluster.data, durable=True) == cluster.told[0]
    with cluster.connect() as connection:
        connection.exec_driver_sql("SET ROLE doorstep_owner")
        assert connection.exec_driver_sql("SELECT id FROM kept").scalar_one() == 1


def test_a_dead_servers_process_id_may_be_anothers_by_now(cluster: Started) -> None:
    user = server_user.owner_of(cluster.home)
    os.kill(cluster.process, signal.SIGKILL)
    other = subprocess.Popen(["sleep", "60"], user=user.uid)
    record = cluster.home / "cluster/postmaster.pid"
    record.write_text("\n".join([str(other.pid), *record.read_text().split("\n")[1:]]))
    ensure_cluster(cluster.data, durable=True)
    assert cluster.process != other.pid
    other.kill()
    other.wait()


def test_no_role_of_doorsteps_can_pass_row_level_security_by(cluster: Started) -> None:
    with cluster.connect() as connection:
        mighty = connection.exec_driver_sql(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'doorstep%%' AND (rolsuper OR rolbypassrls)"
        )
        assert mighty.all() == []
        connection.exec_driver_sql(
            "SET ROLE doorstep_owner; CREATE TABLE walled AS SELECT 1; ALTER TABLE walled ENABLE ROW LEVEL SECURITY;"
            "GRANT SELECT ON walled TO doorstep_writer, doorstep_reader"
        )
        for role in ("doorstep_writer", "doorstep_reader"):
            connection.exec_driver_sql(f"SET ROLE {role}")
            assert connection.exec_driver_sql("SELECT * FROM walled").all() == []


def test_the_login_can_do_nothing_until_it_takes_a_role_on(cluster: Started) -> None:
    with cluster.connect() as connection, pytest.raises(DBAPIError, match="permission denied for schema public"):
        connection.exec_driver_sql("CREATE TABLE public.stray (id int)")


def test_a_session_begins_with_the_limits(cluster: Started) -> None:
    with cluster.connect() as connection:
        limits = connection.exec_driver_sql(
            "SELECT name, current_setting(name) FROM pg_settings WHERE name = ANY (%s)",
            (["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "jit", "TimeZone"],),
        )
        assert dict(limits.all()) == {
            "statement_timeout": "3s",
            "lock_timeout": "1s",
            "idle_in_transaction_session_timeout": "5s",
            "jit": "off",
            "TimeZone": "UTC",
        }


def test_a_long_path_gets_a_short_socket_that_nobody_else_may_enter(tmp_path: Path) -> None:
    home, user = tmp_path / ("deep/" * 25), server_user.fresh()
    folder = socket_folder(home)
    assert len(os.fsencode(folder / ".s.PGSQL.5432")) <= 107
    folder.mkdir(mode=0o755)
    os.chown(folder, user.uid, user.gid)
    try:
        with pytest.raises(PostgresUnavailable, match="remove it"):
            make_socket_folder(home, user)
    finally:
        folder.rmdir()


def test_the_newest_version_that_has_postgis_is_taken(tmp_path: Path) -> None:
    for version, has_postgis in {"9.6": True, "13": True, "14": True, "16": True, "17": False}.items():
        _install(tmp_path, version, has_postgis=has_postgis)
    found = newest(tmp_path)
    assert found is not None
    assert found["psql"] == str(tmp_path / "lib/postgresql/16/bin/psql")


def test_without_postgis_no_version_is_taken(tmp_path: Path) -> None:
    _install(tmp_path, "17", has_postgis=False)
    assert newest(tmp_path) is None


def _install(usr: Path, version: str, *, has_postgis: bool) -> None:
    files = [usr / "lib/postgresql" / version / "bin/initdb"]
    if has_postgis:
        files.append(usr / "share/postgresql" / version / "extension/postgis.control")
    for file in files:
        file.parent.mkdir(parents=True)
        file.touch()
