"""accounts: accounts in public and private pools, how they changed hands, and the policies over them.

`holding` records who held an account when; `account.owner_id` is its open period, kept on the
account so that the public pool can be found by a partial index. `land_id` is the region, or the nil
UUID where an account lies in none (no man's land), so that one index condition finds either. Spatial
operators and LIKE never become index conditions under a policy: hence the functions that search past
the policies, keep to the actor's sight by themselves, and tell ids only.
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
            AS $$
                SELECT 6378137 * ln(tan(pi() / 4 + radians(greatest(-89.9, least(89.9, ST_Y(place::geometry)))) / 2))
            $$;

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
        CREATE INDEX account_pool_near ON account USING gist (land_id, mercator) WHERE owner_id IS NULL;
        CREATE INDEX account_held_near ON account USING gist (land_id, mercator) WHERE owner_id IS NOT NULL;
        CREATE INDEX account_holder_near ON account USING gist (owner_id, mercator) WHERE owner_id IS NOT NULL;
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
        -- The unit whose policies an account lives under: its owner's, else its region's owner, else the root.
        CREATE FUNCTION governing_units(account_ids uuid[], at timestamptz)
            RETURNS TABLE (account_id uuid, unit_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
            AS $$
                SELECT account.id, coalesce(
                    owner.unit_id,
                    ownership.unit_id,
                    (SELECT org_unit.id FROM org_unit WHERE org_unit.parent_id IS NULL)
                )
                FROM account
                LEFT JOIN member owner ON owner.id = account.owner_id
                LEFT JOIN region_ownership ownership ON ownership.region_id = account.region_id
                    AND ownership.starts_at <= at AND (ownership.ends_at IS NULL OR ownership.ends_at > at)
                WHERE account.id = ANY (account_ids)
            $$;

        -- The lands whose accounts lie in the actor's sight at `doorstep.now`: for a rep the regions that the own
        -- unit or one above owns or that were granted; for others those owned at or below the own unit, and
        -- for admins and managers at the root no man's land and the regions that nobody owns. In plpgsql, which
        -- keeps its plans. Not marked STABLE, which it is: the planner would run it for its estimates, thrice a
        -- statement.
        CREATE FUNCTION actor_land_ids() RETURNS uuid[]
            LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
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
                    SELECT nobodys.id
                    FROM org_unit CROSS JOIN LATERAL (
                        SELECT no_mans_land() AS id
                        UNION ALL
                        SELECT region.id FROM region WHERE NOT EXISTS (
                            SELECT FROM region_ownership owned WHERE owned.region_id = region.id
                                AND owned.starts_at <= at AND (owned.ends_at IS NULL OR owned.ends_at > at)
                        )
                    ) AS nobodys
                    WHERE org_unit.id = me.unit_id AND org_unit.parent_id IS NULL AND me.role IN ('ADMIN', 'MANAGER')
                );
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
                -- First all that match, then their order: in the order of names the first match may come late.
                RETURN QUERY
                    WITH found AS MATERIALIZED (
                        SELECT account.name, account.id FROM account
                        WHERE account.land_id = ANY (lands) AND (account.owner_id IS NULL OR NOT is_rep)
                            AND account.name ILIKE pattern
                            AND (pool IS NULL OR (pool = 'PUBLIC') = (account.owner_id IS NULL))
                            AND (stages IS NULL OR account.stage = ANY (stages))
                        UNION ALL
                        SELECT account.name, account.id FROM account
                        WHERE account.owner_id = ANY (holders) AND (is_rep OR account.land_id <> ALL (lands))
                            AND account.name ILIKE pattern AND pool IS DISTINCT FROM 'PUBLIC'
                            AND (stages IS NULL OR account.stage = ANY (stages))
                    )
                    SELECT found.id FROM found WHERE (found.name, found.id) > (after_name, after_id)
                    ORDER BY found.name, found.id LIMIT most;
            END $$;

        -- The accounts in the actor's sight near a point and their distances, nearest first by true distance, then by
        -- id; see accounts/queries/nearby.py. Past the policies, like account_ids_named: with them, no spatial
        -- operator would use an index. Lands are searched nearest first, each for what is nearer than the page's
        -- last so far, until the next land is farther off. What a search of `depth` rows leaves out is farther
        -- on the map than the last that it finds, so in truth farther than that / most_stretch: unless the page
        -- ends before, all look deeper.
        CREATE FUNCTION account_ids_near(
            near geography, within_meters float8, xs float8[], wests float8[], easts float8[], y float8,
            half_x float8, half_y float8, south float8, north float8, most_stretch float8,
            want_public boolean, want_private boolean, wanted_stages text[], least_value integer,
            protected_after timestamptz, after_meters float8, after_id uuid, most integer,
            OUT account_id uuid, OUT distance_meters float8
        ) RETURNS SETOF record LANGUAGE plpgsql STABLE SECURITY DEFINER
            SET search_path = public SET plan_cache_mode = force_generic_plan
            AS $$
            DECLARE
                me member;
                at timestamptz := actor_now();
                is_rep boolean;
                at_root boolean;
                rep_lands uuid[];
                least_meters_per_degree float8 := 110574 * cos(radians(greatest(abs(south), abs(north))));
                depth integer := most + most / 8 + 8;
                reach float8;
                horizon float8;
                ids uuid[];
                meters float8[];
                place geometry;
                box geometry;
                searched uuid[];
                land record;
                found record;
            BEGIN
                SELECT * INTO me FROM member WHERE member.id = actor_id() AND member.left_at IS NULL;
                is_rep := me.role = 'REP';
                at_root := NOT is_rep
                    AND EXISTS (SELECT FROM org_unit WHERE org_unit.id = me.unit_id AND parent_id IS NULL);
                IF is_rep THEN
                    rep_lands := actor_land_ids();
                END IF;
                LOOP
                    ids := '{}';
                    meters := '{}';
                    horizon := NULL;
                    reach := within_meters;
                    FOR centre IN 1 .. cardinality(xs) LOOP
                        place := ST_SetSRID(ST_MakePoint(xs[centre], y), 3857);
                        box := ST_Expand(place, half_x, half_y);
                        searched := '{}';
                        -- At the root everything that is held is in sight, in whatever land.
                        FOR land IN
                            SELECT no_mans_land() AS id, 0 AS degrees, me.role IN ('ADMIN', 'MANAGER') AS is_actors
                            WHERE at_root
                            UNION ALL
                            SELECT part.* FROM (
                                SELECT region_id,
                                       part <#> ST_SetSRID(
                                           ST_MakePoint(degrees(xs[centre] / 6378137), ST_Y(near::geometry)), 4326
                                       ) AS degrees,
                                       CASE
                                       WHEN is_rep THEN region_id = ANY (rep_lands)
                                       -- All is owned below the root, or by nobody.
                                       WHEN at_root AND me.role IN ('ADMIN', 'MANAGER') THEN true
                                       ELSE EXISTS (
                                           SELECT FROM region_ownership owned
                                           JOIN org_unit_below tree ON tree.below_id = owned.unit_id
                                           WHERE owned.region_id = region_part.region_id AND tree.unit_id = me.unit_id
                                               AND owned.starts_at <= at
                                               AND (owned.ends_at IS NULL OR owned.ends_at > at)
                                       ) END AS is_actors
                                FROM region_part
                                WHERE part && ST_MakeEnvelope(wests[centre], south, easts[centre], north, 4326)
                                ORDER BY degrees
                            ) AS part
                            WHERE part.is_actors OR at_root
                        LOOP
                            CONTINUE WHEN land.id = ANY (searched);
                            EXIT WHEN land.degrees * least_meters_per_degree > reach;
                            searched := searched || land.id;
                            SELECT array_agg(nearest.id) AS ids, array_agg(nearest.meters) AS meters, least(
                                CASE WHEN count(*) FILTER (WHERE nearest.is_public) = depth
                                    THEN max(nearest.on_map) FILTER (WHERE nearest.is_public) END,
                                CASE WHEN count(*) FILTER (WHERE NOT nearest.is_public) = depth
                                    THEN max(nearest.on_map) FILTER (WHERE NOT nearest.is_public) END
                            ) AS horizon
                            INTO found
                            FROM (
                                (
                                    SELECT pool.id, ST_Distance(pool.position, near) AS meters,
                                           pool.mercator <-> place AS on_map, true AS is_public
                                    FROM account AS pool
                                    WHERE want_public AND land.is_actors
                                        AND pool.land_id = land.id AND pool.owner_id IS NULL AND pool.mercator && box
                                        AND (wanted_stages IS NULL OR pool.stage = ANY (wanted_stages))
                                        AND (least_value IS NULL OR pool.value >= least_value)
                                        AND (after_meters < 0
                                            OR (ST_Distance(pool.position, near), pool.id) > (after_meters, after_id))
                                        AND (protected_after IS NULL OR NOT EXISTS (
                                            SELECT FROM holding
                                            WHERE holding.account_id = pool.id AND holding.member_id = me.id
                                                AND holding.ends_at > protected_after
                                        ))
                                    ORDER BY on_map LIMIT depth
                                )
                                UNION ALL
                                (
                                    SELECT held.id, ST_Distance(held.position, near),
                                           held.mercator <-> place AS on_map, false
                                    FROM account AS held
                                    WHERE want_private AND NOT is_rep
                                        AND held.land_id = land.id AND held.owner_id IS NOT NULL
                                        AND held.mercator && box
                                        AND (wanted_stages IS NULL OR held.stage = ANY (wanted_stages))
                                        AND (least_value IS NULL OR held.value >= least_value)
                                        AND (after_meters < 0
                                            OR (ST_Distance(held.position, near), held.id) > (after_meters, after_id))
                                    ORDER BY on_map LIMIT depth
                                )
                            ) AS nearest;
                            CONTINUE WHEN found.ids IS NULL;
                            ids := ids || found.ids;
                            meters := meters || found.meters;
                            horizon := least(horizon, found.horizon);
                            IF cardinality(ids) >= most THEN
                                reach := least(reach, (
                                    SELECT m FROM unnest(meters) AS m ORDER BY m OFFSET most - 1 LIMIT 1
                                ));
                                box := ST_Expand(
                                    place, least(half_x, reach * most_stretch), least(half_y, reach * most_stretch)
                                );
                            END IF;
                        END LOOP;
                        -- The rep's own, or what the actor's people hold elsewhere too.
                        IF want_private AND NOT at_root THEN
                            SELECT array_agg(held.id) AS ids, array_agg(ST_Distance(held.position, near)) AS meters
                            INTO found
                            FROM (
                                SELECT me.id WHERE is_rep
                                UNION ALL
                                SELECT member.id FROM org_unit_below tree JOIN member ON member.unit_id = tree.below_id
                                WHERE NOT is_rep AND tree.unit_id = me.unit_id
                            ) AS holder
                            JOIN account AS held ON held.owner_id = holder.id
                            WHERE held.mercator && box
                                AND (wanted_stages IS NULL OR held.stage = ANY (wanted_stages))
                                AND (least_value IS NULL OR held.value >= least_value)
                                AND (after_meters < 0
                                    OR (ST_Distance(held.position, near), held.id) > (after_meters, after_id))
                                AND held.id <> ALL (ids);
                            ids := ids || found.ids;
                            meters := meters || found.meters;
                        END IF;
                    END LOOP;
                    EXIT WHEN horizon IS NULL OR horizon / most_stretch > reach;
                    depth := depth * 4;
                END LOOP;
                RETURN QUERY
                    SELECT candidate.id, candidate.m
                    FROM unnest(ids, meters) AS candidate (id, m)
                    WHERE candidate.m <= within_meters
                    ORDER BY candidate.m, candidate.id LIMIT most;
            END $$;
        -- The accounts themselves, bound by the caller's policies.
        CREATE FUNCTION accounts_near(
            near geography, within_meters float8, xs float8[], wests float8[], easts float8[], y float8,
            half_x float8, half_y float8, south float8, north float8, most_stretch float8,
            want_public boolean, want_private boolean, wanted_stages text[], least_value integer,
            protected_after timestamptz, after_meters float8, after_id uuid, most integer,
            OUT account account, OUT distance_meters float8
        ) RETURNS SETOF record LANGUAGE plpgsql STABLE SET plan_cache_mode = force_generic_plan
            AS $$
            BEGIN
                RETURN QUERY
                    SELECT shown, found.distance_meters
                    FROM account_ids_near(
                        near, within_meters, xs, wests, easts, y, half_x, half_y, south, north, most_stretch,
                        want_public, want_private, wanted_stages, least_value,
                        protected_after, after_meters, after_id, most
                    ) AS found
                    JOIN account AS shown ON shown.id = found.account_id
                    ORDER BY found.distance_meters, shown.id;
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
