CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;

CREATE FUNCTION public.account_ids_named(pattern text, pool text, stages text[], after_name text, after_id uuid, most integer) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public'
    SET plan_cache_mode TO 'force_custom_plan'
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

ALTER FUNCTION public.account_ids_named(pattern text, pool text, stages text[], after_name text, after_id uuid, most integer) OWNER TO doorstep_owner;

CREATE FUNCTION public.account_ids_near(near public.geography, within_meters double precision, xs double precision[], wests double precision[], easts double precision[], y double precision, half_x double precision, half_y double precision, south double precision, north double precision, most_stretch double precision, want_public boolean, want_private boolean, wanted_stages text[], least_value integer, protected_after timestamp with time zone, after_meters double precision, after_id uuid, most integer, OUT account_id uuid, OUT distance_meters double precision) RETURNS SETOF record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public'
    SET plan_cache_mode TO 'force_generic_plan'
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

ALTER FUNCTION public.account_ids_near(near public.geography, within_meters double precision, xs double precision[], wests double precision[], easts double precision[], y double precision, half_x double precision, half_y double precision, south double precision, north double precision, most_stretch double precision, want_public boolean, want_private boolean, wanted_stages text[], least_value integer, protected_after timestamp with time zone, after_meters double precision, after_id uuid, most integer, OUT account_id uuid, OUT distance_meters double precision) OWNER TO doorstep_owner;

CREATE FUNCTION public.mercator_x(place public.geography) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT 6378137 * radians(ST_X(place::geometry)) $$;

ALTER FUNCTION public.mercator_x(place public.geography) OWNER TO doorstep_owner;

CREATE FUNCTION public.mercator_y(place public.geography) RETURNS double precision
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
                SELECT 6378137 * ln(tan(pi() / 4 + radians(greatest(-89.9, least(89.9, ST_Y(place::geometry)))) / 2))
            $$;

ALTER FUNCTION public.mercator_y(place public.geography) OWNER TO doorstep_owner;

CREATE FUNCTION public.no_mans_land() RETURNS uuid
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT '00000000-0000-0000-0000-000000000000'::uuid $$;

ALTER FUNCTION public.no_mans_land() OWNER TO doorstep_owner;

CREATE TABLE public.account (
    id uuid NOT NULL,
    name text NOT NULL,
    address text,
    category text,
    external_id text,
    phone text,
    tax_id text,
    "position" public.geography(Point,4326) NOT NULL,
    mercator public.geometry(Point,3857) GENERATED ALWAYS AS (public.st_setsrid(public.st_makepoint(public.mercator_x("position"), public.mercator_y("position")), 3857)) STORED NOT NULL,
    geofence_meters integer,
    stage text NOT NULL,
    value integer NOT NULL,
    visit_minutes integer NOT NULL,
    opening_hours jsonb,
    region_id uuid,
    land_id uuid GENERATED ALWAYS AS (COALESCE(region_id, public.no_mans_land())) STORED NOT NULL,
    owner_id uuid,
    claimed_at timestamp with time zone,
    last_visit_at timestamp with time zone,
    held_visits integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by uuid,
    CONSTRAINT account_check CHECK (((owner_id IS NULL) = (claimed_at IS NULL))),
    CONSTRAINT account_held_visits_check CHECK ((held_visits >= 0)),
    CONSTRAINT account_stage_check CHECK ((stage = ANY (ARRAY['LEAD'::text, 'CONTACTED'::text, 'INTERESTED'::text, 'NEGOTIATING'::text, 'SIGNED'::text, 'CUSTOMER'::text, 'LOST'::text]))),
    CONSTRAINT account_value_check CHECK (((value >= 0) AND (value <= 100)))
);

ALTER TABLE public.account OWNER TO doorstep_owner;

CREATE FUNCTION public.accounts_near(near public.geography, within_meters double precision, xs double precision[], wests double precision[], easts double precision[], y double precision, half_x double precision, half_y double precision, south double precision, north double precision, most_stretch double precision, want_public boolean, want_private boolean, wanted_stages text[], least_value integer, protected_after timestamp with time zone, after_meters double precision, after_id uuid, most integer, OUT account public.account, OUT distance_meters double precision) RETURNS SETOF record
    LANGUAGE plpgsql STABLE
    SET plan_cache_mode TO 'force_generic_plan'
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

ALTER FUNCTION public.accounts_near(near public.geography, within_meters double precision, xs double precision[], wests double precision[], easts double precision[], y double precision, half_x double precision, half_y double precision, south double precision, north double precision, most_stretch double precision, want_public boolean, want_private boolean, wanted_stages text[], least_value integer, protected_after timestamp with time zone, after_meters double precision, after_id uuid, most integer, OUT account public.account, OUT distance_meters double precision) OWNER TO doorstep_owner;

CREATE FUNCTION public.actor_id() RETURNS uuid
    LANGUAGE sql STABLE
    AS $$ SELECT nullif(current_setting('doorstep.actor', true), '')::uuid $$;

ALTER FUNCTION public.actor_id() OWNER TO doorstep_owner;

