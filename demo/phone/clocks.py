"""A phone's two clocks: one that anybody may set, and one that counts from its start, which nobody can."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from core import clock

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def _uptime() -> float:
    """Seconds since the machine started, its sleep included where the system tells."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def _boot_id() -> str:
    """Of this machine's start, as Linux tells it; elsewhere the second of that start."""
    return _BOOT_ID.read_text().strip() if _BOOT_ID.exists() else f"{time.time() - _uptime():.0f}"


@dataclass(frozen=True, slots=True)
class Clocks:
    wall: Callable[[], datetime] = clock.now
    uptime: Callable[[], float] = _uptime
    boot: Callable[[], str] = _boot_id

    def boot_id_of(self, device: str) -> str:
        """This start of that phone: the demo's phones all run on one machine."""
        return str(uuid5(NAMESPACE_OID, f"{self.boot()} {device}"))


def timestamp(instant: datetime) -> str:
    """RFC 3339 in UTC, to the millisecond."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
