"""Seconds of a day's plan in words: clocks, spans, dates, names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from routes.problem import Window


@dataclass(frozen=True, slots=True)
class Wording:
    """Turns seconds since `departs_at` into the member's local time."""

    departs_at: datetime
    zone: ZoneInfo

    def clock(self, seconds: int) -> str:
        """Like 09:05."""
        return self.instant(seconds).astimezone(self.zone).strftime("%H:%M")

    def instant(self, seconds: int) -> datetime:
        return self.departs_at + timedelta(seconds=seconds)

    def date(self) -> str:
        """The day of departure, like Monday 24 November."""
        local = self.departs_at.astimezone(self.zone)
        return f"{local:%A} {local.day} {local:%B}"

    def hours(self, windows: Iterable[Window]) -> str:
        """Like 09:00 to 12:00 and 13:00 to 17:30; each once, though last night's are like tonight's."""
        told = dict.fromkeys(f"{self.clock(window.opens)} to {self.clock(window.closes)}" for window in windows)
        return " and ".join(told)


def span(seconds: int) -> str:
    """Like 1 h 05 min; rounded up, so that what is needed is never understated."""
    minutes = -(-seconds // 60)
    return f"{minutes // 60} h {minutes % 60:02} min" if minutes >= 60 else f"{minutes} min"


def names(listed: Sequence[str], *, most: int = 3) -> str:
    """Like A, B and C, or A, B, C and 4 more."""
    shown = [*listed[:most], *([f"{len(listed) - most} more"] if len(listed) > most else [])]
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))
