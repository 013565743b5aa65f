"""The settings of the private cluster, written anew at each start."""

from pathlib import Path


def configuration(socket_folder: Path, *, durable: bool) -> str:
    """The text of postgresql.conf, for a machine of two cores and a few GB."""
    settings = _SETTINGS | {"unix_socket_directories": str(socket_folder)} | ({} if durable else _FOR_TESTS)
    return "".join(f"{name} = '{value}'\n" for name, value in settings.items())


_SETTINGS = {
    # Nobody but the server's user and root can open the socket: its folder has mode 0700 and so has the
    # socket. Hence `trust`: it works for root and an ordinary user alike, with no password to keep.
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    # PostGIS's cost estimates trigger compilation: 30 ms for nothing.
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C.UTF-8",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] %u@%d ",
}

_FOR_TESTS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "256MB",
}
