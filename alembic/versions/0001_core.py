"""core: the audit trail, the outbox, and who is looking.

Rights: `doorstep_owner` owns, `doorstep_writer` records, `doorstep_reader` reads under policies
that start from `doorstep.actor`. Nothing is granted to PUBLIC.
"""

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE audit_entry (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
            at timestamptz NOT NULL,
            member_id uuid,
            act text NOT NULL,
            subject_id uuid,
            outcome text NOT NULL,
            entry bytea NOT NULL,
            mac bytea NOT NULL
        );
        CREATE INDEX audit_entry_commit_order ON audit_entry (xid, id);
        CREATE INDEX audit_entry_act ON audit_entry (act, at);
        GRANT INSERT, SELECT ON audit_entry TO doorstep_writer;

        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '% takes inserts only', TG_TABLE_NAME;
        END $$;
        CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

        CREATE TABLE outbox_event (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
            at timestamptz NOT NULL,
            kind text NOT NULL,
            subject_id uuid NOT NULL,
            payload jsonb NOT NULL
        );
        CREATE INDEX outbox_event_commit_order ON outbox_event (xid, id);
        GRANT INSERT, SELECT, DELETE ON outbox_event TO doorstep_writer;

        CREATE FUNCTION actor_id() RETURNS uuid LANGUAGE sql STABLE
            AS $$ SELECT nullif(current_setting('doorstep.actor', true), '')::uuid $$;
        -- The instant of the operation, so that rules in SQL and in Python agree on what is in force.
        CREATE FUNCTION actor_now() RETURNS timestamptz LANGUAGE sql STABLE
            AS $$ SELECT coalesce(nullif(current_setting('doorstep.now', true), '')::timestamptz, now()) $$;
        """
    )
