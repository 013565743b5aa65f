CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;

CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);

ALTER TYPE public.procrastinate_job_event_type OWNER TO doorstep_owner;

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);

ALTER TYPE public.procrastinate_job_status OWNER TO doorstep_owner;

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);

ALTER TYPE public.procrastinate_job_to_defer_v1 OWNER TO doorstep_owner;

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
    kept_until timestamp with time zone,
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

CREATE FUNCTION public.accounts_then(account_ids uuid[], instants timestamp with time zone[], visitor_id uuid, visitor_path uuid[]) RETURNS TABLE(account_id uuid, at timestamp with time zone, name text, longitude double precision, latitude double precision, geofence_meters integer, stage text, region_id uuid, region_name text, region_owner_name text, owner_id uuid, in_visitors_regions boolean, pin_by uuid, policy_unit_id uuid)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'public'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
            #variable_conflict use_column
            BEGIN
                RETURN QUERY
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
                            AND holding.starts_at <= known.at
                            AND (holding.ends_at IS NULL OR holding.ends_at > known.at)
                        ORDER BY holding.starts_at DESC LIMIT 1
                    ) AS holder ON true
                    LEFT JOIN member owner ON owner.id = holder.member_id
                    LEFT JOIN region ON region.id = place.region_id
                    LEFT JOIN region_ownership ownership ON ownership.region_id = place.region_id
                        AND ownership.starts_at <= greatest(known.at, region.created_at)
                        AND (ownership.ends_at IS NULL OR ownership.ends_at > greatest(known.at, region.created_at))
                    LEFT JOIN org_unit owning_unit ON owning_unit.id = ownership.unit_id;
            END $$;

ALTER FUNCTION public.accounts_then(account_ids uuid[], instants timestamp with time zone[], visitor_id uuid, visitor_path uuid[]) OWNER TO doorstep_owner;

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

