"""What one caller may ask of a process in a minute.

A bucket that fills evenly, rather than a window: it tells to the second when a given cost fits in again, and holds two
numbers a caller.
"""

import math
import threading
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from api.edge.request_errors import Code, RequestError

_MOST_CALLERS = 10_000
"Kept in mind; beyond that those whose buckets are full again are forgotten."


@dataclass(frozen=True, slots=True)
class _Bucket:
    left: float
    at: datetime


class MinuteBudget:
    """Lets each caller spend `cost_a_minute` a minute, at once or bit by bit. Any thread may charge it."""

    def __init__(self, cost_a_minute: int) -> None:
        self.cost_a_minute = cost_a_minute
        self._buckets: dict[Hashable, _Bucket] = {}
        self._lock = threading.Lock()

    def charge(self, caller: Hashable, cost: int, now: datetime) -> dict[str, int]:
        """Spends `cost`, and says what is left as the answer's `extensions.cost` shows it.

        Raises RequestError LIMITED with `retryAfterSeconds` where less is left, and spends nothing.
        """
        with self._lock:
            left = self._left(caller, now)
            if cost <= left:
                self._forget_the_idle(now)
                self._buckets[caller] = _Bucket(left - cost, now)
                return {"minuteBudget": self.cost_a_minute, "minuteLeft": int(left - cost)}
        seconds = math.ceil((cost - left) * 60 / self.cost_a_minute)
        message = f"This asks for {cost:,} fields; {int(left):,} are left of {self.cost_a_minute:,} a minute."
        raise RequestError(Code.LIMITED, f"{message} Try again in {seconds} s.", retryAfterSeconds=seconds)

    def _left(self, caller: Hashable, now: datetime) -> float:
        bucket = self._buckets.get(caller)
        if bucket is None:
            return self.cost_a_minute
        filled = max((now - bucket.at).total_seconds(), 0) * self.cost_a_minute / 60
        return min(bucket.left + filled, self.cost_a_minute)

    def _forget_the_idle(self, now: datetime) -> None:
        if len(self._buckets) >= _MOST_CALLERS:
            self._buckets = {
                caller: bucket
                for caller, bucket in self._buckets.items()
                if self._left(caller, now) < self.cost_a_minute
            }