CREATE FUNCTION public.actor_land_ids() RETURNS uuid[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public'
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

ALTER FUNCTION public.actor_land_ids() OWNER TO doorstep_owner;

CREATE FUNCTION public.actor_now() RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$ SELECT coalesce(nullif(current_setting('doorstep.now', true), '')::timestamptz, now()) $$;

ALTER FUNCTION public.actor_now() OWNER TO doorstep_owner;

CREATE FUNCTION public.actor_role() RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public'
    AS $$ BEGIN RETURN (SELECT role FROM member WHERE id = actor_id() AND left_at IS NULL); END $$;

ALTER FUNCTION public.actor_role() OWNER TO doorstep_owner;

CREATE FUNCTION public.actor_unit_id() RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public'
    AS $$ BEGIN RETURN (SELECT unit_id FROM member WHERE id = actor_id() AND left_at IS NULL); END $$;

ALTER FUNCTION public.actor_unit_id() OWNER TO doorstep_owner;

CREATE FUNCTION public.ensure_visit_month(instant timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public'
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

ALTER FUNCTION public.ensure_visit_month(instant timestamp with time zone) OWNER TO doorstep_owner;

CREATE FUNCTION public.governing_units(account_ids uuid[], at timestamp with time zone) RETURNS TABLE(account_id uuid, unit_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public'
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

ALTER FUNCTION public.governing_units(account_ids uuid[], at timestamp with time zone) OWNER TO doorstep_owner;

CREATE FUNCTION public.lowest_id_at(instant timestamp with time zone) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT rpad(lpad(to_hex((extract(epoch FROM instant) * 1000)::bigint), 12, '0'), 32, '0')::uuid $$;

ALTER FUNCTION public.lowest_id_at(instant timestamp with time zone) OWNER TO doorstep_owner;

CREATE FUNCTION public.members_of_visits(visit_ids uuid[]) RETURNS TABLE(visit_id uuid, unit_path uuid[], member_id uuid, name text, role text, time_zone text, work_hours jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
                SELECT visit.id, visit.unit_path, member.id, member.name, member.role, member.time_zone,
                       member.work_hours
                FROM visit JOIN member ON member.id = visit.member_id
                WHERE visit.id = ANY (visit_ids)
                    AND (SELECT actor_role()) <> 'REP' AND (SELECT actor_unit_id()) = ANY (visit.unit_path)
            $$;

ALTER FUNCTION public.members_of_visits(visit_ids uuid[]) OWNER TO doorstep_owner;

CREATE FUNCTION public.policy_in_force(unit_ids uuid[], at timestamp with time zone) RETURNS TABLE(unit_id uuid, field text, value text, origin_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public'
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

ALTER FUNCTION public.policy_in_force(unit_ids uuid[], at timestamp with time zone) OWNER TO doorstep_owner;

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
        BEGIN
            RAISE EXCEPTION '% takes inserts only', TG_TABLE_NAME;
        END $$;

ALTER FUNCTION public.refuse_change() OWNER TO doorstep_owner;

CREATE FUNCTION public.region_id_at(place public.geometry) RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
            BEGIN
                RETURN (
                    SELECT region.id FROM region_part JOIN region ON region.id = region_part.region_id
                    WHERE ST_Covers(region_part.part, place)
                    ORDER BY region.area_square_meters, region.id LIMIT 1
                );
            END $$;

ALTER FUNCTION public.region_id_at(place public.geometry) OWNER TO doorstep_owner;

CREATE FUNCTION public.region_ids_named(pattern text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
                SELECT id FROM region
                WHERE actor_unit_id() IS NOT NULL AND (code ILIKE pattern OR name ILIKE pattern)
            $$;

ALTER FUNCTION public.region_ids_named(pattern text) OWNER TO doorstep_owner;

CREATE TABLE public.account_past_placement (
    account_id uuid NOT NULL,
    until timestamp with time zone NOT NULL,
    region_id uuid,
    "position" public.geography(Point,4326) NOT NULL,
    moved_by uuid
);

ALTER TABLE public.account_past_placement OWNER TO doorstep_owner;

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);

ALTER TABLE public.alembic_version OWNER TO doorstep_owner;

CREATE TABLE public.audit_entry (
    id bigint NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id uuid,
    act text NOT NULL,
    subject_id uuid,
    outcome text NOT NULL,
    entry bytea NOT NULL,
    mac bytea NOT NULL
);

ALTER TABLE public.audit_entry OWNER TO doorstep_owner;

ALTER TABLE public.audit_entry ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.audit_seal (
    number bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    entry_count bigint NOT NULL,
    manifest bytea NOT NULL,
    mac bytea NOT NULL
);
ALTER TABLE ONLY public.audit_seal ALTER COLUMN manifest SET STORAGE EXTERNAL;

ALTER TABLE public.audit_seal OWNER TO doorstep_owner;

CREATE TABLE public.credential (
    member_id uuid NOT NULL,
    login text NOT NULL,
    password_hash text NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

ALTER TABLE public.credential OWNER TO doorstep_owner;

CREATE TABLE public.cross_region_attempt (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id uuid NOT NULL,
    unit_path uuid[] NOT NULL,
    act text NOT NULL,
    region_id uuid,
    account_id uuid
);

ALTER TABLE public.cross_region_attempt OWNER TO doorstep_owner;

CREATE TABLE public.cross_region_attempt_log (
    unit_id uuid NOT NULL,
    attempt_id uuid NOT NULL
);

ALTER TABLE public.cross_region_attempt_log OWNER TO doorstep_owner;

CREATE TABLE public.cross_region_grant (
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    region_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    reason text NOT NULL,
    granted_by uuid NOT NULL,
    revoked_at timestamp with time zone,
    revoked_by uuid
);

ALTER TABLE public.cross_region_grant OWNER TO doorstep_owner;

CREATE TABLE public.day_route (
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    date date NOT NULL,
    mode text NOT NULL,
    travel_source text NOT NULL,
    travel_seconds integer NOT NULL,
    travel_meters integer NOT NULL,
    visit_seconds integer NOT NULL,
    wait_seconds integer NOT NULL,
    departs_at timestamp with time zone NOT NULL,
    returns_at timestamp with time zone NOT NULL,
    break_from timestamp with time zone,
    break_until timestamp with time zone,
    path public.geography(LineString,4326) NOT NULL,
    planned_at timestamp with time zone NOT NULL,
    problem_hash bytea NOT NULL,
    travel_version text NOT NULL,
    solver_version text NOT NULL,
    seed integer NOT NULL,
    iterations integer NOT NULL,
    CONSTRAINT day_route_check CHECK ((departs_at <= returns_at)),
    CONSTRAINT day_route_check1 CHECK (((break_from IS NULL) = (break_until IS NULL))),
    CONSTRAINT day_route_mode_check CHECK ((mode = ANY (ARRAY['DRIVING'::text, 'CYCLING'::text, 'WALKING'::text]))),
    CONSTRAINT day_route_travel_source_check CHECK ((travel_source = ANY (ARRAY['ROADS'::text, 'ESTIMATE'::text])))
);

ALTER TABLE public.day_route OWNER TO doorstep_owner;

CREATE TABLE public.day_route_left_out (
    route_id uuid NOT NULL,
    rank integer NOT NULL,
    account_id uuid NOT NULL,
    account_name text NOT NULL,
    reason text NOT NULL,
    why text NOT NULL,
    CONSTRAINT day_route_left_out_reason_check CHECK ((reason = ANY (ARRAY['CLOSED_THAT_DAY'::text, 'WINDOW_MISSED'::text, 'NO_TIME_LEFT'::text, 'WORTH_LESS'::text, 'UNREACHABLE'::text, 'STOP_LIMIT'::text])))
);

ALTER TABLE public.day_route_left_out OWNER TO doorstep_owner;

CREATE TABLE public.day_route_stop (
    route_id uuid NOT NULL,
    number integer NOT NULL,
    account_id uuid NOT NULL,
    account_name text NOT NULL,
    arrives_at timestamp with time zone NOT NULL,
    departs_at timestamp with time zone NOT NULL,
    travel_seconds integer NOT NULL,
    wait_seconds integer NOT NULL,
    reasons text[] NOT NULL
);

ALTER TABLE public.day_route_stop OWNER TO doorstep_owner;

CREATE TABLE public.first_order (
    reference text NOT NULL,
    account_id uuid NOT NULL,
    paid_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);

ALTER TABLE public.first_order OWNER TO doorstep_owner;

CREATE TABLE public.holding (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    member_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    began text NOT NULL,
    CONSTRAINT holding_began_check CHECK ((began = ANY (ARRAY['ADDED'::text, 'CLAIMED'::text, 'ASSIGNED'::text, 'HANDED_OVER'::text]))),
    CONSTRAINT holding_check CHECK ((ends_at >= starts_at))
);

ALTER TABLE public.holding OWNER TO doorstep_owner;

CREATE TABLE public.member (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    time_zone text NOT NULL,
    work_hours jsonb,
    joined_at timestamp with time zone NOT NULL,
    left_at timestamp with time zone,
    CONSTRAINT member_role_check CHECK ((role = ANY (ARRAY['REP'::text, 'MANAGER'::text, 'REVIEWER'::text, 'ADMIN'::text, 'INTEGRATION'::text])))
);

ALTER TABLE public.member OWNER TO doorstep_owner;

CREATE TABLE public.member_session (
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    device_name text,
    started_at timestamp with time zone NOT NULL,
    generation integer NOT NULL,
    rotated_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);

ALTER TABLE public.member_session OWNER TO doorstep_owner;

CREATE TABLE public.open_visit (
    member_id uuid NOT NULL,
    visit_id uuid NOT NULL,
    account_id uuid NOT NULL,
    closes_at timestamp with time zone NOT NULL
);

ALTER TABLE public.open_visit OWNER TO doorstep_owner;

CREATE TABLE public.org_unit (
    id uuid NOT NULL,
    parent_id uuid,
    name text NOT NULL,
    path uuid[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT org_unit_check CHECK ((path[cardinality(path)] = id))
);

ALTER TABLE public.org_unit OWNER TO doorstep_owner;

CREATE TABLE public.org_unit_below (
    unit_id uuid NOT NULL,
    below_id uuid NOT NULL
);

ALTER TABLE public.org_unit_below OWNER TO doorstep_owner;

CREATE TABLE public.outbox_event (
    id bigint NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    subject_id uuid NOT NULL,
    payload jsonb NOT NULL
);

ALTER TABLE public.outbox_event OWNER TO doorstep_owner;

ALTER TABLE public.outbox_event ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outbox_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.policy_setting (
    id uuid NOT NULL,
    unit_id uuid NOT NULL,
    field text NOT NULL,
    value text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    set_by uuid NOT NULL,
    CONSTRAINT policy_setting_check CHECK ((ends_at >= starts_at))
);

ALTER TABLE public.policy_setting OWNER TO doorstep_owner;

CREATE TABLE public.pool_event (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    kind text NOT NULL,
    at timestamp with time zone NOT NULL,
    from_id uuid,
    to_id uuid,
    by_id uuid,
    reason text,
    CONSTRAINT pool_event_kind_check CHECK ((kind = ANY (ARRAY['ADDED'::text, 'CLAIMED'::text, 'RELEASED'::text, 'EXPIRED'::text, 'ASSIGNED'::text, 'HANDED_OVER'::text, 'RETURNED'::text])))
);

ALTER TABLE public.pool_event OWNER TO doorstep_owner;

CREATE TABLE public.region (
    id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    boundary public.geography(MultiPolygon,4326) NOT NULL,
    area_square_meters double precision NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE public.region OWNER TO doorstep_owner;

CREATE TABLE public.region_ownership (
    id uuid NOT NULL,
    region_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    assigned_at timestamp with time zone NOT NULL,
    assigned_by uuid,
    CONSTRAINT region_ownership_check CHECK ((ends_at > starts_at))
);

ALTER TABLE public.region_ownership OWNER TO doorstep_owner;

CREATE TABLE public.region_part (
    region_id uuid NOT NULL,
    part public.geometry(Polygon,4326) NOT NULL
);

ALTER TABLE public.region_part OWNER TO doorstep_owner;

CREATE TABLE public.region_past_boundary (
    region_id uuid NOT NULL,
    until timestamp with time zone NOT NULL,
    boundary public.geography(MultiPolygon,4326) NOT NULL,
    redrawn_by uuid NOT NULL
);

ALTER TABLE public.region_past_boundary OWNER TO doorstep_owner;

CREATE TABLE public.sign_in_failure (
    counted_for bytea NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.sign_in_failure OWNER TO doorstep_owner;

CREATE TABLE public.visit (
    id uuid NOT NULL,
    visit_id uuid NOT NULL,
    member_id uuid NOT NULL,
    unit_path uuid[] NOT NULL,
    account_id uuid NOT NULL,
    account_name text NOT NULL,
    region_id uuid,
    checked_in_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    offline boolean NOT NULL,
    no_fix_reason text,
    distance_meters double precision,
    on_site_probability double precision,
    geofence_meters integer NOT NULL,
    presence text NOT NULL,
    standing text NOT NULL,
    refused boolean NOT NULL,
    rule_version text NOT NULL,
    trust_score integer NOT NULL,
    signals jsonb NOT NULL,
    signal_codes text[] NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    checked_out_at timestamp with time zone,
    check_out_hash bytea,
    outcome text,
    note text,
    CONSTRAINT visit_outcome_check CHECK ((outcome = ANY (ARRAY['MET'::text, 'NOT_MET'::text, 'NO_ONE_THERE'::text, 'CLOSED'::text, 'INTERESTED'::text, 'ORDER_TAKEN'::text, 'DECLINED'::text]))),
    CONSTRAINT visit_presence_check CHECK ((presence = ANY (ARRAY['ON_SITE'::text, 'UNCERTAIN'::text, 'OFF_SITE'::text, 'UNLOCATED'::text]))),
    CONSTRAINT visit_standing_check CHECK ((standing = ANY (ARRAY['COUNTED'::text, 'HELD'::text, 'VOIDED'::text]))),
    CONSTRAINT visit_trust_score_check CHECK (((trust_score >= 0) AND (trust_score <= 100)))
)
PARTITION BY RANGE (id);

ALTER TABLE public.visit OWNER TO doorstep_owner;

CREATE TABLE public.visit_credit (
    visit_id uuid NOT NULL,
    account_id uuid NOT NULL,
    member_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    standing text NOT NULL,
    CONSTRAINT visit_credit_standing_check CHECK ((standing = ANY (ARRAY['COUNTED'::text, 'HELD'::text, 'VOIDED'::text])))
);

ALTER TABLE public.visit_credit OWNER TO doorstep_owner;

CREATE TABLE public.visit_log (
    unit_id uuid NOT NULL,
    mark text NOT NULL,
    visit_id uuid NOT NULL
)
PARTITION BY RANGE (visit_id);

ALTER TABLE public.visit_log OWNER TO doorstep_owner;

CREATE TABLE public.visit_position (
    visit_id uuid NOT NULL,
    act text NOT NULL,
    "position" public.geography(Point,4326) NOT NULL,
    raw_longitude double precision NOT NULL,
    raw_latitude double precision NOT NULL,
    datum text NOT NULL,
    accuracy_meters double precision NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    altitude_meters double precision,
    speed_meters_per_second double precision,
    bearing_degrees double precision,
    provider text NOT NULL,
    mocked boolean NOT NULL,
    CONSTRAINT visit_position_act_check CHECK ((act = ANY (ARRAY['CHECK_IN'::text, 'CHECK_OUT'::text])))
)
PARTITION BY RANGE (visit_id);

ALTER TABLE public.visit_position OWNER TO doorstep_owner;

CREATE TABLE public.visit_receipt (
    member_id uuid NOT NULL,
    visit_id uuid NOT NULL,
    id uuid NOT NULL,
    input_hash bytea NOT NULL
);

ALTER TABLE public.visit_receipt OWNER TO doorstep_owner;

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_external_id UNIQUE (external_id);

ALTER TABLE ONLY public.account_past_placement
    ADD CONSTRAINT account_past_placement_pkey PRIMARY KEY (account_id, until);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.audit_seal
    ADD CONSTRAINT audit_seal_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.credential
    ADD CONSTRAINT credential_login UNIQUE (login);

ALTER TABLE ONLY public.credential
    ADD CONSTRAINT credential_pkey PRIMARY KEY (member_id);

ALTER TABLE ONLY public.cross_region_attempt_log
    ADD CONSTRAINT cross_region_attempt_log_pkey PRIMARY KEY (unit_id, attempt_id);

ALTER TABLE ONLY public.cross_region_attempt
    ADD CONSTRAINT cross_region_attempt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cross_region_grant
    ADD CONSTRAINT cross_region_grant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.day_route_left_out
    ADD CONSTRAINT day_route_left_out_pkey PRIMARY KEY (route_id, rank);

ALTER TABLE ONLY public.day_route
    ADD CONSTRAINT day_route_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.day_route_stop
    ADD CONSTRAINT day_route_stop_pkey PRIMARY KEY (route_id, number);

ALTER TABLE ONLY public.first_order
    ADD CONSTRAINT first_order_account_id_key UNIQUE (account_id);

ALTER TABLE ONLY public.first_order
    ADD CONSTRAINT first_order_pkey PRIMARY KEY (reference);

ALTER TABLE ONLY public.holding
    ADD CONSTRAINT holding_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.member_session
    ADD CONSTRAINT member_session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.open_visit
    ADD CONSTRAINT open_visit_pkey PRIMARY KEY (member_id);

ALTER TABLE ONLY public.org_unit_below
    ADD CONSTRAINT org_unit_below_pkey PRIMARY KEY (unit_id, below_id);

ALTER TABLE ONLY public.org_unit
    ADD CONSTRAINT org_unit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outbox_event
    ADD CONSTRAINT outbox_event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.policy_setting
    ADD CONSTRAINT policy_setting_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pool_event
    ADD CONSTRAINT pool_event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.region
    ADD CONSTRAINT region_code UNIQUE (code);

ALTER TABLE ONLY public.region_ownership
    ADD CONSTRAINT region_ownership_one_owner EXCLUDE USING gist (region_id WITH =, tstzrange(starts_at, ends_at) WITH &&);

ALTER TABLE ONLY public.region_ownership
    ADD CONSTRAINT region_ownership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.region_past_boundary
    ADD CONSTRAINT region_past_boundary_pkey PRIMARY KEY (region_id, until);

ALTER TABLE ONLY public.region
    ADD CONSTRAINT region_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.visit_credit
    ADD CONSTRAINT visit_credit_pkey PRIMARY KEY (visit_id);

ALTER TABLE ONLY public.visit_log
    ADD CONSTRAINT visit_log_pkey PRIMARY KEY (unit_id, mark, visit_id);

ALTER TABLE ONLY public.visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.visit_position
    ADD CONSTRAINT visit_position_pkey PRIMARY KEY (visit_id, act);

ALTER TABLE ONLY public.visit_receipt
    ADD CONSTRAINT visit_receipt_pkey PRIMARY KEY (member_id, visit_id);

CREATE INDEX account_by_name ON public.account USING btree (name, id);

CREATE INDEX account_held_near ON public.account USING gist (land_id, mercator) WHERE (owner_id IS NOT NULL);

CREATE INDEX account_holder_near ON public.account USING gist (owner_id, mercator) WHERE (owner_id IS NOT NULL);

CREATE INDEX account_land ON public.account USING btree (land_id, name, id);

CREATE INDEX account_land_pool ON public.account USING btree (land_id, name, id) WHERE (owner_id IS NULL);

CREATE INDEX account_name_parts ON public.account USING gin (name public.gin_trgm_ops);

CREATE INDEX account_near ON public.account USING gist (mercator);

CREATE INDEX account_owner ON public.account USING btree (owner_id, name, id) WHERE (owner_id IS NOT NULL);

CREATE INDEX account_phone ON public.account USING btree (phone) WHERE (phone IS NOT NULL);

CREATE INDEX account_pool_near ON public.account USING gist (land_id, mercator) WHERE (owner_id IS NULL);

CREATE INDEX account_tax_id ON public.account USING btree (tax_id) WHERE (tax_id IS NOT NULL);

CREATE INDEX audit_entry_act ON public.audit_entry USING btree (act, at);

CREATE INDEX audit_entry_commit_order ON public.audit_entry USING btree (xid, id);

CREATE INDEX cross_region_grant_member ON public.cross_region_grant USING btree (member_id, region_id);

CREATE INDEX day_route_newest ON public.day_route USING btree (member_id, date, id);

CREATE INDEX holding_claims ON public.holding USING btree (member_id, starts_at) WHERE (began = 'CLAIMED'::text);

CREATE INDEX holding_held_now ON public.holding USING btree (member_id) WHERE (ends_at IS NULL);

CREATE UNIQUE INDEX holding_one_owner ON public.holding USING btree (account_id) WHERE (ends_at IS NULL);

CREATE INDEX holding_past ON public.holding USING btree (account_id, member_id, ends_at);

CREATE INDEX member_session_live ON public.member_session USING btree (member_id) WHERE (ended_at IS NULL);

CREATE INDEX member_unit ON public.member USING btree (unit_id, id);

CREATE INDEX org_unit_below_above ON public.org_unit_below USING btree (below_id, unit_id);

CREATE UNIQUE INDEX org_unit_one_root ON public.org_unit USING btree ((true)) WHERE (parent_id IS NULL);

CREATE INDEX org_unit_parent ON public.org_unit USING btree (parent_id, name, id);

CREATE INDEX outbox_event_commit_order ON public.outbox_event USING btree (xid, id);

CREATE INDEX policy_setting_history ON public.policy_setting USING btree (unit_id, field, starts_at);

CREATE UNIQUE INDEX policy_setting_in_force ON public.policy_setting USING btree (unit_id, field) WHERE (ends_at IS NULL);

CREATE INDEX pool_event_account ON public.pool_event USING btree (account_id, id);

CREATE INDEX region_name ON public.region USING btree (name, id);

CREATE INDEX region_ownership_region ON public.region_ownership USING btree (region_id) INCLUDE (unit_id, starts_at, ends_at);

CREATE INDEX region_ownership_unit ON public.region_ownership USING btree (unit_id, region_id) INCLUDE (starts_at, ends_at);

CREATE INDEX region_part_place ON public.region_part USING gist (part);

CREATE INDEX region_part_region ON public.region_part USING btree (region_id);

CREATE INDEX region_words ON public.region USING gin (code public.gin_trgm_ops, name public.gin_trgm_ops);

CREATE INDEX sign_in_failure_at ON public.sign_in_failure USING btree (at);

CREATE INDEX sign_in_failure_counted_for ON public.sign_in_failure USING btree (counted_for, at);

CREATE INDEX visit_account ON ONLY public.visit USING btree (account_id, id);

CREATE INDEX visit_credit_account ON public.visit_credit USING btree (account_id, at);

CREATE INDEX visit_member ON ONLY public.visit USING btree (member_id, id);

CREATE INDEX visit_region ON ONLY public.visit USING btree (region_id, id);

CREATE TRIGGER audit_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER audit_seal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.member(id);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.account_past_placement
    ADD CONSTRAINT account_past_placement_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.account_past_placement
    ADD CONSTRAINT account_past_placement_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.member(id);

ALTER TABLE ONLY public.account_past_placement
    ADD CONSTRAINT account_past_placement_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.region(id);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.region(id);

ALTER TABLE ONLY public.credential
    ADD CONSTRAINT credential_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.cross_region_attempt_log
    ADD CONSTRAINT cross_region_attempt_log_attempt_id_fkey FOREIGN KEY (attempt_id) REFERENCES public.cross_region_attempt(id);

ALTER TABLE ONLY public.cross_region_attempt_log
    ADD CONSTRAINT cross_region_attempt_log_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.org_unit(id);

ALTER TABLE ONLY public.cross_region_attempt
    ADD CONSTRAINT cross_region_attempt_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.cross_region_attempt
    ADD CONSTRAINT cross_region_attempt_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.region(id);

ALTER TABLE ONLY public.cross_region_grant
    ADD CONSTRAINT cross_region_grant_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES public.member(id);

ALTER TABLE ONLY public.cross_region_grant
    ADD CONSTRAINT cross_region_grant_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.cross_region_grant
    ADD CONSTRAINT cross_region_grant_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.region(id);

ALTER TABLE ONLY public.cross_region_grant
    ADD CONSTRAINT cross_region_grant_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES public.member(id);

ALTER TABLE ONLY public.day_route_left_out
    ADD CONSTRAINT day_route_left_out_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.day_route_left_out
    ADD CONSTRAINT day_route_left_out_route_id_fkey FOREIGN KEY (route_id) REFERENCES public.day_route(id);

ALTER TABLE ONLY public.day_route
    ADD CONSTRAINT day_route_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.day_route_stop
    ADD CONSTRAINT day_route_stop_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.day_route_stop
    ADD CONSTRAINT day_route_stop_route_id_fkey FOREIGN KEY (route_id) REFERENCES public.day_route(id);

ALTER TABLE ONLY public.first_order
    ADD CONSTRAINT first_order_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.holding
    ADD CONSTRAINT holding_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.holding
    ADD CONSTRAINT holding_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.member_session
    ADD CONSTRAINT member_session_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.member
    ADD CONSTRAINT member_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.org_unit(id);

ALTER TABLE ONLY public.open_visit
    ADD CONSTRAINT open_visit_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.open_visit
    ADD CONSTRAINT open_visit_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.org_unit_below
    ADD CONSTRAINT org_unit_below_below_id_fkey FOREIGN KEY (below_id) REFERENCES public.org_unit(id);

ALTER TABLE ONLY public.org_unit_below
    ADD CONSTRAINT org_unit_below_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.org_unit(id);

ALTER TABLE ONLY public.org_unit
    ADD CONSTRAINT org_unit_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.org_unit(id);

ALTER TABLE ONLY public.policy_setting
    ADD CONSTRAINT policy_setting_set_by_fkey FOREIGN KEY (set_by) REFERENCES public.member(id);

ALTER TABLE ONLY public.policy_setting
    ADD CONSTRAINT policy_setting_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.org_unit(id);

ALTER TABLE ONLY public.pool_event
    ADD CONSTRAINT pool_event_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.pool_event
    ADD CONSTRAINT pool_event_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.pool_event
    ADD CONSTRAINT pool_event_from_id_fkey FOREIGN KEY (from_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.pool_event
    ADD CONSTRAINT pool_event_to_id_fkey FOREIGN KEY (to_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.region_ownership
    ADD CONSTRAINT region_ownership_assigned_by_fkey FOREIGN KEY (assigned_by) REFERENCES public.member(id);

ALTER TABLE ONLY public.region_ownership
    ADD CONSTRAINT region_ownership_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.region(id);

ALTER TABLE ONLY public.region_ownership
    ADD CONSTRAINT region_ownership_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.org_unit(id);

ALTER TABLE ONLY public.region_part
    ADD CONSTRAINT region_part_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.region(id);

ALTER TABLE ONLY public.region_past_boundary
    ADD CONSTRAINT region_past_boundary_redrawn_by_fkey FOREIGN KEY (redrawn_by) REFERENCES public.member(id);

ALTER TABLE ONLY public.region_past_boundary
    ADD CONSTRAINT region_past_boundary_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.region(id);

ALTER TABLE ONLY public.visit_credit
    ADD CONSTRAINT visit_credit_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.visit_credit
    ADD CONSTRAINT visit_credit_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.visit_receipt
    ADD CONSTRAINT visit_receipt_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE public.account ENABLE ROW LEVEL SECURITY;

CREATE POLICY account_in_sight ON public.pool_event FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.account
  WHERE (account.id = pool_event.account_id))));

CREATE POLICY at_and_below_own_unit ON public.org_unit FOR SELECT TO doorstep_reader USING ((( SELECT public.actor_unit_id() AS actor_unit_id) = ANY (path)));

CREATE POLICY below_units_in_sight ON public.org_unit_below FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.org_unit
  WHERE (org_unit.id = org_unit_below.unit_id))));

ALTER TABLE public.cross_region_attempt ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cross_region_attempt_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cross_region_grant ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.day_route ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.day_route_left_out ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.day_route_stop ENABLE ROW LEVEL SECURITY;

CREATE POLICY every_member ON public.region FOR SELECT TO doorstep_reader USING ((( SELECT public.actor_unit_id() AS actor_unit_id) IS NOT NULL));

CREATE POLICY every_member ON public.region_part FOR SELECT TO doorstep_reader USING ((( SELECT public.actor_unit_id() AS actor_unit_id) IS NOT NULL));

CREATE POLICY holder_in_sight ON public.holding FOR SELECT TO doorstep_reader USING (((( SELECT public.actor_role() AS actor_role) IS NOT NULL) AND (EXISTS ( SELECT
   FROM public.member
  WHERE (member.id = holding.member_id)))));

ALTER TABLE public.holding ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.member ENABLE ROW LEVEL SECURITY;

CREATE POLICY member_in_sight ON public.cross_region_grant FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.member
  WHERE (member.id = cross_region_grant.member_id))));

CREATE POLICY member_in_sight ON public.day_route FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.member
  WHERE (member.id = day_route.member_id))));