CREATE FUNCTION public.change_hands(account_ids uuid[], holding_ids uuid[], event_ids uuid[], how text, new_owner uuid, by_member uuid, why text, now timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'public'
    AS $$
            BEGIN
                WITH ended AS (
                    UPDATE holding SET ends_at = greatest(starts_at, now)
                    WHERE account_id = ANY (account_ids) AND ends_at IS NULL
                    RETURNING account_id, member_id
                ), moved AS MATERIALIZED (
                    SELECT moving.account_id, moving.event_id, ended.member_id AS former
                    FROM unnest(account_ids, event_ids) AS moving (account_id, event_id)
                    LEFT JOIN ended ON ended.account_id = moving.account_id
                ), recorded AS (
                    INSERT INTO pool_event (id, account_id, kind, at, from_id, to_id, by_id, reason)
                    SELECT event_id, account_id, how, now, former, new_owner, by_member, why FROM moved
                )
                INSERT INTO outbox_event (at, kind, subject_id, payload)
                SELECT now, 'account.' || lower(how), account_id,
                    jsonb_build_object('from', former, 'to', new_owner, 'by', by_member)
                FROM moved;
                -- A manager's word that an account stays with its owner is over with the holding.
                UPDATE account_hold SET ended_at = greatest(starts_at, now)
                    WHERE account_id = ANY (account_ids) AND ended_at IS NULL;
                IF new_owner IS NULL THEN
                    UPDATE account SET owner_id = NULL, claimed_at = NULL, held_visits = 0, kept_until = NULL
                        WHERE id = ANY (account_ids) AND owner_id IS NOT NULL;
                    RETURN;
                END IF;
                -- The instants of two requests may be in another order than their locks: holdings never overlap
                -- all the same. Mostly no visit is on hold: but one that was stored just before may carry a later
                -- instant.
                WITH begun AS (
                    INSERT INTO holding (id, account_id, member_id, starts_at, began)
                    SELECT moving.holding_id, moving.account_id, new_owner,
                        greatest(now, (SELECT max(ends_at) FROM holding WHERE account_id = moving.account_id)), how
                    FROM unnest(account_ids, holding_ids) AS moving (account_id, holding_id)
                    RETURNING account_id, starts_at
                )
                UPDATE account SET owner_id = new_owner, claimed_at = begun.starts_at, kept_until = NULL,
                    held_visits = (
                        SELECT count(*) FROM visit_credit
                        WHERE visit_credit.account_id = account.id AND visit_credit.member_id = new_owner
                            AND visit_credit.at >= begun.starts_at AND visit_credit.standing = 'HELD'
                    )
                    FROM begun WHERE account.id = begun.account_id;
            END $$;

ALTER FUNCTION public.change_hands(account_ids uuid[], holding_ids uuid[], event_ids uuid[], how text, new_owner uuid, by_member uuid, why text, now timestamp with time zone) OWNER TO doorstep_owner;

CREATE FUNCTION public.claim_facts(claimant uuid, wanted uuid, day_begins timestamp with time zone, day_ends timestamp with time zone, at timestamp with time zone, OUT left_at timestamp with time zone, OUT is_known boolean, OUT is_free boolean, OUT owner_id uuid, OUT region_id uuid, OUT on_actors_land boolean, OUT held_until timestamp with time zone, OUT held integer, OUT claimed_today integer, OUT policy jsonb) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'public'
    AS $$
            DECLARE
                place uuid;
            BEGIN
                SELECT member.left_at INTO left_at FROM member WHERE id = claimant FOR NO KEY UPDATE;
                PERFORM FROM account
                    WHERE id = wanted AND (account.owner_id IS NULL OR account.owner_id = claimant)
                    FOR NO KEY UPDATE;
                is_free := FOUND;
                -- Each statement sees what was committed while those before it waited.
                SELECT account.owner_id, account.region_id, account.land_id INTO owner_id, region_id, place
                    FROM account WHERE id = wanted;
                is_known := FOUND;
                on_actors_land := place = ANY (actor_land_ids());
                is_free := is_free AND owner_id IS NULL;
                SELECT max(ends_at) INTO held_until FROM holding
                    WHERE account_id = wanted AND member_id = claimant AND ends_at IS NOT NULL;
                SELECT count(*) INTO held FROM holding WHERE member_id = claimant AND ends_at IS NULL;
                SELECT count(*) INTO claimed_today FROM holding
                    WHERE member_id = claimant AND began = 'CLAIMED'
                        AND starts_at >= day_begins AND starts_at < day_ends;
                SELECT jsonb_agg(to_jsonb(setting)) INTO policy
                    FROM pool_policy_of_members(ARRAY[claimant], at) AS setting;
            END $$;

ALTER FUNCTION public.claim_facts(claimant uuid, wanted uuid, day_begins timestamp with time zone, day_ends timestamp with time zone, at timestamp with time zone, OUT left_at timestamp with time zone, OUT is_known boolean, OUT is_free boolean, OUT owner_id uuid, OUT region_id uuid, OUT on_actors_land boolean, OUT held_until timestamp with time zone, OUT held integer, OUT claimed_today integer, OUT policy jsonb) OWNER TO doorstep_owner;

CREATE FUNCTION public.ensure_visit_month(instant timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public'
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

ALTER FUNCTION public.ensure_visit_month(instant timestamp with time zone) OWNER TO doorstep_owner;

CREATE FUNCTION public.governing_units(account_ids uuid[], at timestamp with time zone) RETURNS TABLE(account_id uuid, unit_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
            DECLARE
                root uuid := (SELECT org_unit.id FROM org_unit WHERE org_unit.parent_id IS NULL);
            BEGIN
                RETURN QUERY
                    SELECT account.id, coalesce(owner.unit_id, ownership.unit_id, root)
                    FROM account
                    LEFT JOIN member owner ON owner.id = account.owner_id
                    LEFT JOIN region_ownership ownership ON ownership.region_id = account.region_id
                        AND ownership.starts_at <= at AND (ownership.ends_at IS NULL OR ownership.ends_at > at)
                    WHERE account.id = ANY (account_ids);
            END $$;

ALTER FUNCTION public.governing_units(account_ids uuid[], at timestamp with time zone) OWNER TO doorstep_owner;

CREATE FUNCTION public.lands_of_rep(rep uuid, at timestamp with time zone) RETURNS uuid[]
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
                SELECT ARRAY (
                    SELECT owned.region_id
                    FROM member
                    JOIN org_unit_below tree ON tree.below_id = member.unit_id
                    JOIN region_ownership owned ON owned.unit_id = tree.unit_id
                    WHERE member.id = rep AND member.left_at IS NULL
                        AND owned.starts_at <= at AND (owned.ends_at IS NULL OR owned.ends_at > at)
                    UNION
                    SELECT granted.region_id FROM cross_region_grant granted
                    WHERE granted.member_id = rep AND granted.starts_at <= at AND granted.until > at
                        AND (granted.revoked_at IS NULL OR granted.revoked_at > at)
                )
            $$;

ALTER FUNCTION public.lands_of_rep(rep uuid, at timestamp with time zone) OWNER TO doorstep_owner;

CREATE FUNCTION public.links_around(device uuid, number integer, payload bytea, previous bytea) RETURNS TABLE(rivals integer, predecessors integer, follows_one boolean, successors integer, is_followed boolean, last_below integer)
    LANGUAGE sql STABLE
    AS $$
                SELECT
                    count(*) FILTER (WHERE sequence = number AND payload_hash <> payload)::integer,
                    count(*) FILTER (WHERE sequence = number - 1)::integer,
                    coalesce(bool_or(sequence = number - 1 AND payload_hash = previous), false),
                    count(*) FILTER (WHERE sequence = number::bigint + 1)::integer,
                    coalesce(bool_or(sequence = number::bigint + 1 AND previous_hash = payload), false),
                    (SELECT max(sequence) FROM evidence_link WHERE device_id = device AND sequence < number)
                FROM evidence_link
                WHERE device_id = device AND sequence BETWEEN number::bigint - 1 AND number::bigint + 1
            $$;

ALTER FUNCTION public.links_around(device uuid, number integer, payload bytea, previous bytea) OWNER TO doorstep_owner;

CREATE FUNCTION public.looked_at(entry bytea) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
                SELECT array_agg(member) FROM jsonb_array_elements_text(
                    convert_from(entry, 'UTF8')::jsonb #> '{details,members}'
                ) AS member
            $$;

ALTER FUNCTION public.looked_at(entry bytea) OWNER TO doorstep_owner;

CREATE FUNCTION public.lowest_id_at(instant timestamp with time zone) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT rpad(lpad(to_hex((extract(epoch FROM instant) * 1000)::bigint), 12, '0'), 32, '0')::uuid $$;

ALTER FUNCTION public.lowest_id_at(instant timestamp with time zone) OWNER TO doorstep_owner;

CREATE FUNCTION public.members_of_cases(case_ids uuid[]) RETURNS TABLE(case_id uuid, unit_path uuid[], member_id uuid, name text, role text, time_zone text, work_hours jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
                SELECT review_case.id, review_case.unit_path, member.id, member.name, member.role, member.time_zone,
                       member.work_hours
                FROM review_case JOIN member ON member.id = review_case.member_id
                WHERE review_case.id = ANY (case_ids)
                    AND (SELECT actor_role()) IN ('MANAGER', 'REVIEWER', 'ADMIN')
                    AND (SELECT actor_unit_id()) = ANY (review_case.unit_path)
            $$;

ALTER FUNCTION public.members_of_cases(case_ids uuid[]) OWNER TO doorstep_owner;

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

CREATE FUNCTION public.pin_moves(whose uuid, since timestamp with time zone, until_then timestamp with time zone, proved_meters double precision) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'public'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
            BEGIN
                RETURN (
                    SELECT jsonb_agg(jsonb_build_object(
                        'account_id', past.account_id, 'at', extract(epoch FROM past.until),
                        'was_proved_before', EXISTS (
                            SELECT FROM visit
                            WHERE visit.account_id = past.account_id AND presence = 'ON_SITE' AND standing <> 'VOIDED'
                                AND distance_meters <= proved_meters AND id < lowest_id_at(past.until)
                                AND id >= lowest_id_at(past.until - interval '180 days')
                        ),
                        'before_longitude', ST_X(past.position::geometry),
                        'before_latitude', ST_Y(past.position::geometry),
                        'to_longitude', ST_X(coalesce(later.position, account.position)::geometry),
                        'to_latitude', ST_Y(coalesce(later.position, account.position)::geometry)
                    ) ORDER BY past.until, past.account_id)
                    FROM account_past_placement AS past
                    JOIN account ON account.id = past.account_id
                    LEFT JOIN LATERAL (
                        SELECT next.position FROM account_past_placement AS next
                        WHERE next.account_id = past.account_id AND next.until > past.until
                        ORDER BY next.until LIMIT 1
                    ) AS later ON true
                    WHERE past.moved_by = whose AND past.until >= since AND past.until <= until_then
                );
            END $$;

ALTER FUNCTION public.pin_moves(whose uuid, since timestamp with time zone, until_then timestamp with time zone, proved_meters double precision) OWNER TO doorstep_owner;

CREATE FUNCTION public.policy_in_force(unit_ids uuid[], at timestamp with time zone) RETURNS TABLE(unit_id uuid, field text, value text, origin_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
            BEGIN
                RETURN QUERY
                    SELECT DISTINCT ON (org_unit.id, setting.field)
                        org_unit.id, setting.field, setting.value, setting.unit_id
                    FROM org_unit
                    CROSS JOIN LATERAL unnest(org_unit.path) WITH ORDINALITY AS above (unit_id, depth)
                    JOIN policy_setting setting ON setting.unit_id = above.unit_id
                    WHERE org_unit.id = ANY (unit_ids)
                        AND setting.starts_at <= at AND (setting.ends_at IS NULL OR setting.ends_at > at)
                    ORDER BY org_unit.id, setting.field, above.depth DESC;
            END $$;

ALTER FUNCTION public.policy_in_force(unit_ids uuid[], at timestamp with time zone) OWNER TO doorstep_owner;

CREATE FUNCTION public.pool_policy_of_members(member_ids uuid[], at timestamp with time zone) RETURNS TABLE(member_id uuid, field text, value text, origin_id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
            BEGIN
                RETURN QUERY
                    SELECT either.member_id, either.field, either.value, either.origin_id
                    FROM (
                        SELECT member.id AS member_id, policy.field, policy.value, policy.origin_id, false AS is_own
                        FROM member
                        JOIN policy_in_force(
                            ARRAY (SELECT DISTINCT member.unit_id FROM member WHERE member.id = ANY (member_ids)), at
                        ) AS policy ON policy.unit_id = member.unit_id
                        WHERE member.id = ANY (member_ids)
                        UNION ALL
                        SELECT special.member_id, own.field, own.value::text, NULL, true
                        FROM pool_exception AS special
                        CROSS JOIN LATERAL (
                            VALUES ('capacity', special.capacity), ('daily_claims', special.daily_claims)
                        ) AS own (field, value)
                        WHERE special.member_id = ANY (member_ids) AND own.value IS NOT NULL
                            AND special.starts_at <= at AND (special.ends_at IS NULL OR special.ends_at > at)
                    ) AS either
                    ORDER BY either.is_own;
            END $$;

ALTER FUNCTION public.pool_policy_of_members(member_ids uuid[], at timestamp with time zone) OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;

ALTER FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;

ALTER FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;

ALTER FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) OWNER TO doorstep_owner;

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    lock text,
    queueing_lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);

ALTER TABLE public.procrastinate_jobs OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
    found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;

ALTER FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;

ALTER FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
    PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
    PERFORM pg_notify('procrastinate_any_queue_v1', payload);
    RETURN NEW;
END;
$$;

ALTER FUNCTION public.procrastinate_notify_queue_abort_job_v1() OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
    PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
    PERFORM pg_notify('procrastinate_any_queue_v1', payload);
    RETURN NEW;
END;
$$;

ALTER FUNCTION public.procrastinate_notify_queue_job_inserted_v1() OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;

ALTER FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;

ALTER FUNCTION public.procrastinate_register_worker_v1() OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;

ALTER FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;

ALTER FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

ALTER FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

    RETURN NEW;
END;
$$;

ALTER FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

ALTER FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
    RETURN NEW;
END;
$$;

ALTER FUNCTION public.procrastinate_trigger_function_status_events_update_v1() OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;

ALTER FUNCTION public.procrastinate_unlink_periodic_defers_v1() OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;

ALTER FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) OWNER TO doorstep_owner;

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;

ALTER FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) OWNER TO doorstep_owner;

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

CREATE FUNCTION public.sightings_around(whose uuid, subject_ids uuid[], account_ids uuid[], ats timestamp with time zone[], devices text[], longitudes double precision[], latitudes double precision[], altitudes double precision[], accuracies double precision[], earliest timestamp with time zone, latest_end timestamp with time zone, own_from timestamp with time zone, own_until timestamp with time zone, own_before integer, own_after integer, alike_from timestamp with time zone, alike_latest integer, on_pin_meters double precision, twin_span interval, device_span interval, mate_span interval, at_account integer, before timestamp with time zone, before_id uuid) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE
    SET search_path TO 'public'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
            BEGIN
                RETURN QUERY
                    WITH subject AS MATERIALIZED (
                        SELECT * FROM unnest(account_ids, ats, devices, longitudes, latitudes, altitudes, accuracies)
                            AS subject (account_id, at, device, longitude, latitude, altitude, accuracy)
                    ), own AS (
                        (
                            SELECT id FROM visit
                            WHERE member_id = whose AND id < lowest_id_at(earliest) AND id >= lowest_id_at(own_from)
                            ORDER BY id DESC LIMIT own_before
                        ) UNION ALL (
                            SELECT id FROM visit
                            WHERE member_id = whose AND id >= lowest_id_at(earliest) AND id < lowest_id_at(latest_end)
                        ) UNION ALL (
                            SELECT id FROM visit
                            WHERE member_id = whose AND id >= lowest_id_at(latest_end) AND id < lowest_id_at(own_until)
                            ORDER BY id LIMIT own_after
                        )
                    ), latest AS (
                        SELECT id, distance_meters, account_id FROM visit
                        WHERE member_id = whose AND id < lowest_id_at(latest_end) AND id >= lowest_id_at(alike_from)
                        ORDER BY id DESC LIMIT alike_latest
                    ), alike AS (
                        SELECT latest.id FROM latest
                        LEFT JOIN visit_position AS position
                            ON position.visit_id = latest.id AND position.act = 'CHECK_IN'
                        WHERE distance_meters <= on_pin_meters
                            OR account_id = ANY (account_ids)
                            OR EXISTS (
                                SELECT FROM subject
                                WHERE altitude = position.altitude_meters AND accuracy = position.accuracy_meters
                            )
                    ), in_place AS (
                        SELECT found.visit_id AS id FROM subject CROSS JOIN LATERAL (
                            SELECT visit_id FROM visit_position AS position
                            WHERE position.raw_longitude = subject.longitude
                                AND position.raw_latitude = subject.latitude AND act = 'CHECK_IN'
                            ORDER BY visit_id DESC LIMIT 50
                        ) AS found
                    ), measured AS (
                        SELECT position.visit_id AS id FROM subject
                        JOIN visit_position AS position
                            ON position.altitude_meters = subject.altitude
                            AND position.accuracy_meters = subject.accuracy
                            AND position.altitude_meters <> 0 AND position.act = 'CHECK_IN'
                            AND position.visit_id >= lowest_id_at(subject.at - twin_span)
                            AND position.visit_id < lowest_id_at(subject.at + twin_span)
                        WHERE subject.longitude IS NOT NULL
                    ), mate AS (
                        SELECT DISTINCT visit.member_id, subject.at
                        FROM subject
                        JOIN visit_evidence AS evidence ON evidence.device = subject.device
                            AND evidence.visit_id >= lowest_id_at(subject.at - device_span)
                            AND evidence.visit_id < lowest_id_at(subject.at + device_span)
                        JOIN visit ON visit.id = evidence.visit_id
                        WHERE visit.member_id <> whose
                    ), of_mates AS (
                        SELECT visit.id FROM mate
                        JOIN visit ON visit.member_id = mate.member_id
                            AND visit.id >= lowest_id_at(mate.at - mate_span)
                            AND visit.id < lowest_id_at(mate.at + mate_span)
                    ), at_accounts AS (
                        SELECT found.id FROM subject CROSS JOIN LATERAL (
                            SELECT id FROM visit
                            WHERE account_id = subject.account_id AND id < lowest_id_at(subject.at)
                                AND (before IS NULL OR received_at <= before)
                            ORDER BY id DESC LIMIT at_account
                        ) AS found
                    ), wanted AS (
                        SELECT id FROM own UNION SELECT id FROM alike UNION SELECT id FROM in_place
                        UNION SELECT id FROM measured UNION SELECT id FROM of_mates UNION SELECT id FROM at_accounts
                    )
                    SELECT wanted.id FROM wanted
                    WHERE wanted.id <> ALL (subject_ids) AND (before IS NULL OR EXISTS (
                        SELECT FROM visit
                        WHERE visit.id = wanted.id
                            AND (received_at < before OR received_at = before AND visit.id < before_id)
                    ));
            END $$;

ALTER FUNCTION public.sightings_around(whose uuid, subject_ids uuid[], account_ids uuid[], ats timestamp with time zone[], devices text[], longitudes double precision[], latitudes double precision[], altitudes double precision[], accuracies double precision[], earliest timestamp with time zone, latest_end timestamp with time zone, own_from timestamp with time zone, own_until timestamp with time zone, own_before integer, own_after integer, alike_from timestamp with time zone, alike_latest integer, on_pin_meters double precision, twin_span interval, device_span interval, mate_span interval, at_account integer, before timestamp with time zone, before_id uuid) OWNER TO doorstep_owner;

CREATE FUNCTION public.sightings_of(ids uuid[]) RETURNS TABLE(id uuid, member_id uuid, account_id uuid, checked_in_at timestamp with time zone, recorded_at timestamp with time zone, sent_at timestamp with time zone, received_at timestamp with time zone, distance_meters double precision, on_site_probability double precision, signals jsonb, pin_longitude double precision, pin_latitude double precision, pin_by uuid, longitude double precision, latitude double precision, raw_longitude double precision, raw_latitude double precision, datum text, accuracy_meters double precision, fix_recorded_at timestamp with time zone, altitude_meters double precision, speed_meters_per_second double precision, bearing_degrees double precision, provider text, mocked boolean, burst jsonb, device text, uptime_seconds double precision, sent_uptime_seconds double precision, boot_id text, surroundings text[], integrity text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'public'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
            BEGIN
                RETURN QUERY
                    SELECT visit.id, visit.member_id, visit.account_id, visit.checked_in_at, visit.recorded_at,
                        visit.sent_at, visit.received_at, visit.distance_meters, visit.on_site_probability,
                        visit.signals, ST_X(pin.position::geometry), ST_Y(pin.position::geometry),
                        coalesce(mover.moved_by, account.created_by),
                        ST_X(fix.position::geometry), ST_Y(fix.position::geometry),
                        fix.raw_longitude, fix.raw_latitude, fix.datum, fix.accuracy_meters, fix.recorded_at,
                        fix.altitude_meters, fix.speed_meters_per_second, fix.bearing_degrees, fix.provider,
                        fix.mocked, evidence.burst, evidence.device, evidence.uptime_seconds,
                        evidence.sent_uptime_seconds, evidence.boot_id, evidence.surroundings, evidence.integrity
                    FROM unnest(ids) AS wanted (visit_id)
                    JOIN visit ON visit.id = wanted.visit_id
                    JOIN account ON account.id = visit.account_id
                    LEFT JOIN visit_position AS fix ON fix.visit_id = visit.id AND fix.act = 'CHECK_IN'
                    LEFT JOIN visit_evidence AS evidence ON evidence.visit_id = visit.id
                    CROSS JOIN LATERAL (
                        SELECT coalesce((
                            SELECT past.position FROM account_past_placement AS past
                            WHERE past.account_id = account.id AND past.until > visit.checked_in_at
                            ORDER BY past.until LIMIT 1
                        ), account.position) AS position
                    ) AS pin
                    LEFT JOIN LATERAL (
                        SELECT past.moved_by FROM account_past_placement AS past
                        WHERE past.account_id = account.id AND past.until <= visit.checked_in_at
                            AND past.moved_by IS NOT NULL
                        ORDER BY past.until DESC LIMIT 1
                    ) AS mover ON true
                    ORDER BY visit.id;
            END $$;

ALTER FUNCTION public.sightings_of(ids uuid[]) OWNER TO doorstep_owner;

CREATE FUNCTION public.signatures_of_visits(visit_ids uuid[]) RETURNS TABLE(visit_id uuid, signed_by uuid, signed_sequence integer, signed_hash bytea, signature_fault text, chain_due_at timestamp with time zone, previous_hash bytea, rivals integer, predecessors integer, follows_one boolean, successors integer, is_followed boolean, last_below integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public'
    AS $$
                SELECT visit.id, visit.signed_by, visit.signed_sequence, visit.signed_hash, visit.signature_fault,
                       visit.chain_due_at, link.previous_hash, around.rivals, around.predecessors, around.follows_one,
                       around.successors, around.is_followed, around.last_below
                FROM visit
                LEFT JOIN evidence_link AS link
                    ON link.device_id = visit.signed_by AND link.sequence = visit.signed_sequence
                    AND link.payload_hash = visit.signed_hash
                LEFT JOIN LATERAL
                    links_around(link.device_id, link.sequence, link.payload_hash, link.previous_hash) AS around
                    ON link.device_id IS NOT NULL
                WHERE visit.id = ANY (visit_ids)
                    AND (visit.signature_fault IS NOT NULL OR visit.signed_hash IS NOT NULL)
                    AND (
                        current_setting('role') = 'doorstep_writer'
                        OR visit.member_id = actor_id()
                        OR actor_role() <> 'REP' AND actor_unit_id() = ANY (visit.unit_path)
                    )
            $$;

ALTER FUNCTION public.signatures_of_visits(visit_ids uuid[]) OWNER TO doorstep_owner;

CREATE TABLE public.account_hold (
    id uuid NOT NULL,
    account_id uuid NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    reason text NOT NULL,
    set_by uuid NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT account_hold_check CHECK ((until > starts_at)),
    CONSTRAINT account_hold_check1 CHECK ((ended_at >= starts_at))
);

ALTER TABLE public.account_hold OWNER TO doorstep_owner;

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

CREATE TABLE public.case_event (
    number bigint NOT NULL,
    case_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    by_id uuid,
    decision text,
    note text,
    until timestamp with time zone,
    CONSTRAINT case_event_check CHECK (((kind = 'TAKEN'::text) = (until IS NOT NULL))),
    CONSTRAINT case_event_check1 CHECK (((kind = 'DECIDED'::text) = (decision IS NOT NULL))),
    CONSTRAINT case_event_decision_check CHECK ((decision = ANY (ARRAY['CLEARED'::text, 'CONFIRMED'::text, 'BAD_ACCOUNT_DATA'::text, 'INCONCLUSIVE'::text]))),
    CONSTRAINT case_event_kind_check CHECK ((kind = ANY (ARRAY['OPENED'::text, 'VISIT_ADDED'::text, 'TAKEN'::text, 'DECIDED'::text, 'APPEALED'::text, 'CLOSED'::text, 'VIEWED'::text])))
);

ALTER TABLE public.case_event OWNER TO doorstep_owner;

ALTER TABLE public.case_event ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.case_event_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.case_queue (
    unit_id uuid NOT NULL,
    case_id uuid NOT NULL,
    due_at timestamp with time zone NOT NULL,
    undecided boolean NOT NULL
);

ALTER TABLE public.case_queue OWNER TO doorstep_owner;

CREATE TABLE public.case_relation (
    case_id uuid NOT NULL,
    related_id uuid NOT NULL,
    CONSTRAINT case_relation_check CHECK ((case_id <> related_id))
);

ALTER TABLE public.case_relation OWNER TO doorstep_owner;

CREATE TABLE public.case_visit (
    visit_id uuid NOT NULL,
    case_id uuid NOT NULL,
    signals jsonb NOT NULL
);

ALTER TABLE public.case_visit OWNER TO doorstep_owner;

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
    path public.geography(LineString,4326),
    planned_at timestamp with time zone NOT NULL,
    problem_hash bytea NOT NULL,
    travel_version text NOT NULL,
    solver_version text NOT NULL,
    seed integer NOT NULL,
    iterations integer NOT NULL,
    start public.geography(Point,4326),
    finish public.geography(Point,4326),
    returns_by timestamp with time zone NOT NULL,
    max_stops integer NOT NULL,
    include_pool boolean NOT NULL,
    break_asked_from timestamp with time zone,
    break_minutes integer NOT NULL,
    replans uuid,
    planned_by uuid NOT NULL,
    CONSTRAINT day_route_check CHECK ((departs_at <= returns_at)),
    CONSTRAINT day_route_check1 CHECK (((break_from IS NULL) = (break_until IS NULL))),
    CONSTRAINT day_route_mode_check CHECK ((mode = ANY (ARRAY['DRIVING'::text, 'CYCLING'::text, 'WALKING'::text]))),
    CONSTRAINT day_route_positions_go_together CHECK ((((path IS NULL) = (start IS NULL)) AND ((path IS NULL) = (finish IS NULL)))),
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
    CONSTRAINT day_route_left_out_reason_check CHECK ((reason = ANY (ARRAY['CLOSED_THAT_DAY'::text, 'WINDOW_MISSED'::text, 'NO_TIME_LEFT'::text, 'WORTH_LESS'::text, 'UNREACHABLE'::text, 'STOP_LIMIT'::text, 'SKIPPED'::text])))
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

CREATE TABLE public.device (
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    public_key bytea NOT NULL,
    name text NOT NULL,
    platform text NOT NULL,
    enrolled_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    revoked_by uuid,
    CONSTRAINT device_check CHECK (((revoked_at IS NULL) = (revoked_by IS NULL)))
);

ALTER TABLE public.device OWNER TO doorstep_owner;

CREATE TABLE public.evidence_link (
    device_id uuid NOT NULL,
    sequence integer NOT NULL,
    payload_hash bytea NOT NULL,
    previous_hash bytea NOT NULL,
    received_at timestamp with time zone NOT NULL,
    CONSTRAINT evidence_link_payload_hash_check CHECK ((length(payload_hash) = 32)),
    CONSTRAINT evidence_link_previous_hash_check CHECK ((length(previous_hash) = 32)),
    CONSTRAINT evidence_link_sequence_check CHECK ((sequence >= 0))
);

ALTER TABLE public.evidence_link OWNER TO doorstep_owner;

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
    ended_by uuid,
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

CREATE TABLE public.pool_exception (
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    capacity integer,
    daily_claims integer,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    reason text NOT NULL,
    set_by uuid NOT NULL,
    CONSTRAINT pool_exception_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT pool_exception_check CHECK ((ends_at >= starts_at)),
    CONSTRAINT pool_exception_check1 CHECK (((capacity IS NOT NULL) OR (daily_claims IS NOT NULL))),
    CONSTRAINT pool_exception_daily_claims_check CHECK ((daily_claims >= 0))
);

ALTER TABLE public.pool_exception OWNER TO doorstep_owner;

CREATE TABLE public.pool_swap (
    id uuid NOT NULL,
    region_id uuid NOT NULL,
    found_at timestamp with time zone NOT NULL,
    extended_at timestamp with time zone NOT NULL,
    seen integer NOT NULL,
    expected double precision NOT NULL,
    chance double precision NOT NULL,
    CONSTRAINT pool_swap_chance_check CHECK (((chance >= (0)::double precision) AND (chance <= (1)::double precision))),
    CONSTRAINT pool_swap_check CHECK ((extended_at >= found_at))
);

ALTER TABLE public.pool_swap OWNER TO doorstep_owner;

CREATE TABLE public.pool_swap_hand_on (
    swap_id uuid NOT NULL,
    account_id uuid NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    from_id uuid NOT NULL,
    to_id uuid NOT NULL,
    let_go_at timestamp with time zone NOT NULL,
    expired boolean NOT NULL
);

ALTER TABLE public.pool_swap_hand_on OWNER TO doorstep_owner;

CREATE TABLE public.pool_swap_member (
    swap_id uuid NOT NULL,
    member_id uuid NOT NULL,
    place integer NOT NULL
);

ALTER TABLE public.pool_swap_member OWNER TO doorstep_owner;

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);

ALTER TABLE public.procrastinate_events OWNER TO doorstep_owner;

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE public.procrastinate_events_id_seq OWNER TO doorstep_owner;

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE public.procrastinate_jobs_id_seq OWNER TO doorstep_owner;

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);

ALTER TABLE public.procrastinate_periodic_defers OWNER TO doorstep_owner;

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE public.procrastinate_periodic_defers_id_seq OWNER TO doorstep_owner;

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.procrastinate_workers OWNER TO doorstep_owner;

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

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

CREATE TABLE public.release_warning (
    account_id uuid NOT NULL,
    release_at timestamp with time zone NOT NULL
);

ALTER TABLE public.release_warning OWNER TO doorstep_owner;

CREATE TABLE public.review_case (
    id uuid NOT NULL,
    kind text NOT NULL,
    member_id uuid NOT NULL,
    unit_path uuid[] NOT NULL,
    rule_version text NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    trust_score integer,
    signals jsonb NOT NULL,
    signal_codes text[] NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    taken_by uuid,
    taken_until timestamp with time zone,
    decision text,
    decided_by uuid,
    decided_at timestamp with time zone,
    appealable_until timestamp with time zone,
    appealed_at timestamp with time zone,
    closed_at timestamp with time zone,
    pin_account_id uuid,
    pin_moved_at timestamp with time zone,
    swap_id uuid,
    CONSTRAINT review_case_check CHECK ((first_at <= last_at)),
    CONSTRAINT review_case_check1 CHECK (((taken_by IS NULL) = (taken_until IS NULL))),
    CONSTRAINT review_case_check2 CHECK ((((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (decided_at IS NULL)))),
    CONSTRAINT review_case_check3 CHECK (((decision IS NULL) = (appealable_until IS NULL))),
    CONSTRAINT review_case_check4 CHECK (((appealed_at IS NULL) OR (decision IS NOT NULL))),
    CONSTRAINT review_case_check5 CHECK (((pin_account_id IS NULL) = (pin_moved_at IS NULL))),
    CONSTRAINT review_case_decision_check CHECK ((decision = ANY (ARRAY['CLEARED'::text, 'CONFIRMED'::text, 'BAD_ACCOUNT_DATA'::text, 'INCONCLUSIVE'::text]))),
    CONSTRAINT review_case_kind_check CHECK ((kind = ANY (ARRAY['UNVERIFIED'::text, 'SUSPICION'::text, 'SAMPLE'::text]))),
    CONSTRAINT review_case_trust_score_check CHECK (((trust_score >= 0) AND (trust_score <= 100)))
);

ALTER TABLE public.review_case OWNER TO doorstep_owner;

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
    in_work_hours boolean NOT NULL,
    max_accuracy_meters integer NOT NULL,
    max_fix_age_seconds integer NOT NULL,
    off_site text NOT NULL,
    signed_by uuid,
    signed_sequence integer,
    signed_hash bytea,
    signature_fault text,
    chain_due_at timestamp with time zone,
    CONSTRAINT visit_off_site_check CHECK ((off_site = ANY (ARRAY['REFUSE'::text, 'HOLD'::text]))),
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

CREATE TABLE public.visit_evidence (
    visit_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    burst jsonb NOT NULL,
    device text,
    uptime_seconds double precision,
    sent_uptime_seconds double precision,
    boot_id text,
    surroundings text[] NOT NULL,
    integrity text NOT NULL,
    signature jsonb,
    CONSTRAINT visit_evidence_integrity_check CHECK ((integrity = ANY (ARRAY['PASSED'::text, 'FAILED'::text, 'UNKNOWN'::text])))
)
PARTITION BY RANGE (visit_id);

ALTER TABLE public.visit_evidence OWNER TO doorstep_owner;

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
    unit_id uuid NOT NULL,
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

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_external_id UNIQUE (external_id);

ALTER TABLE ONLY public.account_hold
    ADD CONSTRAINT account_hold_pkey PRIMARY KEY (id);

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

ALTER TABLE ONLY public.case_event
    ADD CONSTRAINT case_event_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.case_queue
    ADD CONSTRAINT case_queue_pkey PRIMARY KEY (case_id, unit_id);

ALTER TABLE ONLY public.case_relation
    ADD CONSTRAINT case_relation_pkey PRIMARY KEY (case_id, related_id);

ALTER TABLE ONLY public.case_visit
    ADD CONSTRAINT case_visit_pkey PRIMARY KEY (visit_id, case_id);

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

ALTER TABLE ONLY public.device
    ADD CONSTRAINT device_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.device
    ADD CONSTRAINT device_public_key UNIQUE (public_key);

ALTER TABLE ONLY public.evidence_link
    ADD CONSTRAINT evidence_link_pkey PRIMARY KEY (device_id, sequence, payload_hash);

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

ALTER TABLE ONLY public.pool_exception
    ADD CONSTRAINT pool_exception_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pool_swap_hand_on
    ADD CONSTRAINT pool_swap_hand_on_pkey PRIMARY KEY (account_id, claimed_at, swap_id);

ALTER TABLE ONLY public.pool_swap_member
    ADD CONSTRAINT pool_swap_member_pkey PRIMARY KEY (swap_id, member_id);

ALTER TABLE ONLY public.pool_swap
    ADD CONSTRAINT pool_swap_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);

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

ALTER TABLE ONLY public.release_warning
    ADD CONSTRAINT release_warning_pkey PRIMARY KEY (account_id, release_at);

ALTER TABLE ONLY public.review_case
    ADD CONSTRAINT review_case_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.visit_credit
    ADD CONSTRAINT visit_credit_pkey PRIMARY KEY (visit_id);

ALTER TABLE ONLY public.visit_evidence
    ADD CONSTRAINT visit_evidence_pkey PRIMARY KEY (visit_id);

ALTER TABLE ONLY public.visit_log
    ADD CONSTRAINT visit_log_pkey PRIMARY KEY (unit_id, mark, visit_id);

ALTER TABLE ONLY public.visit
    ADD CONSTRAINT visit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.visit_position
    ADD CONSTRAINT visit_position_pkey PRIMARY KEY (visit_id, act);

ALTER TABLE ONLY public.visit_receipt
    ADD CONSTRAINT visit_receipt_pkey PRIMARY KEY (member_id, visit_id);

CREATE INDEX account_by_name ON public.account USING btree (name, id);

CREATE INDEX account_clock ON public.account USING btree (owner_id, GREATEST(claimed_at, last_visit_at)) WHERE (owner_id IS NOT NULL);

CREATE INDEX account_held_near ON public.account USING gist (land_id, mercator) WHERE (owner_id IS NOT NULL);

CREATE INDEX account_held_since ON public.account USING btree (owner_id, claimed_at) WHERE (owner_id IS NOT NULL);

CREATE UNIQUE INDEX account_hold_one ON public.account_hold USING btree (account_id) WHERE (ended_at IS NULL);

CREATE INDEX account_holder_near ON public.account USING gist (owner_id, mercator) WHERE (owner_id IS NOT NULL);

CREATE INDEX account_land ON public.account USING btree (land_id, name, id);

CREATE INDEX account_land_pool ON public.account USING btree (land_id, name, id) WHERE (owner_id IS NULL);

CREATE INDEX account_name_parts ON public.account USING gin (name public.gin_trgm_ops);

CREATE INDEX account_near ON public.account USING gist (mercator);

CREATE INDEX account_owner ON public.account USING btree (owner_id, name, id) WHERE (owner_id IS NOT NULL);

CREATE INDEX account_past_placement_mover ON public.account_past_placement USING btree (moved_by, until) WHERE (moved_by IS NOT NULL);

CREATE INDEX account_phone ON public.account USING btree (phone) WHERE (phone IS NOT NULL);

CREATE INDEX account_pool_near ON public.account USING gist (land_id, mercator) WHERE (owner_id IS NULL);

CREATE INDEX account_tax_id ON public.account USING btree (tax_id) WHERE (tax_id IS NOT NULL);

CREATE INDEX audit_entry_act ON public.audit_entry USING btree (act, at);

CREATE INDEX audit_entry_commit_order ON public.audit_entry USING btree (xid, id);

CREATE INDEX audit_entry_looked_at ON public.audit_entry USING gin (public.looked_at(entry)) WHERE (act = 'lookAtPositions'::text);

CREATE INDEX case_event_case ON public.case_event USING btree (case_id, at, number);

CREATE INDEX case_event_decided ON public.case_event USING btree (case_id, by_id) WHERE (kind = 'DECIDED'::text);

CREATE INDEX case_queue_all ON public.case_queue USING btree (unit_id, due_at, case_id);

CREATE INDEX case_queue_undecided ON public.case_queue USING btree (unit_id, due_at, case_id) WHERE undecided;

CREATE INDEX case_visit_case ON public.case_visit USING btree (case_id, visit_id);

CREATE INDEX cross_region_grant_member ON public.cross_region_grant USING btree (member_id, region_id);

CREATE INDEX day_route_newest ON public.day_route USING btree (member_id, date, id);

CREATE INDEX day_route_with_positions ON public.day_route USING btree (departs_at, id) WHERE (path IS NOT NULL);

CREATE INDEX device_member ON public.device USING btree (member_id, id);

CREATE INDEX holding_claims ON public.holding USING btree (member_id, starts_at) WHERE (began = 'CLAIMED'::text);

CREATE INDEX holding_held_now ON public.holding USING btree (member_id) WHERE (ends_at IS NULL);

CREATE UNIQUE INDEX holding_one_owner ON public.holding USING btree (account_id) WHERE (ends_at IS NULL);

CREATE INDEX holding_past ON public.holding USING btree (account_id, member_id, ends_at);

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);

CREATE INDEX member_session_live ON public.member_session USING btree (member_id) WHERE (ended_at IS NULL);

CREATE INDEX member_unit ON public.member USING btree (unit_id, id);

CREATE INDEX org_unit_below_above ON public.org_unit_below USING btree (below_id, unit_id);

CREATE UNIQUE INDEX org_unit_one_root ON public.org_unit USING btree ((true)) WHERE (parent_id IS NULL);

CREATE INDEX org_unit_parent ON public.org_unit USING btree (parent_id, name, id);

CREATE INDEX outbox_event_commit_order ON public.outbox_event USING btree (xid, id);

CREATE INDEX policy_setting_history ON public.policy_setting USING btree (unit_id, field, starts_at);

CREATE UNIQUE INDEX policy_setting_in_force ON public.policy_setting USING btree (unit_id, field) WHERE (ends_at IS NULL);

CREATE INDEX policy_setting_newest ON public.policy_setting USING btree (unit_id, id);

CREATE INDEX pool_event_account ON public.pool_event USING btree (account_id, id);

CREATE INDEX pool_event_moved ON public.pool_event USING btree (at) INCLUDE (account_id) WHERE ((from_id IS NOT NULL) OR (to_id IS NOT NULL));

CREATE INDEX pool_exception_member ON public.pool_exception USING btree (member_id, starts_at);

CREATE INDEX pool_swap_hand_on_swap ON public.pool_swap_hand_on USING btree (swap_id, claimed_at);

CREATE INDEX pool_swap_member_member ON public.pool_swap_member USING btree (member_id);

CREATE INDEX pool_swap_region ON public.pool_swap USING btree (region_id);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);

