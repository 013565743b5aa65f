"""visits: receipts, visits by month, the log of each unit, and positions apart.

A visit's id is a UUIDv7 stamped with its check-in: it orders the log, tells the month's partition,
and makes a period a range of ids. Partitions carry no foreign keys, which would lock accounts and
members whenever a month is attached; nothing that a visit names is ever deleted.
"""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE visit_receipt (
            member_id uuid NOT NULL REFERENCES member,
            visit_id uuid NOT NULL,
            id uuid NOT NULL,
            input_hash bytea NOT NULL,
            PRIMARY KEY (member_id, visit_id)
        );

        CREATE TABLE visit (
            id uuid NOT NULL PRIMARY KEY,
            visit_id uuid NOT NULL,
            member_id uuid NOT NULL,
            unit_path uuid[] NOT NULL,
            account_id uuid NOT NULL,
            account_name text NOT NULL,
            region_id uuid,
            checked_in_at timestamptz NOT NULL,
            recorded_at timestamptz NOT NULL,
            sent_at timestamptz NOT NULL,
            received_at timestamptz NOT NULL,
            offline boolean NOT NULL,
            no_fix_reason text,
            distance_meters double precision,
            on_site_probability double precision,
            geofence_meters integer NOT NULL,
            presence text NOT NULL CHECK (presence IN ('ON_SITE', 'UNCERTAIN', 'OFF_SITE', 'UNLOCATED')),
            standing text NOT NULL CHECK (standing IN ('COUNTED', 'HELD', 'VOIDED')),
            refused boolean NOT NULL,
            rule_version text NOT NULL,
            trust_score integer NOT NULL CHECK (trust_score BETWEEN 0 AND 100),
            signals jsonb NOT NULL,
            signal_codes text[] NOT NULL,
            closes_at timestamptz NOT NULL,
            checked_out_at timestamptz,
            check_out_hash bytea,
            outcome text CHECK (
                outcome IN ('MET', 'NOT_MET', 'NO_ONE_THERE', 'CLOSED', 'INTERESTED', 'ORDER_TAKEN', 'DECLINED')
            ),
            note text
        ) PARTITION BY RANGE (id);
        CREATE INDEX visit_member ON visit (member_id, id);
        CREATE INDEX visit_account ON visit (account_id, id);
        CREATE INDEX visit_region ON visit (region_id, id);

        -- Each visit for each unit of its path: under the mark '', and under each mark that few visits bear.
        CREATE TABLE visit_log (
            unit_id uuid NOT NULL,
            mark text NOT NULL,
            visit_id uuid NOT NULL,
            PRIMARY KEY (unit_id, mark, visit_id)
        ) PARTITION BY RANGE (visit_id);

        CREATE TABLE visit_position (
            visit_id uuid NOT NULL,
            act text NOT NULL CHECK (act IN ('CHECK_IN', 'CHECK_OUT')),
            position geography(Point, 4326) NOT NULL,
            raw_longitude double precision NOT NULL,
            raw_latitude double precision NOT NULL,
            datum text NOT NULL,
            accuracy_meters double precision NOT NULL,
            recorded_at timestamptz NOT NULL,
            altitude_meters double precision,
            speed_meters_per_second double precision,
            bearing_degrees double precision,
            provider text NOT NULL,
            mocked boolean NOT NULL,
            PRIMARY KEY (visit_id, act)
        ) PARTITION BY RANGE (visit_id);

        CREATE TABLE open_visit (
            member_id uuid PRIMARY KEY REFERENCES member,
            visit_id uuid NOT NULL,
            account_id uuid NOT NULL REFERENCES account,
            closes_at timestamptz NOT NULL
        );

        -- The smallest UUIDv7 of an instant; the same as core.ids.lowest_id_at.
        CREATE FUNCTION lowest_id_at(instant timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT rpad(lpad(to_hex((extract(epoch FROM instant) * 1000)::bigint), 12, '0'), 32, '0')::uuid $$;

        -- Makes the partitions of the month (in UTC) that holds `instant`, where they are missing. They are made
        -- apart and then attached, which lets reads and writes of other months go on.
        CREATE FUNCTION ensure_visit_month(instant timestamptz) RETURNS void
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
            AS $$
            DECLARE
                month timestamptz := date_trunc('month', instant, 'UTC');
                next_month timestamptz := date_trunc('month', month + interval '32 days', 'UTC');
                parent text;
                part text;
            BEGIN
                PERFORM pg_advisory_xact_lock(hashtext('ensure_visit_month'));
                FOREACH parent IN ARRAY ARRAY['visit', 'visit_log', 'visit_position'] LOOP
                    part := parent || to_char(month AT TIME ZONE 'UTC', '_YYYY_MM');
                    CONTINUE WHEN to_regclass(part) IS NOT NULL;
                    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part, parent);
                    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                        parent, part, lowest_id_at(month), lowest_id_at(next_month));
                END LOOP;
            END $$;

        REVOKE EXECUTE ON FUNCTION ensure_visit_month FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION ensure_visit_month TO doorstep_writer;

        -- The members of visits in sight, also of those whose unit has moved out of sight since. Past the policies:
        -- a member's own admits only who is in sight now.
        CREATE FUNCTION members_of_visits(visit_ids uuid[]) RETURNS TABLE (
            visit_id uuid, unit_path uuid[], member_id uuid, name text, role text, time_zone text, work_hours jsonb
        ) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
            AS $$
                SELECT visit.id, visit.unit_path, member.id, member.name, member.role, member.time_zone,
                       member.work_hours
                FROM visit JOIN member ON member.id = visit.member_id
                WHERE visit.id = ANY (visit_ids)
                    AND (SELECT actor_role()) <> 'REP' AND (SELECT actor_unit_id()) = ANY (visit.unit_path)
            $$;

        GRANT SELECT, INSERT, DELETE ON visit_receipt TO doorstep_writer;
        GRANT SELECT, INSERT, UPDATE ON visit TO doorstep_writer;
        GRANT SELECT, INSERT ON visit_log TO doorstep_writer;
        GRANT SELECT, INSERT, DELETE ON visit_position TO doorstep_writer;
        GRANT SELECT, INSERT, UPDATE, DELETE ON open_visit TO doorstep_writer;
        GRANT SELECT ON visit, visit_log, visit_position TO doorstep_reader;

        ALTER TABLE visit ENABLE ROW LEVEL SECURITY;
        ALTER TABLE visit_log ENABLE ROW LEVEL SECURITY;
        ALTER TABLE visit_position ENABLE ROW LEVEL SECURITY;
        CREATE POLICY writer ON visit TO doorstep_writer USING (true);
        CREATE POLICY writer ON visit_log TO doorstep_writer USING (true);
        CREATE POLICY writer ON visit_position TO doorstep_writer USING (true);

        CREATE POLICY own_or_made_for_own_unit ON visit FOR SELECT TO doorstep_reader
            USING (
                member_id = (SELECT actor_id())
                OR (SELECT actor_role()) <> 'REP' AND (SELECT actor_unit_id()) = ANY (unit_path)
            );
        CREATE POLICY unit_in_sight ON visit_log FOR SELECT TO doorstep_reader
            USING ((SELECT actor_role()) <> 'REP' AND EXISTS (SELECT FROM org_unit WHERE org_unit.id = unit_id));
        CREATE POLICY visit_in_sight ON visit_position FOR SELECT TO doorstep_reader
            USING (EXISTS (SELECT FROM visit WHERE visit.id = visit_position.visit_id));
        """
    )