CREATE POLICY of_own_unit_for_managers ON public.cross_region_attempt FOR SELECT TO doorstep_reader USING (((( SELECT public.actor_role() AS actor_role) = ANY (ARRAY['MANAGER'::text, 'ADMIN'::text])) AND (( SELECT public.actor_unit_id() AS actor_unit_id) = ANY (unit_path))));

ALTER TABLE public.org_unit ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.org_unit_below ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_or_made_for_own_unit ON public.visit FOR SELECT TO doorstep_reader USING (((member_id = ( SELECT public.actor_id() AS actor_id)) OR ((( SELECT public.actor_role() AS actor_role) <> 'REP'::text) AND (( SELECT public.actor_unit_id() AS actor_unit_id) = ANY (unit_path)))));

CREATE POLICY own_pool_or_in_sight ON public.account FOR SELECT TO doorstep_reader USING (
CASE
    WHEN (( SELECT public.actor_role() AS actor_role) = 'REP'::text) THEN ((owner_id = ( SELECT public.actor_id() AS actor_id)) OR ((owner_id IS NULL) AND (land_id IN ( SELECT unnest(public.actor_land_ids()) AS unnest))))
    WHEN (( SELECT public.actor_role() AS actor_role) IS NOT NULL) THEN ((land_id IN ( SELECT unnest(public.actor_land_ids()) AS unnest)) OR (EXISTS ( SELECT
       FROM public.member
      WHERE (member.id = account.owner_id))))
    ELSE false
END);

