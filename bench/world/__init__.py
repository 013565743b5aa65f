"""A sales organization of the world, invented around real towns."""

from bench.world.database import ensure_world
from bench.world.viewers import Viewer, viewers

__all__ = ["Viewer", "ensure_world", "viewers"]
