"""What else solves such tasks, each as well as it is known to: routes of one vehicle that starts and ends at node 0."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

import numpy as np

from routes.search import Objective, Routes, Task, seconds, solve

Solver = Callable[[Task, float, int], Routes]
"Task, seconds, seed."


def solvers() -> dict[str, Solver]:
    """Doorstep and the peers that are installed."""
    peers: dict[str, tuple[str, Solver]] = {
        "PyVRP": ("pyvrp", _pyvrp),
        "VROOM": ("vroom", _vroom),
        "OR-Tools": ("ortools", _or_tools),
    }
    here = {name: solver for name, (module, solver) in peers.items() if find_spec(module)}
    return {"Doorstep": lambda task, limit, seed: solve(task, seconds(limit), seed=seed), **here}


def lkh_length(task: Task) -> int | None:
    """The shortest order that LKH finds in ten runs; None where it isn't installed."""
    if not find_spec("elkai"):
        return None
    order = import_module("elkai").DistanceMatrix(task.durations.tolist()).solve_tsp(runs=10)
    return sum(int(task.durations[here, there]) for here, there in pairwise(order))


def _pyvrp(task: Task, limit: float, seed: int) -> Routes:
    """Prizes of up to three times the longest way, and zeros on the diagonal: what it needs."""
    from pyvrp import Model
    from pyvrp.stop import MaxRuntime

    model, durations = Model(), task.durations.copy()
    np.fill_diagonal(durations, 0)
    most = max(node.prize for node in task.nodes) or 1
    locations = [model.add_location(0, 0) for _ in task.nodes]
    depot = model.add_depot(locations[0])
    model.add_vehicle_type(
        start_depot=depot, end_depot=depot, tw_early=task.vehicles[0].opens, tw_late=task.vehicles[0].closes
    )
    for stop in task.customers:
        node = task.nodes[stop]
        model.add_client(
            locations[stop],
            service_duration=node.service,
            tw_early=node.windows[0][0],
            tw_late=node.windows[0][1],
            prize=3 * int(durations.max()) * node.prize // most,
            required=task.objective is not Objective.PRIZE,
        )
    for here, start in enumerate(locations):
        for there, end in enumerate(locations):
            model.add_edge(start, end, distance=int(durations[here, there]), duration=int(durations[here, there]))
    best = model.solve(stop=MaxRuntime(limit), seed=seed, display=False, collect_stats=False).best
    stops = [activity.idx for route in best.routes() for activity in route if activity.is_client()]
    return (tuple(task.customers[stop] for stop in stops),)


def _vroom(task: Task, limit: float, _seed: int) -> Routes:
    """Priorities up to 100, as it refuses more; it knows no seed."""
    vroom = import_module("vroom")
    problem: Any = vroom.Input()
    problem.set_durations_matrix("car", task.durations.astype(np.uint32))
    vehicle = task.vehicles[0]
    problem.add_vehicle(vroom.Vehicle(0, start=0, end=0, time_window=[vehicle.opens, min(vehicle.closes, 2**31)]))
    most = max(node.prize for node in task.nodes) or 1
    for stop in task.customers:
        node = task.nodes[stop]
        windows = [vroom.TimeWindow(opens, min(closes, 2**31)) for opens, closes in node.windows]
        priority = 100 * node.prize // most
        problem.add_job(
            vroom.Job(stop, location=stop, default_service=node.service, time_windows=windows, priority=priority)
        )
    found = problem.solve(exploration_level=5, nb_threads=1, timeout=timedelta(seconds=limit))
    steps = found.to_dict()["routes"]
    return (tuple(step["id"] for route in steps for step in route["steps"] if step["type"] == "job"),)


def _or_tools(task: Task, limit: float, _seed: int) -> Routes:
    """Guided local search; a penalty for what is left out that isn't so large that it freezes."""
    pywrapcp = import_module("ortools.constraint_solver.pywrapcp")
    enums = import_module("ortools.constraint_solver.routing_enums_pb2")
    manager = pywrapcp.RoutingIndexManager(len(task.nodes), 1, 0)
    routing: Any = pywrapcp.RoutingModel(manager)
    service = [node.service for node in task.nodes]
    travel = routing.RegisterTransitMatrix(task.durations.tolist())
    taken = routing.RegisterTransitMatrix((task.durations + np.array(service)[:, None]).tolist())
    routing.SetArcCostEvaluatorOfAllVehicles(travel)
    horizon = task.vehicles[0].closes
    routing.AddDimension(taken, horizon, horizon, True, "time")
    time, longest = routing.GetDimensionOrDie("time"), int(task.durations.max())
    most = max(node.prize for node in task.nodes) or 1
    for stop in task.customers:
        index, (opens, closes) = manager.NodeToIndex(stop), task.nodes[stop].windows[0]
        time.CumulVar(index).SetRange(opens, min(closes, horizon))
        if task.objective is Objective.PRIZE:
            routing.AddDisjunction([index], 3 * longest * task.nodes[stop].prize // most)
    search = pywrapcp.DefaultRoutingSearchParameters()
    search.first_solution_strategy = enums.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    search.local_search_metaheuristic = enums.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    search.time_limit.FromMilliseconds(int(limit * 1000))
    found = routing.SolveWithParameters(search)
    stops, index = [], routing.Start(0)
    while found and not routing.IsEnd(index := found.Value(routing.NextVar(index))):
        stops.append(manager.IndexToNode(index))
    return (tuple(stops),)
