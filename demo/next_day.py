"""A rep's route for the next working day."""

import time
from datetime import date, timedelta
from typing import Any

from demo import operations
from demo.client import RequestFailed
from demo.reps import Rep

_PATIENCE_SECONDS = 180
_SHORTEST_PAUSE_SECONDS = 0.5
_FRIDAY = 5


def next_route(rep: Rep, today: date) -> Any:
    """The plan, made where there is none yet. Raises Refused, RequestFailed."""
    day = next_working_day(today).isoformat()
    plan = rep.client.ask(operations.DAY_ROUTE, date=day)
    if plan is not None:
        return plan
    wanted = {"date": day, "start": rep.begins_at, "returnBy": "16:00", "mode": "WALKING", "maxStops": 12}
    return _planned(rep, {**wanted, "breakFrom": "11:30", "breakMinutes": 30})


def next_working_day(today: date) -> date:
    """The first Monday to Friday after `today`."""
    following = today + timedelta(days=1)
    return following if following.isoweekday() <= _FRIDAY else next_working_day(following)


def _planned(rep: Rep, wanted: dict[str, Any]) -> Any:
    """The plan, waited for where the server's solvers are still warming up, as they are the first time."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            return rep.client.act(operations.PLAN_DAY, input=wanted)["route"]
        except RequestFailed as failure:
            if failure.code != "BUSY" or time.monotonic() > deadline:
                raise
            time.sleep(max(_SHORTEST_PAUSE_SECONDS, failure.retry_after_seconds))
