"""Doorstep's own search for routes: selection and order, for one vehicle or several, on any matrix.

A `Task` is `pack`ed into arrays; compiled code ruins and recreates routes (`anneal`), or, where no window binds, only
shortens their order (`order`); `replay` looks at what comes out without trusting any of it.
"""

from routes.search.budget import Budget, Iterations, Until, seconds
from routes.search.replay import Replay, replay
from routes.search.solve import solve, warm_up
from routes.search.task import UNREACHABLE, Node, Objective, Pause, Routes, Task, Vehicle

__all__ = [
    "UNREACHABLE",
    "Budget",
    "Iterations",
    "Node",
    "Objective",
    "Pause",
    "Replay",
    "Routes",
    "Task",
    "Until",
    "Vehicle",
    "replay",
    "seconds",
    "solve",
    "warm_up",
]
