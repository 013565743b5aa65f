"""Processor time of the process that carries a server's streams, however busy the machine is."""

import os
from pathlib import Path

_USER_TIME, _NICENESS = 11, 16
"Indexes in /proc/PID/stat after the name of the command; after the user time comes that in the system (proc(5))."


def carrier_of(server_pid: int) -> int:
    """The nicest child of the server."""
    tasks = Path(f"/proc/{server_pid}/task").iterdir()
    children = [int(pid) for task in tasks for pid in (task / "children").read_text().split()]
    return max(children, key=lambda pid: int(_facts(pid)[_NICENESS]))


def seconds_of(pid: int) -> float:
    """Spent so far."""
    user, system = _facts(pid)[_USER_TIME : _USER_TIME + 2]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _facts(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
