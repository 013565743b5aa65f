"""visits: what phones tell beside the fix, what each visit was judged by, and how accounts stood then.

`visit_evidence` is partitioned like `visit_position`, and emptied with it by retention. The policy's values
that a judge was given stay on the visit, so that scoring again needs nothing else.
"""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE visit_evidence (
            visit_id uuid NOT NULL PRIMARY KEY,
            unit_id uuid NOT NULL,
            burst jsonb NOT NULL,
            device text,
            uptime_seconds double precision,
            sent_uptime_seconds double precision,
            boot_id text,
            surroundings text[] NOT NULL,
            integrity text NOT NULL CHECK (integrity IN ('PASSED', 'FAILED', 'UNKNOWN')),
            signature jsonb
        ) PARTITION BY RANGE (visit_id);
        CREATE INDEX visit_evidence_unit ON visit_evidence (unit_id, visit_id);

        -- The unit that the visit was made for: retention, which is per unit, finds by it what has expired.
        ALTER TABLE visit_position ADD COLUMN unit_id uuid;
        UPDATE visit_position SET unit_id = visit.unit_path[cardinality(visit.unit_path)]
        FROM visit WHERE visit.id = visit_position.visit_id;
        ALTER TABLE visit_position ALTER COLUMN unit_id SET NOT NULL;
        CREATE INDEX visit_position_unit ON visit_position (unit_id, visit_id);

        -- As in 0005, with the evidence; where all is there, it waits for nobody.
        CREATE OR REPLACE FUNCTION ensure_visit_month(instant timestamptz) RETURNS void
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
            AS $$
            DECLARE
                month timestamptz := date_trunc('month', instant, 'UTC');
                next_month timestamptz := date_trunc('month', month + interval '32 days', 'UTC');
                parent text;
                part text;
                parents CONSTANT text[] := ARRAY['visit', 'visit_log', 'visit_position', 'visit_evidence'];
                suffix CONSTANT text := to_char(month AT TIME ZONE 'UTC', '_YYYY_MM');
            BEGIN
                IF (SELECT bool_and(to_regclass(name || suffix) IS NOT NULL) FROM unnest(parents) AS name) THEN
                    RETURN;
                END IF;
                PERFORM pg_advisory_xact_lock(hashtext('ensure_visit_month'));
                FOREACH parent IN ARRAY parents LOOP
                    part := parent || suffix;
                    CONTINUE WHEN to_regclass(part) IS NOT NULL;
                    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part, parent);
                    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                        parent, part, lowest_id_at(month), lowest_id_at(next_month));
                END LOOP;
            END $$;
        -- The months that have been made without it.
        SELECT ensure_visit_month(to_date(right(inhrelid::regclass::text, 7), 'YYYY_MM')::timestamp AT TIME ZONE 'UTC')
        FROM pg_inherits WHERE inhparent = 'visit'::regclass;

        GRANT SELECT, INSERT, DELETE ON visit_evidence TO doorstep_writer;
        GRANT SELECT ON visit_evidence TO doorstep_reader;
        ALTER TABLE visit_evidence ENABLE ROW LEVEL SECURITY;
        CREATE POLICY writer ON visit_evidence TO doorstep_writer USING (true);
        CREATE POLICY visit_in_sight ON visit_evidence FOR SELECT TO doorstep_reader
            USING (EXISTS (SELECT FROM visit WHERE visit.id = visit_evidence.visit_id));

        -- Accounts as they stood at instants: where and in which region they lay, who held them, which unit's policies
        -- they lived under, and whether the member, of a unit with that path, might work there. The nearest
        -- placement that ended later is where an account lay. Before it was entered here, an account or a region is
        -- taken to have stood as it was entered.
        CREATE FUNCTION accounts_then(account_ids uuid[], instants timestamptz[], visitor_id uuid, visitor_path uuid[])
            RETURNS TABLE (
                account_id uuid, at timestamptz, name text, longitude float8, latitude float8, geofence_meters integer,
                stage text, region_id uuid, region_name text, region_owner_name text, owner_id uuid,
                in_visitors_regions boolean, pin_by uuid, policy_unit_id uuid
            ) LANGUAGE sql STABLE SET search_path = public
            AS $$
                SELECT account.id, asked.at, account.name,
                    ST_X(place.position::geometry), ST_Y(place.position::geometry), account.geofence_meters,
                    account.stage, place.region_id, region.name, owning_unit.name, holder.member_id,
                    coalesce(ownership.unit_id = ANY (visitor_path), false) OR EXISTS (
                        SELECT FROM cross_region_grant exception
                        WHERE exception.member_id = visitor_id AND exception.region_id = place.region_id
                            AND exception.starts_at <= known.at AND exception.until > known.at
                            AND (exception.revoked_at IS NULL OR exception.revoked_at > known.at)
                    ),
                    coalesce((
                        SELECT past.moved_by FROM account_past_placement past
                        WHERE past.account_id = account.id AND past.until <= known.at AND past.moved_by IS NOT NULL
                        ORDER BY past.until DESC LIMIT 1
                    ), account.created_by),
                    coalesce(
                        owner.unit_id, ownership.unit_id,
                        (SELECT org_unit.id FROM org_unit WHERE org_unit.parent_id IS NULL)
                    )
                FROM unnest(account_ids, instants) AS asked (account_id, at)
                JOIN account ON account.id = asked.account_id
                CROSS JOIN LATERAL (SELECT greatest(asked.at, account.created_at) AS at) AS known
                CROSS JOIN LATERAL (
                    (SELECT past.region_id, past.position FROM account_past_placement past
                        WHERE past.account_id = account.id AND past.until > known.at ORDER BY past.until LIMIT 1)
                    UNION ALL SELECT account.region_id, account.position
                    LIMIT 1
                ) AS place
                LEFT JOIN LATERAL (
                    SELECT holding.member_id FROM holding
                    WHERE holding.account_id = account.id
                        AND holding.starts_at <= known.at AND (holding.ends_at IS NULL OR holding.ends_at > known.at)
                    ORDER BY holding.starts_at DESC LIMIT 1
                ) AS holder ON true
                LEFT JOIN member owner ON owner.id = holder.member_id
                LEFT JOIN region ON region.id = place.region_id
                LEFT JOIN region_ownership ownership ON ownership.region_id = place.region_id
                    AND ownership.starts_at <= greatest(known.at, region.created_at)
                    AND (ownership.ends_at IS NULL OR ownership.ends_at > greatest(known.at, region.created_at))
                LEFT JOIN org_unit owning_unit ON owning_unit.id = ownership.unit_id
            $$;
        REVOKE EXECUTE ON FUNCTION accounts_then FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION accounts_then TO doorstep_writer;

        ALTER TABLE visit
            ADD COLUMN in_work_hours boolean,
            ADD COLUMN max_accuracy_meters integer,
            ADD COLUMN max_fix_age_seconds integer,
            ADD COLUMN off_site text CHECK (off_site IN ('REFUSE', 'HOLD'));
        -- What was in force for the member's unit then.
        WITH policy AS (
            SELECT visit.id, in_force.field, in_force.value
            FROM visit CROSS JOIN LATERAL policy_in_force(
                ARRAY[unit_path[cardinality(unit_path)]], checked_in_at
            ) AS in_force
        ), given AS (
            SELECT visit.id,
                max(value) FILTER (WHERE field = 'max_accuracy_meters')::integer AS max_accuracy_meters,
                max(value) FILTER (WHERE field = 'max_fix_age_seconds')::integer AS max_fix_age_seconds,
                max(value) FILTER (WHERE field = 'off_site') AS off_site
            FROM visit LEFT JOIN policy ON policy.id = visit.id GROUP BY visit.id
        )
        UPDATE visit SET
            in_work_hours = 'OUTSIDE_WORK_HOURS' <> ALL (signal_codes),
            max_accuracy_meters = coalesce(given.max_accuracy_meters, 100),
            max_fix_age_seconds = coalesce(given.max_fix_age_seconds, 120),
            off_site = coalesce(given.off_site, 'HOLD')
        FROM given WHERE given.id = visit.id;
        -- Refuses the migration where the above has left a visit out.
        ALTER TABLE visit
            ALTER COLUMN in_work_hours SET NOT NULL,
            ALTER COLUMN max_accuracy_meters SET NOT NULL,
            ALTER COLUMN max_fix_age_seconds SET NOT NULL,
            ALTER COLUMN off_site SET NOT NULL;
        """
    )
