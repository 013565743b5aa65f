"""verdicts: the logs have a mark for standing and presence together, see visits/log.py."""

from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.execute(
        """
        INSERT INTO visit_log (unit_id, mark, visit_id)
        SELECT unit_id, standing || ' ' || presence, id
        FROM visit CROSS JOIN LATERAL unnest(unit_path) AS unit_id
        WHERE (standing, presence) <> ('COUNTED', 'ON_SITE')
        """
    )