CREATE INDEX region_name ON public.region USING btree (name, id);

CREATE INDEX region_ownership_region ON public.region_ownership USING btree (region_id) INCLUDE (unit_id, starts_at, ends_at);

CREATE INDEX region_ownership_unit ON public.region_ownership USING btree (unit_id, region_id) INCLUDE (starts_at, ends_at);

CREATE INDEX region_part_place ON public.region_part USING gist (part);

CREATE INDEX region_part_region ON public.region_part USING btree (region_id);

CREATE INDEX region_words ON public.region USING gin (code public.gin_trgm_ops, name public.gin_trgm_ops);

CREATE INDEX release_warning_past ON public.release_warning USING btree (release_at);

CREATE INDEX review_case_member ON public.review_case USING btree (member_id, due_at, id);

CREATE INDEX review_case_swap ON public.review_case USING btree (swap_id) WHERE (swap_id IS NOT NULL);

CREATE INDEX review_case_undecided ON public.review_case USING btree (member_id, kind) WHERE ((decision IS NULL) AND (closed_at IS NULL));

CREATE INDEX sign_in_failure_at ON public.sign_in_failure USING btree (at);

CREATE INDEX sign_in_failure_counted_for ON public.sign_in_failure USING btree (counted_for, at);

CREATE INDEX visit_account ON ONLY public.visit USING btree (account_id, id);

