"""Processor time of a process and its children, however busy the machine is."""

import os
from pathlib import Path

_USER_TIME = 11
"Index in /proc/PID/stat after the name of the command; then comes the time in the system (proc(5))."


def seconds_of(pid: int) -> float:
    """Spent so far, its living children's included."""
    user, system = _facts(pid)[_USER_TIME : _USER_TIME + 2]
    children = (child for task in Path(f"/proc/{pid}/task").iterdir() for child in _children(task))
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK") + sum(map(seconds_of, children))


def _facts(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _children(task: Path) -> list[int]:
    return [int(pid) for pid in (task / "children").read_text().split()]
