"""core: the chain of seals over the audit trail.

A seal vouches for a run of committed rows, in commit order, and for the seal before it. It refers to
them by value, without a foreign key: rows that are gone must be missed by `doorstep audit verify`, not here.
"""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE audit_seal (
            number bigint PRIMARY KEY,
            at timestamptz NOT NULL,
            entry_count bigint NOT NULL,
            manifest bytea NOT NULL,
            mac bytea NOT NULL
        );
        -- Macs don't compress.
        ALTER TABLE audit_seal ALTER COLUMN manifest SET STORAGE EXTERNAL;
        GRANT INSERT, SELECT ON audit_seal TO doorstep_writer;

        CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        """
    )