CREATE INDEX visit_chain_due ON ONLY public.visit USING btree (chain_due_at) WHERE (chain_due_at IS NOT NULL);

CREATE INDEX visit_credit_account ON public.visit_credit USING btree (account_id, at);

CREATE INDEX visit_evidence_device ON ONLY public.visit_evidence USING btree (device, visit_id) WHERE (device IS NOT NULL);

CREATE INDEX visit_evidence_unit ON ONLY public.visit_evidence USING btree (unit_id, visit_id);

CREATE INDEX visit_member ON ONLY public.visit USING btree (member_id, id);

CREATE INDEX visit_position_measures ON ONLY public.visit_position USING btree (altitude_meters, accuracy_meters, visit_id) WHERE (altitude_meters <> (0)::double precision);

CREATE INDEX visit_position_place ON ONLY public.visit_position USING btree (raw_longitude, raw_latitude, visit_id);

CREATE INDEX visit_position_unit ON ONLY public.visit_position USING btree (unit_id, visit_id);

CREATE INDEX visit_received ON ONLY public.visit USING btree (received_at, id);

CREATE INDEX visit_region ON ONLY public.visit USING btree (region_id, id);

CREATE TRIGGER audit_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER audit_seal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER case_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.case_event FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER case_visit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.case_visit FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.member(id);

