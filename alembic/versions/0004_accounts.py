"""accounts: accounts in public and private pools, how they changed hands, and the policies over them.

`holding` records who held an account when; `account.owner_id` is its open period, kept on the
account so that the public pool can be found by a partial index. Spatial operators never become
index conditions under a policy, but comparisons of numbers do: hence the box columns
`mercator_x`, `mercator_y` beside the nearest-neighbour index.
"""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute(
        """
        CREATE FUNCTION mercator_x(place geography) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT 6378137 * radians(ST_X(place::geometry)) $$;
        CREATE FUNCTION mercator_y(place geography) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            AS $$ SELECT 6378137 * ln(tan(pi() / 4 + radians(greatest(-89.9, least(89.9, ST_Y(place::geometry)))) / 2)) $$;

        CREATE TABLE account (
            id uuid PRIMARY KEY,
            name text NOT NULL,
            address text,
            category text,
            external_id text CONSTRAINT account_external_id UNIQUE,
            phone text,
            tax_id text,
            position geography(Point, 4326) NOT NULL,
            mercator geometry(Point, 3857) NOT NULL GENERATED ALWAYS AS
                (ST_SetSRID(ST_MakePoint(mercator_x(position), mercator_y(position)), 3857)) STORED,
            mercator_x double precision NOT NULL GENERATED ALWAYS AS (mercator_x(position)) STORED,
            mercator_y double precision NOT NULL GENERATED ALWAYS AS (mercator_y(position)) STORED,
            geofence_meters integer,
            stage text NOT NULL
                CHECK (stage IN ('LEAD', 'CONTACTED', 'INTERESTED', 'NEGOTIATING', 'SIGNED', 'CUSTOMER', 'LOST')),
            value integer NOT NULL CHECK (value BETWEEN 0 AND 100),
            visit_minutes integer NOT NULL,
            opening_hours jsonb,
            region_id uuid REFERENCES region,
            owner_id uuid REFERENCES member,
            claimed_at timestamptz,
            last_visit_at timestamptz,
            held_visits integer NOT NULL DEFAULT 0 CHECK (held_visits >= 0),
            created_at timestamptz NOT NULL,
            created_by uuid REFERENCES member,
            CHECK ((owner_id IS NULL) = (claimed_at IS NULL))
        );
        CREATE INDEX account_pool_near ON account USING gist (region_id, mercator, mercator_x, mercator_y)
            WHERE owner_id IS NULL;
        CREATE INDEX account_held_near ON account USING gist (region_id, mercator, mercator_x, mercator_y)
            WHERE owner_id IS NOT NULL;
        CREATE INDEX account_near ON account USING gist (mercator, mercator_x, mercator_y);
        CREATE INDEX account_owner ON account (owner_id, name, id) WHERE owner_id IS NOT NULL;
        CREATE INDEX account_region ON account (region_id, name, id);
        CREATE INDEX account_phone ON account (phone) WHERE phone IS NOT NULL;
        CREATE INDEX account_tax_id ON account (tax_id) WHERE tax_id IS NOT NULL;
        CREATE INDEX account_region_pool ON account (region_id, name, id) WHERE owner_id IS NULL;

        CREATE TABLE account_past_placement (
            account_id uuid NOT NULL REFERENCES account,
            until timestamptz NOT NULL,
            region_id uuid REFERENCES region,
            position geography(Point, 4326) NOT NULL,
            moved_by uuid REFERENCES member,
            PRIMARY KEY (account_id, until)
        );

        CREATE TABLE holding (
            id uuid PRIMARY KEY,
            account_id uuid NOT NULL REFERENCES account,
            member_id uuid NOT NULL REFERENCES member,
            starts_at timestamptz NOT NULL,
            ends_at timestamptz,
            began text NOT NULL CHECK (began IN ('ADDED', 'CLAIMED', 'ASSIGNED', 'HANDED_OVER')),
            CHECK (ends_at >= starts_at)
        );
        CREATE UNIQUE INDEX holding_one_owner ON holding (account_id) WHERE ends_at IS NULL;
        CREATE INDEX holding_held_now ON holding (member_id) WHERE ends_at IS NULL;
        CREATE INDEX holding_claims ON holding (member_id, starts_at) WHERE began = 'CLAIMED';
        CREATE INDEX holding_past ON holding (account_id, member_id, ends_at);

        CREATE TABLE pool_event (
            id uuid PRIMARY KEY,
            account_id uuid NOT NULL REFERENCES account,
            kind text NOT NULL CHECK
                (kind IN ('ADDED', 'CLAIMED', 'RELEASED', 'EXPIRED', 'ASSIGNED', 'HANDED_OVER', 'RETURNED')),
            at timestamptz NOT NULL,
            from_id uuid REFERENCES member,
            to_id uuid REFERENCES member,
            by_id uuid REFERENCES member,
            reason text
        );
        CREATE INDEX pool_event_account ON pool_event (account_id, id);

        CREATE TABLE visit_credit (
            visit_id uuid PRIMARY KEY,
            account_id uuid NOT NULL REFERENCES account,
            member_id uuid NOT NULL REFERENCES member,
            at timestamptz NOT NULL,
            standing text NOT NULL CHECK (standing IN ('COUNTED', 'HELD', 'VOIDED'))
        );
        CREATE INDEX visit_credit_account ON visit_credit (account_id, at);

        CREATE TABLE policy_setting (
            id uuid PRIMARY KEY,
            unit_id uuid NOT NULL REFERENCES org_unit,
            field text NOT NULL,
            value text NOT NULL,
            starts_at timestamptz NOT NULL,
            ends_at timestamptz,
            set_by uuid NOT NULL REFERENCES member,
            CHECK (ends_at >= starts_at)
        );
        CREATE UNIQUE INDEX policy_setting_in_force ON policy_setting (unit_id, field) WHERE ends_at IS NULL;
        CREATE INDEX policy_setting_history ON policy_setting (unit_id, field, starts_at);

        CREATE TABLE first_order (
            reference text PRIMARY KEY,
            account_id uuid NOT NULL UNIQUE REFERENCES account,
            paid_at timestamptz NOT NULL,
            recorded_at timestamptz NOT NULL
        );

        GRANT SELECT, INSERT, UPDATE ON account, holding, visit_credit, policy_setting TO doorstep_writer;
        GRANT SELECT, INSERT ON account_past_placement, pool_event, first_order TO doorstep_writer;
        GRANT SELECT ON account, holding, pool_event TO doorstep_reader;

        -- Each value in force for each of the units at an instant, and the unit that set it: its own or the
        -- nearest above, out of sight too, since a viewer lives under what was set above.
        CREATE FUNCTION policy_in_force(unit_ids uuid[], at timestamptz)
            RETURNS TABLE (unit_id uuid, field text, value text, origin_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
            AS $$
                SELECT DISTINCT ON (org_unit.id, setting.field)
                    org_unit.id, setting.field, setting.value, setting.unit_id
                FROM org_unit
                CROSS JOIN LATERAL unnest(org_unit.path) WITH ORDINALITY AS above (unit_id, depth)
                JOIN policy_setting setting ON setting.unit_id = above.unit_id
                WHERE org_unit.id = ANY (unit_ids)
                    AND setting.starts_at <= at AND (setting.ends_at IS NULL OR setting.ends_at > at)
                ORDER BY org_unit.id, setting.field, above.depth DESC
            $$;
        -- The unit whose policies an account lives under: its owner's, else the one that owns its region, else the root.
        CREATE FUNCTION governing_units(account_ids uuid[], at timestamptz)
            RETURNS TABLE (account_id uuid, unit_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
            AS $$
                SELECT account.id, coalesce(
                    owner.unit_id, ownership.unit_id, (SELECT org_unit.id FROM org_unit WHERE org_unit.parent_id IS NULL)
                )
                FROM account
                LEFT JOIN member owner ON owner.id = account.owner_id
                LEFT JOIN region_ownership ownership ON ownership.region_id = account.region_id
                    AND ownership.starts_at <= at AND (ownership.ends_at IS NULL OR ownership.ends_at > at)
                WHERE account.id = ANY (account_ids)
            $$;
        CREATE FUNCTION actor_handles_no_mans_land() RETURNS boolean
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
            AS $$
                SELECT EXISTS (
                    SELECT FROM member JOIN org_unit ON org_unit.id = member.unit_id
                    WHERE member.id = actor_id() AND member.left_at IS NULL
                        AND member.role IN ('ADMIN', 'MANAGER') AND org_unit.parent_id IS NULL
                )
            $$;

        ALTER TABLE account ENABLE ROW LEVEL SECURITY;
        ALTER TABLE holding ENABLE ROW LEVEL SECURITY;
        ALTER TABLE pool_event ENABLE ROW LEVEL SECURITY;
        CREATE POLICY writer ON account TO doorstep_writer USING (true);
        CREATE POLICY writer ON holding TO doorstep_writer USING (true);
        CREATE POLICY writer ON pool_event TO doorstep_writer USING (true);

        CREATE POLICY own_pool_or_in_sight ON account FOR SELECT TO doorstep_reader
            USING (
                CASE WHEN (SELECT actor_role()) = 'REP' THEN
                    owner_id = (SELECT actor_id())
                    OR owner_id IS NULL AND region_id = ANY ((SELECT actor_region_ids())::uuid[])
                ELSE
                    region_id = ANY ((SELECT actor_region_ids())::uuid[])
                    OR EXISTS (SELECT FROM member WHERE member.id = owner_id)
                    OR region_id IS NULL AND (SELECT actor_handles_no_mans_land())
                END
            );
        CREATE POLICY holder_in_sight ON holding FOR SELECT TO doorstep_reader
            USING (EXISTS (SELECT FROM member WHERE member.id = member_id));
        CREATE POLICY account_in_sight ON pool_event FOR SELECT TO doorstep_reader
            USING (EXISTS (SELECT FROM account WHERE account.id = account_id));
        """
    )
