"""trust: where the judge of a check-in looks for others that bear on it, see visits/history/statement.py."""

from alembic import op

revision = "0014"
down_revision = "0012"


def upgrade() -> None:
    op.execute(
        """
        CREATE INDEX visit_position_place ON visit_position (raw_longitude, raw_latitude, visit_id);
        -- What network fixes tell of altitude is nothing, or 0.
        CREATE INDEX visit_position_measures ON visit_position (altitude_meters, accuracy_meters, visit_id)
            WHERE altitude_meters <> 0;
        CREATE INDEX visit_evidence_device ON visit_evidence (device, visit_id) WHERE device IS NOT NULL;
        CREATE INDEX account_past_placement_mover ON account_past_placement (moved_by, until)
            WHERE moved_by IS NOT NULL;
        -- Visits in the order of their arrival, which is that of judging them again.
        CREATE INDEX visit_received ON visit (received_at, id);
        """
    )