ALTER TABLE ONLY public.account_hold
    ADD CONSTRAINT account_hold_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.account_hold
    ADD CONSTRAINT account_hold_set_by_fkey FOREIGN KEY (set_by) REFERENCES public.member(id);

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

ALTER TABLE ONLY public.case_event
    ADD CONSTRAINT case_event_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.case_event
    ADD CONSTRAINT case_event_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.review_case(id);

ALTER TABLE ONLY public.case_queue
    ADD CONSTRAINT case_queue_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.review_case(id);

ALTER TABLE ONLY public.case_queue
    ADD CONSTRAINT case_queue_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.org_unit(id);

ALTER TABLE ONLY public.case_relation
    ADD CONSTRAINT case_relation_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.review_case(id);

ALTER TABLE ONLY public.case_relation
    ADD CONSTRAINT case_relation_related_id_fkey FOREIGN KEY (related_id) REFERENCES public.review_case(id);

ALTER TABLE ONLY public.case_visit
    ADD CONSTRAINT case_visit_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.review_case(id);

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

ALTER TABLE ONLY public.day_route
    ADD CONSTRAINT day_route_planned_by_fkey FOREIGN KEY (planned_by) REFERENCES public.member(id);

ALTER TABLE ONLY public.day_route
    ADD CONSTRAINT day_route_replans_fkey FOREIGN KEY (replans) REFERENCES public.day_route(id);

