"""Runs the migrations as `doorstep_owner`, all in one transaction, one process at a time."""

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from core.db import Table

MIGRATION_LOCK = 0x0D005

engine = create_engine(context.config.attributes["url"], poolclass=NullPool)
with engine.connect() as connection, connection.begin():
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '60s'")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK}); SET LOCAL ROLE doorstep_owner")
    context.configure(connection=connection, target_metadata=Table.metadata)
    context.run_migrations()
engine.dispose()