CREATE POLICY owner_in_sight ON public.region_ownership FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.org_unit
  WHERE (org_unit.id = region_ownership.unit_id))));

ALTER TABLE public.pool_event ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.region ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.region_ownership ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.region_part ENABLE ROW LEVEL SECURITY;

CREATE POLICY route_in_sight ON public.day_route_left_out FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.day_route
  WHERE (day_route.id = day_route_left_out.route_id))));

CREATE POLICY route_in_sight ON public.day_route_stop FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.day_route
  WHERE (day_route.id = day_route_stop.route_id))));

CREATE POLICY self_and_members_of_units_in_sight ON public.member FOR SELECT TO doorstep_reader USING (((id = ( SELECT public.actor_id() AS actor_id)) OR ((( SELECT public.actor_role() AS actor_role) <> 'REP'::text) AND (EXISTS ( SELECT
   FROM public.org_unit
  WHERE (org_unit.id = member.unit_id))))));

CREATE POLICY unit_in_sight ON public.visit_log FOR SELECT TO doorstep_reader USING (((( SELECT public.actor_role() AS actor_role) <> 'REP'::text) AND (EXISTS ( SELECT
   FROM public.org_unit
  WHERE (org_unit.id = visit_log.unit_id)))));

CREATE POLICY unit_in_sight_for_managers ON public.cross_region_attempt_log FOR SELECT TO doorstep_reader USING (((( SELECT public.actor_role() AS actor_role) = ANY (ARRAY['MANAGER'::text, 'ADMIN'::text])) AND (EXISTS ( SELECT
   FROM public.org_unit
  WHERE (org_unit.id = cross_region_attempt_log.unit_id)))));