ALTER TABLE ONLY public.day_route_stop
    ADD CONSTRAINT day_route_stop_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.day_route_stop
    ADD CONSTRAINT day_route_stop_route_id_fkey FOREIGN KEY (route_id) REFERENCES public.day_route(id);

ALTER TABLE ONLY public.device
    ADD CONSTRAINT device_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.device
    ADD CONSTRAINT device_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES public.member(id);

ALTER TABLE ONLY public.evidence_link
    ADD CONSTRAINT evidence_link_device_id_fkey FOREIGN KEY (device_id) REFERENCES public.device(id);

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
    ADD CONSTRAINT policy_setting_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.member(id);

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

ALTER TABLE ONLY public.pool_exception
    ADD CONSTRAINT pool_exception_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.pool_exception
    ADD CONSTRAINT pool_exception_set_by_fkey FOREIGN KEY (set_by) REFERENCES public.member(id);

ALTER TABLE ONLY public.pool_swap_hand_on
    ADD CONSTRAINT pool_swap_hand_on_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.pool_swap_hand_on
    ADD CONSTRAINT pool_swap_hand_on_from_id_fkey FOREIGN KEY (from_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.pool_swap_hand_on
    ADD CONSTRAINT pool_swap_hand_on_swap_id_fkey FOREIGN KEY (swap_id) REFERENCES public.pool_swap(id);

ALTER TABLE ONLY public.pool_swap_hand_on
    ADD CONSTRAINT pool_swap_hand_on_to_id_fkey FOREIGN KEY (to_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.pool_swap_member
    ADD CONSTRAINT pool_swap_member_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.pool_swap_member
    ADD CONSTRAINT pool_swap_member_swap_id_fkey FOREIGN KEY (swap_id) REFERENCES public.pool_swap(id);

ALTER TABLE ONLY public.pool_swap
    ADD CONSTRAINT pool_swap_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.region(id);

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);

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

ALTER TABLE ONLY public.release_warning
    ADD CONSTRAINT release_warning_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.review_case
    ADD CONSTRAINT review_case_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.member(id);

ALTER TABLE ONLY public.review_case
    ADD CONSTRAINT review_case_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.review_case
    ADD CONSTRAINT review_case_pin_account_id_fkey FOREIGN KEY (pin_account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.review_case
    ADD CONSTRAINT review_case_swap_id_fkey FOREIGN KEY (swap_id) REFERENCES public.pool_swap(id);

ALTER TABLE ONLY public.review_case
    ADD CONSTRAINT review_case_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES public.member(id);

ALTER TABLE ONLY public.visit_credit
    ADD CONSTRAINT visit_credit_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.visit_credit
    ADD CONSTRAINT visit_credit_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE ONLY public.visit_receipt
    ADD CONSTRAINT visit_receipt_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.member(id);

ALTER TABLE public.account ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.account_hold ENABLE ROW LEVEL SECURITY;

CREATE POLICY account_in_sight ON public.account_hold FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.account
  WHERE (account.id = account_hold.account_id))));

CREATE POLICY account_in_sight ON public.pool_event FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.account
  WHERE (account.id = pool_event.account_id))));

CREATE POLICY at_and_below_own_unit ON public.org_unit FOR SELECT TO doorstep_reader USING ((( SELECT public.actor_unit_id() AS actor_unit_id) = ANY (path)));

CREATE POLICY below_units_in_sight ON public.org_unit_below FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.org_unit
  WHERE (org_unit.id = org_unit_below.unit_id))));

CREATE POLICY both_in_sight_of_reviewers ON public.case_relation FOR SELECT TO doorstep_reader USING (((( SELECT public.actor_role() AS actor_role) = ANY (ARRAY['MANAGER'::text, 'REVIEWER'::text, 'ADMIN'::text])) AND (EXISTS ( SELECT
   FROM public.review_case
  WHERE ((review_case.id = case_relation.case_id) AND (review_case.member_id <> ( SELECT public.actor_id() AS actor_id))))) AND (EXISTS ( SELECT
   FROM public.review_case
  WHERE (review_case.id = case_relation.related_id)))));

ALTER TABLE public.case_event ENABLE ROW LEVEL SECURITY;

CREATE POLICY case_in_sight ON public.case_event FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.review_case
  WHERE (review_case.id = case_event.case_id))));

CREATE POLICY case_in_sight ON public.case_visit FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.review_case
  WHERE (review_case.id = case_visit.case_id))));

ALTER TABLE public.case_queue ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.case_relation ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.case_visit ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cross_region_attempt ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cross_region_attempt_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.cross_region_grant ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.day_route ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.day_route_left_out ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.day_route_stop ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.device ENABLE ROW LEVEL SECURITY;

CREATE POLICY every_member ON public.region FOR SELECT TO doorstep_reader USING ((( SELECT public.actor_unit_id() AS actor_unit_id) IS NOT NULL));

CREATE POLICY every_member ON public.region_part FOR SELECT TO doorstep_reader USING ((( SELECT public.actor_unit_id() AS actor_unit_id) IS NOT NULL));

ALTER TABLE public.evidence_link ENABLE ROW LEVEL SECURITY;

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

