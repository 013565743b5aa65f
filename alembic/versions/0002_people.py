"""people: the org tree, members, credentials, sessions, and sign-ins that failed.

`path` runs from the root to the unit itself and decides sight; `org_unit_below` is its
transitive closure and finds what lies below a unit by index, also under policies.
"""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE org_unit (
            id uuid PRIMARY KEY,
            parent_id uuid REFERENCES org_unit,
            name text NOT NULL,
            path uuid[] NOT NULL,
            created_at timestamptz NOT NULL,
            CHECK (path[cardinality(path)] = id)
        );
        CREATE UNIQUE INDEX org_unit_one_root ON org_unit ((true)) WHERE parent_id IS NULL;
        CREATE INDEX org_unit_parent ON org_unit (parent_id, name, id);

        CREATE TABLE org_unit_below (
            unit_id uuid NOT NULL REFERENCES org_unit,
            below_id uuid NOT NULL REFERENCES org_unit,
            PRIMARY KEY (unit_id, below_id)
        );
        CREATE INDEX org_unit_below_above ON org_unit_below (below_id, unit_id);

        CREATE TABLE member (
            id uuid PRIMARY KEY,
            unit_id uuid NOT NULL REFERENCES org_unit,
            name text NOT NULL,
            role text NOT NULL CHECK (role IN ('REP', 'MANAGER', 'REVIEWER', 'ADMIN', 'INTEGRATION')),
            time_zone text NOT NULL,
            work_hours jsonb,
            joined_at timestamptz NOT NULL,
            left_at timestamptz
        );
        CREATE INDEX member_unit ON member (unit_id, id);

        CREATE TABLE credential (
            member_id uuid PRIMARY KEY REFERENCES member,
            login text NOT NULL CONSTRAINT credential_login UNIQUE,
            password_hash text NOT NULL,
            changed_at timestamptz NOT NULL
        );

        CREATE TABLE member_session (
            id uuid PRIMARY KEY,
            member_id uuid NOT NULL REFERENCES member,
            device_name text,
            started_at timestamptz NOT NULL,
            generation integer NOT NULL,
            rotated_at timestamptz NOT NULL,
            ended_at timestamptz
        );
        CREATE INDEX member_session_live ON member_session (member_id) WHERE ended_at IS NULL;

        CREATE TABLE sign_in_failure (
            counted_for bytea NOT NULL,
            at timestamptz NOT NULL
        );
        CREATE INDEX sign_in_failure_counted_for ON sign_in_failure (counted_for, at);
        CREATE INDEX sign_in_failure_at ON sign_in_failure (at);

        GRANT SELECT, INSERT, UPDATE ON org_unit, member, credential, member_session TO doorstep_writer;
        GRANT SELECT, INSERT, DELETE ON sign_in_failure TO doorstep_writer;
        GRANT SELECT, INSERT, DELETE ON org_unit_below TO doorstep_writer;
        GRANT SELECT ON org_unit, org_unit_below, member TO doorstep_reader;

        -- In plpgsql, which keeps their plans: in SQL each statement under a policy would make them anew.
        CREATE FUNCTION actor_unit_id() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public
            AS $$ BEGIN RETURN (SELECT unit_id FROM member WHERE id = actor_id() AND left_at IS NULL); END $$;
        CREATE FUNCTION actor_role() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public
            AS $$ BEGIN RETURN (SELECT role FROM member WHERE id = actor_id() AND left_at IS NULL); END $$;

        ALTER TABLE org_unit ENABLE ROW LEVEL SECURITY;
        ALTER TABLE org_unit_below ENABLE ROW LEVEL SECURITY;
        ALTER TABLE member ENABLE ROW LEVEL SECURITY;
        CREATE POLICY writer ON org_unit TO doorstep_writer USING (true);
        CREATE POLICY writer ON org_unit_below TO doorstep_writer USING (true);
        CREATE POLICY writer ON member TO doorstep_writer USING (true);

        CREATE POLICY at_and_below_own_unit ON org_unit FOR SELECT TO doorstep_reader
            USING ((SELECT actor_unit_id()) = ANY (path));
        CREATE POLICY below_units_in_sight ON org_unit_below FOR SELECT TO doorstep_reader
            USING (EXISTS (SELECT FROM org_unit WHERE org_unit.id = unit_id));
        CREATE POLICY self_and_members_of_units_in_sight ON member FOR SELECT TO doorstep_reader
            USING (
                id = (SELECT actor_id())
                OR (SELECT actor_role()) <> 'REP' AND EXISTS (SELECT FROM org_unit WHERE org_unit.id = unit_id)
            );
        """
    )