ALTER TABLE public.visit ENABLE ROW LEVEL SECURITY;

CREATE POLICY visit_in_sight ON public.visit_position FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.visit
  WHERE (visit.id = visit_position.visit_id))));

ALTER TABLE public.visit_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.visit_position ENABLE ROW LEVEL SECURITY;

CREATE POLICY writer ON public.account TO doorstep_writer USING (true);

CREATE POLICY writer ON public.cross_region_attempt TO doorstep_writer USING (true);

CREATE POLICY writer ON public.cross_region_attempt_log TO doorstep_writer USING (true);

CREATE POLICY writer ON public.cross_region_grant TO doorstep_writer USING (true);

CREATE POLICY writer ON public.day_route TO doorstep_writer USING (true);

CREATE POLICY writer ON public.day_route_left_out TO doorstep_writer USING (true);

CREATE POLICY writer ON public.day_route_stop TO doorstep_writer USING (true);

CREATE POLICY writer ON public.holding TO doorstep_writer USING (true);

CREATE POLICY writer ON public.member TO doorstep_writer USING (true);

CREATE POLICY writer ON public.org_unit TO doorstep_writer USING (true);

CREATE POLICY writer ON public.org_unit_below TO doorstep_writer USING (true);

CREATE POLICY writer ON public.pool_event TO doorstep_writer USING (true);

