"""privacy: a former member's credential may be erased, and what others looked at is found by member.

`details` of a look name the members whose positions were shown; see api/looks.py.
"""

from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.execute(
        """
        GRANT DELETE ON credential TO doorstep_writer;

        CREATE FUNCTION looked_at(entry bytea) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$
                SELECT array_agg(member) FROM jsonb_array_elements_text(
                    convert_from(entry, 'UTF8')::jsonb #> '{details,members}'
                ) AS member
            $$;
        CREATE INDEX audit_entry_looked_at ON audit_entry USING gin (looked_at(entry)) WHERE act = 'lookAtPositions';
        """
    )
