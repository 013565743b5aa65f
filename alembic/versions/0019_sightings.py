"""sightings: what bears on a check-in is looked up by plans that are kept, see visits/history/gather.py.

To plan them took longer than to carry them out (docs/decisions/0012): they go over many tables and all their
months. Plans for whatever is asked are kept: each has one index to go by.
"""

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.execute(
        """
        -- Which check-ins bear on those of a member (each given by id, account, instant, device and fix), without them.
        -- before, before_id: only what had been received before that one; null: all.
        CREATE FUNCTION sightings_around(
            whose uuid, subject_ids uuid[], account_ids uuid[], ats timestamptz[], devices text[],
            longitudes float8[], latitudes float8[],
            altitudes float8[], accuracies float8[], earliest timestamptz, latest_end timestamptz,
            own_from timestamptz, own_until timestamptz, own_before integer, own_after integer,
            alike_from timestamptz, alike_latest integer, on_pin_meters float8, twin_span interval,
            device_span interval, mate_span interval, at_account integer, before timestamptz, before_id uuid
        ) RETURNS SETOF uuid LANGUAGE plpgsql STABLE
            SET search_path = public SET plan_cache_mode = force_generic_plan
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

        -- Check-ins with what is known of them, in their order; a pin is where it was at the check-in's own instant.
        CREATE FUNCTION sightings_of(ids uuid[]) RETURNS TABLE (
            id uuid, member_id uuid, account_id uuid, checked_in_at timestamptz, recorded_at timestamptz,
            sent_at timestamptz, received_at timestamptz, distance_meters float8, on_site_probability float8,
            signals jsonb, pin_longitude float8, pin_latitude float8, pin_by uuid,
            longitude float8, latitude float8, raw_longitude float8, raw_latitude float8, datum text,
            accuracy_meters float8, fix_recorded_at timestamptz, altitude_meters float8,
            speed_meters_per_second float8, bearing_degrees float8, provider text, mocked boolean,
            burst jsonb, device text, uptime_seconds float8, sent_uptime_seconds float8, boot_id text,
            surroundings text[], integrity text
        ) LANGUAGE plpgsql STABLE SET search_path = public SET plan_cache_mode = force_generic_plan
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

        -- How a member moved pins in a period, oldest first; null where not at all. Distances in metres.
        CREATE FUNCTION pin_moves(whose uuid, since timestamptz, until_then timestamptz, proved_meters float8)
            RETURNS jsonb LANGUAGE plpgsql STABLE SET search_path = public SET plan_cache_mode = force_generic_plan
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

        -- As in 0011, but in plpgsql.
        CREATE OR REPLACE FUNCTION accounts_then(
            account_ids uuid[], instants timestamptz[], visitor_id uuid, visitor_path uuid[]
        ) RETURNS TABLE (
            account_id uuid, at timestamptz, name text, longitude float8, latitude float8, geofence_meters integer,
            stage text, region_id uuid, region_name text, region_owner_name text, owner_id uuid,
            in_visitors_regions boolean, pin_by uuid, policy_unit_id uuid
        ) LANGUAGE plpgsql STABLE SET search_path = public SET plan_cache_mode = force_generic_plan
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
        REVOKE EXECUTE ON FUNCTION sightings_around, sightings_of, pin_moves FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION sightings_around, sightings_of, pin_moves TO doorstep_writer;
        """
    )
