"""What `routes.search` finds for a rep's day."""

from collections.abc import Sequence

from routes.problem import Problem


def searched(
    problem: Problem, *, rounds: int, seed: int = 0, start: Sequence[int] | None = None, for_travel: bool = False
) -> list[int]:
    """The best order found, of as many candidates as it could place: for the prize, or, where only the way counts,
    the shortest past all of them. `start`: an order to begin from, of which what can't be kept is dropped."""
    # Compiled code takes a second to load, which processes that plan nothing are spared.
    from routes.search import Iterations, Node, Objective, Pause, Task, Vehicle, solve

    pause, day = problem.day.break_, problem.day
    vehicle = Vehicle(
        start=problem.start,
        end=problem.end,
        opens=0,
        closes=day.until,
        pause=Pause(pause.earliest, pause.latest, pause.seconds) if pause else None,
        max_stops=day.max_stops,
    )
    nodes = [
        Node(each.prize, each.service_seconds, tuple((w.opens, w.closes) for w in each.windows), each.must)
        for each in problem.candidates
    ]
    objective = Objective.TRAVEL if for_travel else Objective.PRIZE
    task = Task(problem.durations, (*nodes, Node(0, 0, ()), Node(0, 0, ())), (vehicle,), objective)
    (route,) = solve(task, Iterations(rounds), seed=seed, start=None if start is None else (tuple(start),))
    return list(route)
