"""Day routes: which customers, in what order, when; and why not the others.

A rep's day is gathered (`gather`), put as a problem (`day_problem`), planned (`planner`: `solver`, `check_plan`,
`left_out`, `must_conflict`) and recorded. Road networks will stand behind `TravelTimes`.
"""

from routes.day_request import DayRequest
from routes.day_route import DayRoute, LeftOutAccount, RouteStop
from routes.estimated_travel_times import EstimatedTravelTimes
from routes.left_out import LeftOutReason
from routes.plan_day import CannotKeepAll, plan_day
from routes.queries import (
    day_routes_by_id,
    left_out_of_routes,
    newest_day_route,
    stops_of_routes,
    visible_to,
)
from routes.travel_times import TravelMode, TravelSource, TravelTimes
from routes.worth import StopReason

__all__ = [
    "CannotKeepAll",
    "DayRequest",
    "DayRoute",
    "EstimatedTravelTimes",
    "LeftOutAccount",
    "LeftOutReason",
    "RouteStop",
    "StopReason",
    "TravelMode",
    "TravelSource",
    "TravelTimes",
    "day_routes_by_id",
    "left_out_of_routes",
    "newest_day_route",
    "plan_day",
    "stops_of_routes",
    "visible_to",
]