CREATE POLICY own_decided_or_stamped_with_own_unit ON public.review_case FOR SELECT TO doorstep_reader USING (
CASE
    WHEN (member_id = ( SELECT public.actor_id() AS actor_id)) THEN ((decision IS NOT NULL) AND ((kind <> 'SAMPLE'::text) OR (decision = 'CONFIRMED'::text) OR (appealed_at IS NOT NULL)))
    WHEN (( SELECT public.actor_role() AS actor_role) = ANY (ARRAY['REVIEWER'::text, 'ADMIN'::text])) THEN (( SELECT public.actor_unit_id() AS actor_unit_id) = ANY (unit_path))
    WHEN (( SELECT public.actor_role() AS actor_role) = 'MANAGER'::text) THEN ((( SELECT public.actor_unit_id() AS actor_unit_id) = ANY (unit_path)) AND ((kind <> 'SAMPLE'::text) OR (decision IS NOT NULL)))
    ELSE false
END);

CREATE POLICY own_or_made_for_own_unit ON public.visit FOR SELECT TO doorstep_reader USING (((member_id = ( SELECT public.actor_id() AS actor_id)) OR ((( SELECT public.actor_role() AS actor_role) <> 'REP'::text) AND (( SELECT public.actor_unit_id() AS actor_unit_id) = ANY (unit_path)))));

CREATE POLICY own_or_managed ON public.pool_exception FOR SELECT TO doorstep_reader USING (((member_id = ( SELECT public.actor_id() AS actor_id)) OR ((( SELECT public.actor_role() AS actor_role) = ANY (ARRAY['MANAGER'::text, 'ADMIN'::text])) AND (EXISTS ( SELECT
   FROM public.member
  WHERE (member.id = pool_exception.member_id))))));

CREATE POLICY own_or_of_members_managed ON public.device FOR SELECT TO doorstep_reader USING (((member_id = ( SELECT public.actor_id() AS actor_id)) OR ((( SELECT public.actor_role() AS actor_role) = ANY (ARRAY['MANAGER'::text, 'ADMIN'::text])) AND (EXISTS ( SELECT
   FROM public.member
  WHERE (member.id = device.member_id))))));

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

ALTER TABLE public.policy_setting ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pool_event ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.pool_exception ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.region ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.region_ownership ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.region_part ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.review_case ENABLE ROW LEVEL SECURITY;

CREATE POLICY route_in_sight ON public.day_route_left_out FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.day_route
  WHERE (day_route.id = day_route_left_out.route_id))));

CREATE POLICY route_in_sight ON public.day_route_stop FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.day_route
  WHERE (day_route.id = day_route_stop.route_id))));

CREATE POLICY self_and_members_of_units_in_sight ON public.member FOR SELECT TO doorstep_reader USING (((id = ( SELECT public.actor_id() AS actor_id)) OR ((( SELECT public.actor_role() AS actor_role) <> 'REP'::text) AND (EXISTS ( SELECT
   FROM public.org_unit
  WHERE (org_unit.id = member.unit_id))))));

CREATE POLICY unit_in_sight ON public.case_queue FOR SELECT TO doorstep_reader USING (((( SELECT public.actor_role() AS actor_role) = ANY (ARRAY['MANAGER'::text, 'REVIEWER'::text, 'ADMIN'::text])) AND (EXISTS ( SELECT
   FROM public.org_unit
  WHERE (org_unit.id = case_queue.unit_id))) AND (EXISTS ( SELECT
   FROM public.review_case
  WHERE (review_case.id = case_queue.case_id)))));

CREATE POLICY unit_in_sight ON public.policy_setting FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.org_unit
  WHERE (org_unit.id = policy_setting.unit_id))));

CREATE POLICY unit_in_sight ON public.visit_log FOR SELECT TO doorstep_reader USING (((( SELECT public.actor_role() AS actor_role) <> 'REP'::text) AND (EXISTS ( SELECT
   FROM public.org_unit
  WHERE (org_unit.id = visit_log.unit_id)))));

CREATE POLICY unit_in_sight_for_managers ON public.cross_region_attempt_log FOR SELECT TO doorstep_reader USING (((( SELECT public.actor_role() AS actor_role) = ANY (ARRAY['MANAGER'::text, 'ADMIN'::text])) AND (EXISTS ( SELECT
   FROM public.org_unit
  WHERE (org_unit.id = cross_region_attempt_log.unit_id)))));

ALTER TABLE public.visit ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.visit_evidence ENABLE ROW LEVEL SECURITY;

CREATE POLICY visit_in_sight ON public.visit_evidence FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.visit
  WHERE (visit.id = visit_evidence.visit_id))));

CREATE POLICY visit_in_sight ON public.visit_position FOR SELECT TO doorstep_reader USING ((EXISTS ( SELECT
   FROM public.visit
  WHERE (visit.id = visit_position.visit_id))));

ALTER TABLE public.visit_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.visit_position ENABLE ROW LEVEL SECURITY;

CREATE POLICY writer ON public.account TO doorstep_writer USING (true);

CREATE POLICY writer ON public.account_hold TO doorstep_writer USING (true);

CREATE POLICY writer ON public.case_event TO doorstep_writer USING (true);

CREATE POLICY writer ON public.case_queue TO doorstep_writer USING (true);

CREATE POLICY writer ON public.case_relation TO doorstep_writer USING (true);

CREATE POLICY writer ON public.case_visit TO doorstep_writer USING (true);

CREATE POLICY writer ON public.cross_region_attempt TO doorstep_writer USING (true);

CREATE POLICY writer ON public.cross_region_attempt_log TO doorstep_writer USING (true);

CREATE POLICY writer ON public.cross_region_grant TO doorstep_writer USING (true);

CREATE POLICY writer ON public.day_route TO doorstep_writer USING (true);

CREATE POLICY writer ON public.day_route_left_out TO doorstep_writer USING (true);

CREATE POLICY writer ON public.day_route_stop TO doorstep_writer USING (true);

CREATE POLICY writer ON public.device TO doorstep_writer USING (true);

CREATE POLICY writer ON public.evidence_link TO doorstep_writer USING (true);

CREATE POLICY writer ON public.holding TO doorstep_writer USING (true);

CREATE POLICY writer ON public.member TO doorstep_writer USING (true);

CREATE POLICY writer ON public.org_unit TO doorstep_writer USING (true);

CREATE POLICY writer ON public.org_unit_below TO doorstep_writer USING (true);

CREATE POLICY writer ON public.policy_setting TO doorstep_writer USING (true);

CREATE POLICY writer ON public.pool_event TO doorstep_writer USING (true);

CREATE POLICY writer ON public.pool_exception TO doorstep_writer USING (true);

CREATE POLICY writer ON public.region TO doorstep_writer USING (true);

CREATE POLICY writer ON public.region_ownership TO doorstep_writer USING (true);

CREATE POLICY writer ON public.region_part TO doorstep_writer USING (true);

CREATE POLICY writer ON public.review_case TO doorstep_writer USING (true);

CREATE POLICY writer ON public.visit TO doorstep_writer USING (true);

CREATE POLICY writer ON public.visit_evidence TO doorstep_writer USING (true);

CREATE POLICY writer ON public.visit_log TO doorstep_writer USING (true);

CREATE POLICY writer ON public.visit_position TO doorstep_writer USING (true);

GRANT CREATE ON SCHEMA public TO doorstep_owner;

GRANT SELECT,INSERT,UPDATE ON TABLE public.account TO doorstep_writer;
GRANT SELECT ON TABLE public.account TO doorstep_reader;

