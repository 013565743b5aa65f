"""A stream of random numbers that is the same wherever it runs (Marsaglia 2003, "Xorshift RNGs")."""

import numpy as np
from numpy.typing import NDArray

from routes.search.compiled.jit import jit

State = NDArray[np.uint64]


def stream(seed: int) -> State:
    """The state of a new stream, which is changed by every draw."""
    mixed = (seed * 0x9E3779B97F4A7C15 + 0xD1B54A32D192ED03) % 2**64
    return np.array([mixed or 1], dtype=np.uint64)


@jit
def fraction(state: State) -> float:
    """A number from 0 to 1, 1 left out."""
    x = state[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    state[0] = x
    return np.int64(x >> np.uint64(11)) * 1.1102230246251565e-16


@jit
def below(state: State, bound: int) -> int:
    """A number from 0 to `bound` - 1."""
    return int(fraction(state) * bound)
