"""The statements that read check-ins and what bears on them; the writer's, past all policies."""

_COLUMNS = """SELECT visit.id, visit.member_id, visit.account_id, visit.checked_in_at, visit.recorded_at, visit.sent_at,
        visit.received_at, visit.distance_meters, visit.on_site_probability, visit.signals,
        ST_X(pin.position::geometry) AS pin_longitude, ST_Y(pin.position::geometry) AS pin_latitude,
        coalesce(mover.moved_by, account.created_by) AS pin_by,
        ST_X(fix.position::geometry) AS longitude, ST_Y(fix.position::geometry) AS latitude,
        fix.raw_longitude, fix.raw_latitude, fix.datum, fix.accuracy_meters, fix.recorded_at AS fix_recorded_at,
        fix.altitude_meters, fix.speed_meters_per_second, fix.bearing_degrees, fix.provider, fix.mocked,
        evidence.burst, evidence.device, evidence.uptime_seconds, evidence.sent_uptime_seconds, evidence.boot_id,
        evidence.surroundings, evidence.integrity"""
# A pin is taken where it was at each check-in's own instant.
_JOINS = """JOIN account ON account.id = visit.account_id
    LEFT JOIN visit_position AS fix ON fix.visit_id = visit.id AND fix.act = 'CHECK_IN'
    LEFT JOIN visit_evidence AS evidence ON evidence.visit_id = visit.id
    CROSS JOIN LATERAL (
        SELECT coalesce((
            SELECT position FROM account_past_placement AS past
            WHERE past.account_id = account.id AND past.until > visit.checked_in_at
            ORDER BY until LIMIT 1
        ), account.position) AS position
    ) AS pin
    LEFT JOIN LATERAL (
        SELECT moved_by FROM account_past_placement AS past
        WHERE past.account_id = account.id AND past.until <= visit.checked_in_at AND moved_by IS NOT NULL
        ORDER BY until DESC LIMIT 1
    ) AS mover ON true"""