REVOKE ALL ON FUNCTION public.accounts_then(account_ids uuid[], instants timestamp with time zone[], visitor_id uuid, visitor_path uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.accounts_then(account_ids uuid[], instants timestamp with time zone[], visitor_id uuid, visitor_path uuid[]) TO doorstep_writer;

REVOKE ALL ON FUNCTION public.change_hands(account_ids uuid[], holding_ids uuid[], event_ids uuid[], how text, new_owner uuid, by_member uuid, why text, now timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.change_hands(account_ids uuid[], holding_ids uuid[], event_ids uuid[], how text, new_owner uuid, by_member uuid, why text, now timestamp with time zone) TO doorstep_writer;

REVOKE ALL ON FUNCTION public.claim_facts(claimant uuid, wanted uuid, day_begins timestamp with time zone, day_ends timestamp with time zone, at timestamp with time zone, OUT left_at timestamp with time zone, OUT is_known boolean, OUT is_free boolean, OUT owner_id uuid, OUT region_id uuid, OUT on_actors_land boolean, OUT held_until timestamp with time zone, OUT held integer, OUT claimed_today integer, OUT policy jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.claim_facts(claimant uuid, wanted uuid, day_begins timestamp with time zone, day_ends timestamp with time zone, at timestamp with time zone, OUT left_at timestamp with time zone, OUT is_known boolean, OUT is_free boolean, OUT owner_id uuid, OUT region_id uuid, OUT on_actors_land boolean, OUT held_until timestamp with time zone, OUT held integer, OUT claimed_today integer, OUT policy jsonb) TO doorstep_writer;

REVOKE ALL ON FUNCTION public.ensure_visit_month(instant timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ensure_visit_month(instant timestamp with time zone) TO doorstep_writer;

REVOKE ALL ON FUNCTION public.lands_of_rep(rep uuid, at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.lands_of_rep(rep uuid, at timestamp with time zone) TO doorstep_writer;

REVOKE ALL ON FUNCTION public.links_around(device uuid, number integer, payload bytea, previous bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.links_around(device uuid, number integer, payload bytea, previous bytea) TO doorstep_writer;

REVOKE ALL ON FUNCTION public.pin_moves(whose uuid, since timestamp with time zone, until_then timestamp with time zone, proved_meters double precision) FROM PUBLIC;
GRANT ALL ON FUNCTION public.pin_moves(whose uuid, since timestamp with time zone, until_then timestamp with time zone, proved_meters double precision) TO doorstep_writer;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_jobs TO doorstep_writer;

REVOKE ALL ON FUNCTION public.sightings_around(whose uuid, subject_ids uuid[], account_ids uuid[], ats timestamp with time zone[], devices text[], longitudes double precision[], latitudes double precision[], altitudes double precision[], accuracies double precision[], earliest timestamp with time zone, latest_end timestamp with time zone, own_from timestamp with time zone, own_until timestamp with time zone, own_before integer, own_after integer, alike_from timestamp with time zone, alike_latest integer, on_pin_meters double precision, twin_span interval, device_span interval, mate_span interval, at_account integer, before timestamp with time zone, before_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.sightings_around(whose uuid, subject_ids uuid[], account_ids uuid[], ats timestamp with time zone[], devices text[], longitudes double precision[], latitudes double precision[], altitudes double precision[], accuracies double precision[], earliest timestamp with time zone, latest_end timestamp with time zone, own_from timestamp with time zone, own_until timestamp with time zone, own_before integer, own_after integer, alike_from timestamp with time zone, alike_latest integer, on_pin_meters double precision, twin_span interval, device_span interval, mate_span interval, at_account integer, before timestamp with time zone, before_id uuid) TO doorstep_writer;

REVOKE ALL ON FUNCTION public.sightings_of(ids uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.sightings_of(ids uuid[]) TO doorstep_writer;

REVOKE ALL ON FUNCTION public.signatures_of_visits(visit_ids uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.signatures_of_visits(visit_ids uuid[]) TO doorstep_writer;
GRANT ALL ON FUNCTION public.signatures_of_visits(visit_ids uuid[]) TO doorstep_reader;

GRANT SELECT,INSERT,UPDATE ON TABLE public.account_hold TO doorstep_writer;
GRANT SELECT ON TABLE public.account_hold TO doorstep_reader;

GRANT SELECT,INSERT ON TABLE public.account_past_placement TO doorstep_writer;

GRANT SELECT,INSERT ON TABLE public.audit_entry TO doorstep_writer;

GRANT SELECT,INSERT ON TABLE public.audit_seal TO doorstep_writer;

GRANT SELECT,INSERT ON TABLE public.case_event TO doorstep_writer;
GRANT SELECT ON TABLE public.case_event TO doorstep_reader;

GRANT SELECT,INSERT,UPDATE ON TABLE public.case_queue TO doorstep_writer;
GRANT SELECT ON TABLE public.case_queue TO doorstep_reader;

GRANT SELECT,INSERT ON TABLE public.case_relation TO doorstep_writer;
GRANT SELECT ON TABLE public.case_relation TO doorstep_reader;

GRANT SELECT,INSERT ON TABLE public.case_visit TO doorstep_writer;
GRANT SELECT ON TABLE public.case_visit TO doorstep_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.credential TO doorstep_writer;

GRANT SELECT,INSERT ON TABLE public.cross_region_attempt TO doorstep_writer;
GRANT SELECT ON TABLE public.cross_region_attempt TO doorstep_reader;

GRANT SELECT,INSERT ON TABLE public.cross_region_attempt_log TO doorstep_writer;
GRANT SELECT ON TABLE public.cross_region_attempt_log TO doorstep_reader;

GRANT SELECT,INSERT,UPDATE ON TABLE public.cross_region_grant TO doorstep_writer;
GRANT SELECT ON TABLE public.cross_region_grant TO doorstep_reader;

GRANT SELECT,INSERT ON TABLE public.day_route TO doorstep_writer;
GRANT SELECT ON TABLE public.day_route TO doorstep_reader;

GRANT UPDATE(path) ON TABLE public.day_route TO doorstep_writer;

GRANT UPDATE(start) ON TABLE public.day_route TO doorstep_writer;

GRANT UPDATE(finish) ON TABLE public.day_route TO doorstep_writer;

GRANT SELECT,INSERT ON TABLE public.day_route_left_out TO doorstep_writer;
GRANT SELECT ON TABLE public.day_route_left_out TO doorstep_reader;

GRANT SELECT,INSERT ON TABLE public.day_route_stop TO doorstep_writer;
GRANT SELECT ON TABLE public.day_route_stop TO doorstep_reader;

GRANT SELECT,INSERT,UPDATE ON TABLE public.device TO doorstep_writer;

GRANT SELECT(id) ON TABLE public.device TO doorstep_reader;

GRANT SELECT(member_id) ON TABLE public.device TO doorstep_reader;

GRANT SELECT(name) ON TABLE public.device TO doorstep_reader;

GRANT SELECT(platform) ON TABLE public.device TO doorstep_reader;

GRANT SELECT(enrolled_at) ON TABLE public.device TO doorstep_reader;

GRANT SELECT(revoked_at) ON TABLE public.device TO doorstep_reader;

GRANT SELECT,INSERT ON TABLE public.evidence_link TO doorstep_writer;

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
GRANT SELECT ON TABLE public.policy_setting TO doorstep_reader;

GRANT SELECT,INSERT ON TABLE public.pool_event TO doorstep_writer;
GRANT SELECT ON TABLE public.pool_event TO doorstep_reader;

GRANT SELECT,INSERT,UPDATE ON TABLE public.pool_exception TO doorstep_writer;
GRANT SELECT ON TABLE public.pool_exception TO doorstep_reader;

GRANT SELECT,INSERT,UPDATE ON TABLE public.pool_swap TO doorstep_writer;

GRANT SELECT,INSERT ON TABLE public.pool_swap_hand_on TO doorstep_writer;

GRANT SELECT,INSERT ON TABLE public.pool_swap_member TO doorstep_writer;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_events TO doorstep_writer;

GRANT USAGE ON SEQUENCE public.procrastinate_events_id_seq TO doorstep_writer;

GRANT USAGE ON SEQUENCE public.procrastinate_jobs_id_seq TO doorstep_writer;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_periodic_defers TO doorstep_writer;

GRANT USAGE ON SEQUENCE public.procrastinate_periodic_defers_id_seq TO doorstep_writer;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.procrastinate_workers TO doorstep_writer;

GRANT SELECT,INSERT,UPDATE ON TABLE public.region TO doorstep_writer;
GRANT SELECT ON TABLE public.region TO doorstep_reader;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.region_ownership TO doorstep_writer;
GRANT SELECT ON TABLE public.region_ownership TO doorstep_reader;

GRANT SELECT,INSERT,DELETE ON TABLE public.region_part TO doorstep_writer;
GRANT SELECT ON TABLE public.region_part TO doorstep_reader;

GRANT SELECT,INSERT ON TABLE public.region_past_boundary TO doorstep_writer;

GRANT SELECT,INSERT,DELETE ON TABLE public.release_warning TO doorstep_writer;

GRANT SELECT,INSERT,UPDATE ON TABLE public.review_case TO doorstep_writer;
GRANT SELECT ON TABLE public.review_case TO doorstep_reader;

GRANT SELECT,INSERT,DELETE ON TABLE public.sign_in_failure TO doorstep_writer;

GRANT SELECT,INSERT,UPDATE ON TABLE public.visit TO doorstep_writer;
GRANT SELECT ON TABLE public.visit TO doorstep_reader;

GRANT SELECT,INSERT,UPDATE ON TABLE public.visit_credit TO doorstep_writer;

GRANT SELECT,INSERT,DELETE ON TABLE public.visit_evidence TO doorstep_writer;
GRANT SELECT ON TABLE public.visit_evidence TO doorstep_reader;

GRANT SELECT,INSERT,DELETE ON TABLE public.visit_log TO doorstep_writer;
GRANT SELECT ON TABLE public.visit_log TO doorstep_reader;

GRANT SELECT,INSERT,DELETE ON TABLE public.visit_position TO doorstep_writer;
GRANT SELECT ON TABLE public.visit_position TO doorstep_reader;

GRANT SELECT,INSERT,DELETE ON TABLE public.visit_receipt TO doorstep_writer;
