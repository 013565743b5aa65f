"""The private PostGIS cluster: found or installed, initialised, started, stopped."""

from core.postgres.binaries import newest
from core.postgres.cluster import ensure_cluster, remove_cluster, stop_cluster
from core.postgres.database import prepare_database
from core.postgres.errors import PostgresUnavailable
from core.postgres.server import SUPERUSER

__all__ = [
    "SUPERUSER",
    "PostgresUnavailable",
    "ensure_cluster",
    "newest",
    "prepare_database",
    "remove_cluster",
    "stop_cluster",
]
