"""jobs: procrastinate's queue, for the work beside requests.

Its schema is a frozen copy beside the migrations, not read from the installed package: what this revision makes must
stay the same, whatever release is installed when it is run.
"""

from pathlib import Path

from alembic import op

revision = "0008"
down_revision = "0007"

_SCHEMA = Path(__file__).parents[1] / "procrastinate.sql"


def upgrade() -> None:
    # Past SQLAlchemy's text(), which would take the colons in it for parameters; psycopg2 knows those with %.
    op.get_bind().exec_driver_sql(_SCHEMA.read_text().replace("%", "%%"))
    op.execute(
        """
        GRANT SELECT, INSERT, UPDATE, DELETE
            ON procrastinate_jobs, procrastinate_events, procrastinate_workers, procrastinate_periodic_defers
            TO doorstep_writer;
        GRANT USAGE ON SEQUENCE
            procrastinate_jobs_id_seq, procrastinate_events_id_seq, procrastinate_periodic_defers_id_seq
            TO doorstep_writer;
        """
    )
