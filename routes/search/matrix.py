"""The matrix of travel times of a file."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.errors import InvalidInput

NO_WAY_SECONDS = 1e9
"Thirty years: from here on a travel time says that no way leads there, as null does."


def matrix(rows: Sequence[object], size: int) -> NDArray[np.float64]:
    """Seconds, infinite where no way leads. Raises InvalidInput for what isn't a square of numbers and nulls."""
    if len(rows) != size:
        raise InvalidInput("durations", f"{len(rows)} rows for {size} nodes: one for each.")
    return np.array([_row(row, number, size) for number, row in enumerate(rows)], dtype=np.float64).reshape(size, size)


def visible(durations: NDArray[np.float64]) -> list[float]:
    """The travel times that lead somewhere, each once."""
    known: list[float] = np.unique(durations[np.isfinite(durations)]).tolist()
    return known


def _row(row: object, number: int, size: int) -> list[float]:
    if not isinstance(row, list) or len(row) != size:
        given = f"{len(row)} times" if isinstance(row, list) else f"{row!r}"
        raise InvalidInput(f"durations[{number}]", f"{given:.60}; a row of {size}, one for each node.")
    return [_seconds(value, number, column) for column, value in enumerate(row)]


def _seconds(value: object, row: int, column: int) -> float:
    if value is None:
        return math.inf
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise InvalidInput(f"durations[{row}][{column}]", f"{value!r:.60} is no travel time: seconds from 0, or null.")
    return math.inf if value >= NO_WAY_SECONDS else float(value)
