"""Day routes: which customers, in what order, when; and why not the others.

A rep's day is gathered (`gather`), put as a problem (`day_problem`), planned (`planner`: `solver`, `check_plan`,
`left_out`, `must_conflict`) and recorded. Road networks (`roads`) or estimates stand behind `TravelTimes`.
"""

from routes.day_request import DayRequest
from routes.day_route import DayRoute, LeftOutAccount, RouteStop
from routes.erase_paths import erase_paths
from routes.estimated_travel_times import EstimatedTravelTimes
from routes.jobs import JOBS
from routes.left_out import LeftOutReason
from routes.personal_data import erase_member, personal_data
from routes.plan_day import plan_day
from routes.plan_team_day import plan_team_day
from routes.planner import MustsInConflict, PlannedDay
from routes.planning_tools import PlanningTools
from routes.problem import Problem
from routes.queries import (
    day_routes_by_id,
    left_out_of_routes,
    newest_day_route,
    stops_of_routes,
    visible_to,
)
from routes.replan_day import replan_day
from routes.rest_of_day import Now
from routes.roads import EngineMissing, Graph, RoadNetworks, RoadsDown, RoadsFailed, build_graph, graphs, road_networks
from routes.solving import SolversBusy, Stop, solver_pool
from routes.team_request import RepOfDay, TeamRequest
from routes.travel_times import TravelMode, TravelSource, TravelTimes
from routes.wording import Wording
from routes.work_out import CannotKeepAll
from routes.worth import StopReason

__all__ = [
    "JOBS",
    "CannotKeepAll",
    "DayRequest",
    "DayRoute",
    "EngineMissing",
    "EstimatedTravelTimes",
    "Graph",
    "LeftOutAccount",
    "LeftOutReason",
    "MustsInConflict",
    "Now",
    "PlannedDay",
    "PlanningTools",
    "Problem",
    "RepOfDay",
    "RoadNetworks",
    "RoadsDown",
    "RoadsFailed",
    "RouteStop",
    "SolversBusy",
    "Stop",
    "StopReason",
    "TeamRequest",
    "TravelMode",
    "TravelSource",
    "TravelTimes",
    "Wording",
    "build_graph",
    "day_routes_by_id",
    "erase_member",
    "erase_paths",
    "graphs",
    "left_out_of_routes",
    "newest_day_route",
    "personal_data",
    "plan_day",
    "plan_team_day",
    "replan_day",
    "road_networks",
    "solver_pool",
    "stops_of_routes",
    "visible_to",
]
