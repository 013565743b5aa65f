"""The statements that read check-ins and what bears on them; the writer's, past all policies.

What they call keeps its plans: see migration 0019.
"""

SIGHTINGS = """
SELECT extra.moves, extra.registered, sighting.*
FROM (
    SELECT
        pin_moves(
            CAST(:member_id AS uuid), CAST(:moves_from AS timestamptz), CAST(:moves_until AS timestamptz),
            :proved_meters
        ) AS moves,
        (SELECT array_agg(id) FROM device WHERE id = ANY (CAST(:device_ids AS uuid[]))) AS registered
) AS extra
LEFT JOIN sightings_of(ARRAY(
    SELECT sightings_around(
        CAST(:member_id AS uuid), CAST(:ids AS uuid[]), CAST(:account_ids AS uuid[]), CAST(:ats AS timestamptz[]),
        CAST(:devices AS text[]), CAST(:longitudes AS float8[]), CAST(:latitudes AS float8[]),
        CAST(:altitudes AS float8[]), CAST(:accuracies AS float8[]),
        earliest => CAST(:first AS timestamptz), latest_end => CAST(:last AS timestamptz),
        own_from => CAST(:own_from AS timestamptz), own_until => CAST(:own_until AS timestamptz),
        own_before => :own_before, own_after => :own_after,
        alike_from => CAST(:alike_from AS timestamptz), alike_latest => :alike_latest,
        on_pin_meters => :on_pin_meters, twin_span => CAST(:twin_span AS interval),
        device_span => CAST(:device_span AS interval), mate_span => CAST(:mate_span AS interval),
        at_account => :at_account,
        before => CAST(:before AS timestamptz), before_id => CAST(:before_id AS uuid)
    )
)) AS sighting ON true
"""

STORED = "SELECT * FROM sightings_of(CAST(:ids AS uuid[]))"
