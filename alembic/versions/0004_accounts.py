"""accounts: accounts in public and private pools, how they changed hands, and the policies over them.

`holding` records who held an account when; `account.owner_id` is its open period, kept on the
account so that the public pool can be found by a partial index. `land_id` is the region, or the nil
UUID where an account lies in none (no man's land), so that one index condition finds either. Spatial
operators never become index conditions under a policy, but comparisons of numbers do: hence the
box columns `mercator_x`, `mercator_y` beside the nearest-neighbour index.
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

        CREATE FUNCTION no_mans_land() RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
            AS $$ SELECT '00000000-0000-0000-0000-000000000000'::uuid $$;

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
            land_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(region_id, no_mans_land())) STORED,
            owner_id uuid REFERENCES member,
            claimed_at timestamptz,
            last_visit_at timestamptz,
            held_visits integer NOT NULL DEFAULT 0 CHECK (held_visits >= 0),
            created_at timestamptz NOT NULL,
            created_by uuid REFERENCES member,
            CHECK ((owner_id IS NULL) = (claimed_at IS NULL))
        );
        CREATE INDEX account_pool_near ON account USING gist (land_id, mercator, mercator_x, mercator_y)
            WHERE owner_id IS NULL;
        CREATE INDEX account_held_near ON account USING gist (land_id, mercator, mercator_x, mercator_y)
            WHERE owner_id IS NOT NULL;
        CREATE INDEX account_near ON account USING gist (mercator);
        CREATE INDEX account_owner ON account (owner_id, name, id) WHERE owner_id IS NOT NULL;
        CREATE INDEX account_land ON account (land_id, name, id);
        CREATE INDEX account_by_name ON account (name, id);
        CREATE INDEX account_name_parts ON account USING gin (name gin_trgm_ops);
        CREATE INDEX account_phone ON account (phone) WHERE phone IS NOT NULL;
        CREATE INDEX account_tax_id ON account (tax_id) WHERE tax_id IS NOT NULL;
        CREATE INDEX account_land_pool ON account (land_id, name, id) WHERE owner_id IS NULL;

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

        -- The lands whose accounts lie in the actor's sight at `doorstep.now`: for a rep the regions that the own
        -- unit or one above owns or that were granted; for others those owned at or below the own unit, and
        -- for admins and managers at the root no man's land too. In plpgsql, which keeps its plans.
        CREATE FUNCTION actor_land_ids() RETURNS uuid[]
            LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public
            AS $$
            DECLARE
                me member;
                at timestamptz := actor_now();
            BEGIN
                SELECT * INTO me FROM member WHERE id = actor_id() AND left_at IS NULL;
                IF me.role = 'REP' THEN
                    RETURN ARRAY (
                        SELECT region_id FROM region_ownership
                        WHERE unit_id IN (SELECT unit_id FROM org_unit_below WHERE below_id = me.unit_id)
                            AND starts_at <= at AND (ends_at IS NULL OR ends_at > at)
                        UNION
                        SELECT region_id FROM cross_region_grant
                        WHERE member_id = me.id AND starts_at <= at AND until > at
                            AND (revoked_at IS NULL OR revoked_at > at)
                    );
                END IF;
                RETURN ARRAY (
                    SELECT region_id FROM region_ownership
                    WHERE unit_id IN (SELECT below_id FROM org_unit_below WHERE unit_id = me.unit_id)
                        AND starts_at <= at AND (ends_at IS NULL OR ends_at > at)
                    UNION ALL
                    SELECT no_mans_land() FROM org_unit
                    WHERE id = me.unit_id AND parent_id IS NULL AND me.role IN ('ADMIN', 'MANAGER')
                );
            END $$;
        -- The lands that meet an area, and whether they are among the actor's.
        CREATE FUNCTION lands_near(area geometry, OUT land_id uuid, OUT is_actors boolean) RETURNS SETOF record
            LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public
            AS $$
            DECLARE
                actors uuid[] := actor_land_ids();
            BEGIN
                RETURN QUERY
                    SELECT near.id, near.id = ANY (actors)
                    FROM (
                        SELECT DISTINCT region_id AS id FROM region_part WHERE ST_Intersects(part, area)
                        UNION ALL
                        SELECT no_mans_land()
                    ) AS near;
            END $$;

        -- The accounts in the actor's sight whose name holds a pattern of LIKE, by name: past the policies, under which
        -- LIKE uses no index, so that it keeps to the same sight by itself.
        CREATE FUNCTION account_ids_named(
            pattern text, pool text, stages text[], after_name text, after_id uuid, most integer
        ) RETURNS SETOF uuid
            LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public SET plan_cache_mode = force_custom_plan
            AS $$
            DECLARE
                me uuid := actor_id();
                is_rep boolean := actor_role() = 'REP';
                lands uuid[] := actor_land_ids();
                holders uuid[] := ARRAY (
                    SELECT me WHERE is_rep
                    UNION ALL
                    SELECT member.id FROM member JOIN org_unit_below tree ON tree.below_id = member.unit_id
                    WHERE tree.unit_id = actor_unit_id() AND NOT is_rep
                );
            BEGIN
                RETURN QUERY
                    SELECT found.id FROM (
                        (SELECT account.name, account.id FROM account
                        WHERE account.land_id = ANY (lands) AND (account.owner_id IS NULL OR NOT is_rep)
                            AND account.name ILIKE pattern AND (account.name, account.id) > (after_name, after_id)
                            AND (pool IS NULL OR (pool = 'PUBLIC') = (account.owner_id IS NULL))
                            AND (stages IS NULL OR account.stage = ANY (stages))
                        ORDER BY account.name, account.id LIMIT most)
                        UNION ALL
                        (SELECT account.name, account.id FROM account
                        WHERE account.owner_id = ANY (holders) AND (is_rep OR account.land_id <> ALL (lands))
                            AND account.name ILIKE pattern AND (account.name, account.id) > (after_name, after_id)
                            AND pool IS DISTINCT FROM 'PUBLIC'
                            AND (stages IS NULL OR account.stage = ANY (stages))
                        ORDER BY account.name, account.id LIMIT most)
                    ) AS found
                    ORDER BY found.name, found.id LIMIT most;
            END $$;

        -- Accounts in sight near a point, nearest first by true distance, then by id; see accounts/queries/nearby.py.
        -- Bound by the caller's policies. One search a land and pool, since under a policy only that is answered
        -- by index in the order of the map. What a search leaves out is farther on the map than the last that it
        -- finds, so in truth farther than that / most_stretch: unless the page ends before, all look deeper.
        CREATE FUNCTION accounts_near(
            near geography, within_meters float8, xs float8[], wests float8[], easts float8[], y float8,
            half_x float8, half_y float8, south float8, north float8, most_stretch float8,
            want_public boolean, want_private boolean, wanted_stages text[], least_value integer,
            protected_after timestamptz, after_meters float8, after_id uuid, most integer,
            OUT account account, OUT distance_meters float8
        ) RETURNS SETOF record LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan
            AS $$
            DECLARE
                me uuid := actor_id();
                is_rep boolean := actor_role() = 'REP';
                holders uuid[];
                land_ids uuid[];
                land_xs float8[];
                are_actors boolean[];
                ids uuid[];
                meters float8[];
                held_ids uuid[];
                held_meters float8[];
                horizon float8;
                held_horizon float8;
                depth integer := most + most / 8 + 8;
            BEGIN
                SELECT array_agg(land.land_id), array_agg(centre.x), array_agg(land.is_actors)
                INTO land_ids, land_xs, are_actors
                FROM unnest(xs, wests, easts) AS centre (x, west, east)
                CROSS JOIN LATERAL lands_near(ST_MakeEnvelope(centre.west, south, centre.east, north, 4326)) AS land
                WHERE land.is_actors OR NOT is_rep;
                IF want_private AND NOT is_rep THEN
                    holders := ARRAY (
                        SELECT member.id FROM member JOIN org_unit_below tree ON tree.below_id = member.unit_id
                        WHERE tree.unit_id = actor_unit_id()
                    );
                END IF;
                LOOP
                    ids := '{}';
                    meters := '{}';
                    horizon := NULL;
                    IF want_public THEN
                        SELECT coalesce(array_agg(found.id), '{}'), coalesce(array_agg(found.meters), '{}'),
                               min(found.on_map) FILTER (WHERE found.nth = depth)
                        INTO ids, meters, horizon
                        FROM unnest(land_ids, land_xs, are_actors) AS land (id, x, is_actors)
                        CROSS JOIN LATERAL (
                            SELECT nearest.*, row_number() OVER () AS nth FROM (
                                SELECT pool.id, ST_Distance(pool.position, near) AS meters,
                                       pool.mercator <-> ST_SetSRID(ST_MakePoint(land.x, y), 3857) AS on_map
                                FROM account AS pool
                                WHERE pool.land_id = land.id AND pool.owner_id IS NULL
                                    AND pool.mercator_x BETWEEN land.x - half_x AND land.x + half_x
                                    AND pool.mercator_y BETWEEN y - half_y AND y + half_y
                                    AND (wanted_stages IS NULL OR pool.stage = ANY (wanted_stages))
                                    AND (least_value IS NULL OR pool.value >= least_value)
                                    AND (after_meters < 0
                                        OR (ST_Distance(pool.position, near), pool.id) > (after_meters, after_id))
                                    AND (protected_after IS NULL OR NOT EXISTS (
                                        SELECT FROM holding
                                        WHERE holding.account_id = pool.id AND holding.member_id = me
                                            AND holding.ends_at > protected_after
                                    ))
                                ORDER BY on_map LIMIT depth
                            ) AS nearest
                        ) AS found
                        WHERE land.is_actors;
                    END IF;
                    IF want_private THEN
                        IF is_rep THEN
                            SELECT coalesce(array_agg(own.id), '{}'),
                                   coalesce(array_agg(ST_Distance(own.position, near)), '{}'), NULL
                            INTO held_ids, held_meters, held_horizon
                            FROM account AS own
                            WHERE own.owner_id = me
                                AND (wanted_stages IS NULL OR own.stage = ANY (wanted_stages))
                                AND (least_value IS NULL OR own.value >= least_value)
                                AND (after_meters < 0
                                    OR (ST_Distance(own.position, near), own.id) > (after_meters, after_id));
                        ELSE
                            SELECT coalesce(array_agg(found.id), '{}'), coalesce(array_agg(found.meters), '{}'),
                                   min(found.on_map) FILTER (WHERE found.nth = depth)
                            INTO held_ids, held_meters, held_horizon
                            FROM unnest(land_ids, land_xs, are_actors) AS land (id, x, is_actors)
                            CROSS JOIN LATERAL (
                                SELECT nearest.*, row_number() OVER () AS nth FROM (
                                    SELECT held.id, ST_Distance(held.position, near) AS meters,
                                           held.mercator <-> ST_SetSRID(ST_MakePoint(land.x, y), 3857) AS on_map
                                    FROM account AS held
                                    WHERE held.land_id = land.id AND held.owner_id IS NOT NULL
                                        AND (land.is_actors OR held.owner_id = ANY (holders))
                                        AND held.mercator_x BETWEEN land.x - half_x AND land.x + half_x
                                        AND held.mercator_y BETWEEN y - half_y AND y + half_y
                                        AND (wanted_stages IS NULL OR held.stage = ANY (wanted_stages))
                                        AND (least_value IS NULL OR held.value >= least_value)
                                        AND (after_meters < 0
                                            OR (ST_Distance(held.position, near), held.id) > (after_meters, after_id))
                                    ORDER BY on_map LIMIT depth
                                ) AS nearest
                            ) AS found;
                        END IF;
                        ids := ids || held_ids;
                        meters := meters || held_meters;
                        horizon := least(horizon, held_horizon);
                    END IF;
                    EXIT WHEN horizon IS NULL OR horizon / most_stretch > least(within_meters, (
                        SELECT true_meters FROM unnest(meters) AS true_meters ORDER BY true_meters
                        OFFSET most - 1 LIMIT 1
                    ));
                    depth := depth * 4;
                END LOOP;
                RETURN QUERY
                    SELECT shown, page.true_meters
                    FROM (
                        SELECT candidate.id, candidate.true_meters
                        FROM unnest(ids, meters) AS candidate (id, true_meters)
                        WHERE candidate.true_meters <= within_meters
                        ORDER BY candidate.true_meters, candidate.id LIMIT most
                    ) AS page
                    JOIN account AS shown ON shown.id = page.id
                    ORDER BY page.true_meters, page.id;
            END $$;

        ALTER TABLE account ENABLE ROW LEVEL SECURITY;
        ALTER TABLE holding ENABLE ROW LEVEL SECURITY;
        ALTER TABLE pool_event ENABLE ROW LEVEL SECURITY;
        CREATE POLICY writer ON account TO doorstep_writer USING (true);
        CREATE POLICY writer ON holding TO doorstep_writer USING (true);
        CREATE POLICY writer ON pool_event TO doorstep_writer USING (true);

        CREATE POLICY own_pool_or_in_sight ON account FOR SELECT TO doorstep_reader
            USING (
                CASE
                    WHEN (SELECT actor_role()) = 'REP' THEN
                        owner_id = (SELECT actor_id())
                        OR owner_id IS NULL AND land_id IN (SELECT unnest(actor_land_ids()))
                    WHEN (SELECT actor_role()) IS NOT NULL THEN
                        land_id IN (SELECT unnest(actor_land_ids()))
                        OR EXISTS (SELECT FROM member WHERE member.id = owner_id)
                    ELSE false
                END
            );
        CREATE POLICY holder_in_sight ON holding FOR SELECT TO doorstep_reader
            USING ((SELECT actor_role()) IS NOT NULL AND EXISTS (SELECT FROM member WHERE member.id = member_id));
        CREATE POLICY account_in_sight ON pool_event FOR SELECT TO doorstep_reader
            USING (EXISTS (SELECT FROM account WHERE account.id = account_id));
        """
    )