SIGHTINGS = f"""
WITH subject AS MATERIALIZED (
    SELECT * FROM unnest(
        CAST(:account_ids AS uuid[]), CAST(:ats AS timestamptz[]), CAST(:devices AS text[]),
        CAST(:longitudes AS double precision[]), CAST(:latitudes AS double precision[]),
        CAST(:altitudes AS double precision[]), CAST(:accuracies AS double precision[])
    ) AS subject (account_id, at, device, longitude, latitude, altitude, accuracy)
), own AS (
    (
        SELECT id FROM visit
        WHERE member_id = CAST(:member_id AS uuid) AND id < lowest_id_at(CAST(:first AS timestamptz))
            AND id >= lowest_id_at(CAST(:own_from AS timestamptz))
        ORDER BY id DESC LIMIT :own_before
    ) UNION ALL (
        SELECT id FROM visit
        WHERE member_id = CAST(:member_id AS uuid) AND id >= lowest_id_at(CAST(:first AS timestamptz))
            AND id < lowest_id_at(CAST(:last AS timestamptz))
    ) UNION ALL (
        SELECT id FROM visit
        WHERE member_id = CAST(:member_id AS uuid) AND id >= lowest_id_at(CAST(:last AS timestamptz))
            AND id < lowest_id_at(CAST(:own_until AS timestamptz))
        ORDER BY id LIMIT :own_after
    )
), latest AS (
    SELECT id, distance_meters, account_id FROM visit
    WHERE member_id = CAST(:member_id AS uuid) AND id < lowest_id_at(CAST(:last AS timestamptz))
        AND id >= lowest_id_at(CAST(:alike_from AS timestamptz))
    ORDER BY id DESC LIMIT :alike_latest
), alike AS (
    SELECT latest.id FROM latest
    LEFT JOIN visit_position AS position ON position.visit_id = latest.id AND position.act = 'CHECK_IN'
    WHERE distance_meters <= :on_pin_meters
        OR account_id = ANY (CAST(:account_ids AS uuid[]))
        OR EXISTS (
            SELECT FROM subject
            WHERE altitude = position.altitude_meters AND accuracy = position.accuracy_meters
        )
), in_place AS (
    SELECT found.visit_id AS id FROM subject CROSS JOIN LATERAL (
        SELECT visit_id FROM visit_position AS position
        WHERE position.raw_longitude = subject.longitude AND position.raw_latitude = subject.latitude
            AND act = 'CHECK_IN'
        ORDER BY visit_id DESC LIMIT 50
    ) AS found
), measured AS (
    SELECT position.visit_id AS id FROM subject
    JOIN visit_position AS position
        ON position.altitude_meters = subject.altitude AND position.accuracy_meters = subject.accuracy
        AND position.altitude_meters <> 0 AND position.act = 'CHECK_IN'
        AND position.visit_id >= lowest_id_at(subject.at - CAST(:twin_span AS interval))
        AND position.visit_id < lowest_id_at(subject.at + CAST(:twin_span AS interval))
    WHERE subject.longitude IS NOT NULL
), mate AS (
    SELECT DISTINCT visit.member_id, subject.at
    FROM subject
    JOIN visit_evidence AS evidence ON evidence.device = subject.device
        AND evidence.visit_id >= lowest_id_at(subject.at - CAST(:device_span AS interval))
        AND evidence.visit_id < lowest_id_at(subject.at + CAST(:device_span AS interval))
    JOIN visit ON visit.id = evidence.visit_id
    WHERE visit.member_id <> CAST(:member_id AS uuid)
), of_mates AS (
    SELECT visit.id FROM mate
    JOIN visit ON visit.member_id = mate.member_id
        AND visit.id >= lowest_id_at(mate.at - CAST(:mate_span AS interval))
        AND visit.id < lowest_id_at(mate.at + CAST(:mate_span AS interval))
), at_account AS (
    SELECT latest.id FROM subject CROSS JOIN LATERAL (
        SELECT id FROM visit
        WHERE account_id = subject.account_id AND id < lowest_id_at(subject.at)
            AND (CAST(:before AS timestamptz) IS NULL OR received_at <= CAST(:before AS timestamptz))
        ORDER BY id DESC LIMIT :at_account
    ) AS latest
), wanted AS MATERIALIZED (
    SELECT id FROM own UNION SELECT id FROM alike UNION SELECT id FROM in_place UNION SELECT id FROM measured
    UNION SELECT id FROM of_mates UNION SELECT id FROM at_account
), move AS (
    SELECT past.account_id, past.until, past.position, coalesce(later.position, account.position) AS moved_to,
        EXISTS (
            SELECT FROM visit
            WHERE account_id = past.account_id AND presence = 'ON_SITE' AND standing <> 'VOIDED'
                AND distance_meters <= :proved_meters
                AND id < lowest_id_at(past.until) AND id >= lowest_id_at(past.until - interval '180 days')
        ) AS was_proved_before
    FROM account_past_placement AS past
    JOIN account ON account.id = past.account_id
    LEFT JOIN LATERAL (
        SELECT position FROM account_past_placement AS later
        WHERE later.account_id = past.account_id AND later.until > past.until
        ORDER BY until LIMIT 1
    ) AS later ON true
    WHERE past.moved_by = CAST(:member_id AS uuid)
        AND past.until >= CAST(:moves_from AS timestamptz) AND past.until <= CAST(:moves_until AS timestamptz)
), extra AS (
    SELECT
        (
            SELECT jsonb_agg(jsonb_build_object(
                'account_id', account_id, 'at', extract(epoch FROM until), 'was_proved_before', was_proved_before,
                'before_longitude', ST_X(position::geometry), 'before_latitude', ST_Y(position::geometry),
                'to_longitude', ST_X(moved_to::geometry), 'to_latitude', ST_Y(moved_to::geometry)
            ) ORDER BY until, account_id) FROM move
        ) AS moves,
        (SELECT array_agg(id) FROM device WHERE id = ANY (CAST(:device_ids AS uuid[]))) AS registered
)
SELECT extra.moves, extra.registered, sighting.*
FROM extra LEFT JOIN (
{_COLUMNS}
    FROM wanted
    JOIN visit USING (id)
    {_JOINS}
    WHERE visit.id <> ALL (CAST(:ids AS uuid[]))
        AND (
            CAST(:before AS timestamptz) IS NULL
            OR visit.received_at < CAST(:before AS timestamptz)
            OR visit.received_at = CAST(:before AS timestamptz) AND visit.id < CAST(:before_id AS uuid)
        )
    ORDER BY visit.id
) AS sighting ON true
"""

STORED = f"""
{_COLUMNS}
FROM visit
{_JOINS}
WHERE visit.id = ANY (CAST(:ids AS uuid[]))
ORDER BY visit.id
"""
