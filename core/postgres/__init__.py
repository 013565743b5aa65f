"""The private PostGIS cluster: found or installed, initialised, started, stopped."""

from core.postgres.cluster import ensure_cluster, remove_cluster, stop_cluster
from core.postgres.database import prepare_database
from core.postgres.errors import PostgresUnavailable
from core.postgres.install import newest_or_install
from core.postgres.server import SUPERUSER

__all__ = [
    "SUPERUSER",
    "PostgresUnavailable",
    "ensure_cluster",
    "newest_or_install",
    "prepare_database",
    "remove_cluster",
    "stop_cluster",
]
