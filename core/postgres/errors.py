"""The one refusal of this folder."""


class PostgresUnavailable(Exception):
    """PostgreSQL with PostGIS can't be had or won't run; the message says why and what to do about it."""