CREATE POLICY writer ON public.region TO doorstep_writer USING (true);

CREATE POLICY writer ON public.region_ownership TO doorstep_writer USING (true);

CREATE POLICY writer ON public.region_part TO doorstep_writer USING (true);

CREATE POLICY writer ON public.visit TO doorstep_writer USING (true);

CREATE POLICY writer ON public.visit_log TO doorstep_writer USING (true);

CREATE POLICY writer ON public.visit_position TO doorstep_writer USING (true);

GRANT CREATE ON SCHEMA public TO doorstep_owner;

GRANT SELECT,INSERT,UPDATE ON TABLE public.account TO doorstep_writer;
GRANT SELECT ON TABLE public.account TO doorstep_reader;

REVOKE ALL ON FUNCTION public.ensure_visit_month(instant timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ensure_visit_month(instant timestamp with time zone) TO doorstep_writer;

GRANT SELECT,INSERT ON TABLE public.account_past_placement TO doorstep_writer;

GRANT SELECT,INSERT ON TABLE public.audit_entry TO doorstep_writer;

GRANT SELECT,INSERT ON TABLE public.audit_seal TO doorstep_writer;

GRANT SELECT,INSERT,UPDATE ON TABLE public.credential TO doorstep_writer;

GRANT SELECT,INSERT ON TABLE public.cross_region_attempt TO doorstep_writer;
GRANT SELECT ON TABLE public.cross_region_attempt TO doorstep_reader;

GRANT SELECT,INSERT ON TABLE public.cross_region_attempt_log TO doorstep_writer;
GRANT SELECT ON TABLE public.cross_region_attempt_log TO doorstep_reader;

GRANT SELECT,INSERT,UPDATE ON TABLE public.cross_region_grant TO doorstep_writer;
GRANT SELECT ON TABLE public.cross_region_grant TO doorstep_reader;

GRANT SELECT,INSERT ON TABLE public.day_route TO doorstep_writer;
GRANT SELECT ON TABLE public.day_route TO doorstep_reader;

GRANT SELECT,INSERT ON TABLE public.day_route_left_out TO doorstep_writer;
GRANT SELECT ON TABLE public.day_route_left_out TO doorstep_reader;

GRANT SELECT,INSERT ON TABLE public.day_route_stop TO doorstep_writer;
GRANT SELECT ON TABLE public.day_route_stop TO doorstep_reader;

GRANT SELECT,INSERT ON TABLE public.first_order TO doorstep_writer;

GRANT SELECT,INSERT,UPDATE ON TABLE public.holding TO doorstep_writer;
GRANT SELECT ON TABLE public.holding TO doorstep_reader;

GRANT SELECT,INSERT,UPDATE ON TABLE public.member TO doorstep_writer;
GRANT SELECT ON TABLE public.member TO doorstep_reader;

GRANT SELECT,INSERT,UPDATE ON TABLE public.member_session TO doorstep_writer;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.open_visit TO doorstep_writer;

GRANT SELECT,INSERT,UPDATE ON TABLE public.org_unit TO doorstep_writer;
GRANT SELECT ON TABLE public.org_unit TO doorstep_reader;

GRANT SELECT,INSERT,DELETE ON TABLE public.org_unit_below TO doorstep_writer;
GRANT SELECT ON TABLE public.org_unit_below TO doorstep_reader;

GRANT SELECT,INSERT,DELETE ON TABLE public.outbox_event TO doorstep_writer;

GRANT SELECT,INSERT,UPDATE ON TABLE public.policy_setting TO doorstep_writer;

GRANT SELECT,INSERT ON TABLE public.pool_event TO doorstep_writer;
GRANT SELECT ON TABLE public.pool_event TO doorstep_reader;

GRANT SELECT,INSERT,UPDATE ON TABLE public.region TO doorstep_writer;
GRANT SELECT ON TABLE public.region TO doorstep_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.region_ownership TO doorstep_writer;
GRANT SELECT ON TABLE public.region_ownership TO doorstep_reader;

GRANT SELECT,INSERT,DELETE ON TABLE public.region_part TO doorstep_writer;
GRANT SELECT ON TABLE public.region_part TO doorstep_reader;

GRANT SELECT,INSERT ON TABLE public.region_past_boundary TO doorstep_writer;

GRANT SELECT,INSERT,DELETE ON TABLE public.sign_in_failure TO doorstep_writer;

GRANT SELECT,INSERT,UPDATE ON TABLE public.visit TO doorstep_writer;
GRANT SELECT ON TABLE public.visit TO doorstep_reader;

GRANT SELECT,INSERT,UPDATE ON TABLE public.visit_credit TO doorstep_writer;

GRANT SELECT,INSERT ON TABLE public.visit_log TO doorstep_writer;
GRANT SELECT ON TABLE public.visit_log TO doorstep_reader;

GRANT SELECT,INSERT,DELETE ON TABLE public.visit_position TO doorstep_writer;
GRANT SELECT ON TABLE public.visit_position TO doorstep_reader;

GRANT SELECT,INSERT,DELETE ON TABLE public.visit_receipt TO doorstep_writer;
