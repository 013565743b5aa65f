"""regions: boundaries, who owns them when, and dated exceptions.

A region belongs to the unit that owns it and to every unit below. Boundaries are in every
member's sight, owners only in that of who sees the unit.
"""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE region (
            id uuid PRIMARY KEY,
            code text NOT NULL CONSTRAINT region_code UNIQUE,
            name text NOT NULL,
            boundary geography(MultiPolygon, 4326) NOT NULL,
            area_square_meters double precision NOT NULL,
            created_at timestamptz NOT NULL
        );
        CREATE INDEX region_name ON region (name, id);
        CREATE INDEX region_words ON region USING gin (code gin_trgm_ops, name gin_trgm_ops);
        CREATE TABLE region_part (
            region_id uuid NOT NULL REFERENCES region,
            part geometry(Polygon, 4326) NOT NULL
        );
        CREATE INDEX region_part_region ON region_part (region_id);
        CREATE INDEX region_part_place ON region_part USING gist (part);
        CREATE TABLE region_past_boundary (
            region_id uuid NOT NULL REFERENCES region,
            until timestamptz NOT NULL,
            boundary geography(MultiPolygon, 4326) NOT NULL,
            redrawn_by uuid NOT NULL REFERENCES member,
            PRIMARY KEY (region_id, until)
        );

        CREATE TABLE region_ownership (
            id uuid PRIMARY KEY,
            region_id uuid NOT NULL REFERENCES region,
            unit_id uuid NOT NULL REFERENCES org_unit,
            starts_at timestamptz NOT NULL,
            ends_at timestamptz,
            assigned_at timestamptz NOT NULL,
            assigned_by uuid REFERENCES member,
            CHECK (ends_at > starts_at),
            CONSTRAINT region_ownership_one_owner
                EXCLUDE USING gist (region_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        );
        CREATE INDEX region_ownership_unit ON region_ownership (unit_id, region_id) INCLUDE (starts_at, ends_at);
        CREATE INDEX region_ownership_region ON region_ownership (region_id) INCLUDE (unit_id, starts_at, ends_at);

        CREATE TABLE cross_region_grant (
            id uuid PRIMARY KEY,
            member_id uuid NOT NULL REFERENCES member,
            region_id uuid NOT NULL REFERENCES region,
            starts_at timestamptz NOT NULL,
            until timestamptz NOT NULL,
            reason text NOT NULL,
            granted_by uuid NOT NULL REFERENCES member,
            revoked_at timestamptz,
            revoked_by uuid REFERENCES member
        );
        CREATE INDEX cross_region_grant_member ON cross_region_grant (member_id, region_id);

        -- Acts refused for their region, stamped with the path of the member's unit at the time. What they were
        -- aimed at lies in rooms above and has no foreign key here.
        CREATE TABLE cross_region_attempt (
            id uuid PRIMARY KEY,
            at timestamptz NOT NULL,
            member_id uuid NOT NULL REFERENCES member,
            unit_path uuid[] NOT NULL,
            act text NOT NULL,
            region_id uuid REFERENCES region,
            account_id uuid
        );
        CREATE TABLE cross_region_attempt_log (
            unit_id uuid NOT NULL REFERENCES org_unit,
            attempt_id uuid NOT NULL REFERENCES cross_region_attempt,
            PRIMARY KEY (unit_id, attempt_id)
        );

        GRANT SELECT, INSERT, UPDATE ON region, region_ownership, cross_region_grant TO doorstep_writer;
        GRANT SELECT, INSERT ON cross_region_attempt, cross_region_attempt_log TO doorstep_writer;
        GRANT SELECT ON cross_region_attempt, cross_region_attempt_log TO doorstep_reader;
        GRANT DELETE ON region_ownership TO doorstep_writer;
        GRANT SELECT, INSERT, DELETE ON region_part TO doorstep_writer;
        GRANT SELECT, INSERT ON region_past_boundary TO doorstep_writer;
        GRANT SELECT ON region, region_part, region_ownership, cross_region_grant TO doorstep_reader;

        -- The smallest region that covers a point. Edges run straight in longitude and latitude (RFC 7946, 3.1.1).
        -- Past the policies: with them, no spatial operator would use an index.
        CREATE FUNCTION region_id_at(place geometry) RETURNS uuid
            LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public
            AS $$
            BEGIN
                RETURN (
                    SELECT region.id FROM region_part JOIN region ON region.id = region_part.region_id
                    WHERE ST_Covers(region_part.part, place)
                    ORDER BY region.area_square_meters, region.id LIMIT 1
                );
            END $$;

        -- The regions whose code or name holds a pattern of LIKE: past the policies, under which LIKE uses no index.
        CREATE FUNCTION region_ids_named(pattern text) RETURNS SETOF uuid
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
            AS $$
                SELECT id FROM region
                WHERE actor_unit_id() IS NOT NULL AND (code ILIKE pattern OR name ILIKE pattern)
            $$;

        ALTER TABLE region ENABLE ROW LEVEL SECURITY;
        ALTER TABLE region_part ENABLE ROW LEVEL SECURITY;
        ALTER TABLE region_ownership ENABLE ROW LEVEL SECURITY;
        ALTER TABLE cross_region_grant ENABLE ROW LEVEL SECURITY;
        CREATE POLICY writer ON region TO doorstep_writer USING (true);
        CREATE POLICY writer ON region_part TO doorstep_writer USING (true);
        CREATE POLICY writer ON region_ownership TO doorstep_writer USING (true);
        CREATE POLICY writer ON cross_region_grant TO doorstep_writer USING (true);

        CREATE POLICY every_member ON region FOR SELECT TO doorstep_reader
            USING ((SELECT actor_unit_id()) IS NOT NULL);
        CREATE POLICY every_member ON region_part FOR SELECT TO doorstep_reader
            USING ((SELECT actor_unit_id()) IS NOT NULL);
        CREATE POLICY owner_in_sight ON region_ownership FOR SELECT TO doorstep_reader
            USING (EXISTS (SELECT FROM org_unit WHERE org_unit.id = unit_id));
        CREATE POLICY member_in_sight ON cross_region_grant FOR SELECT TO doorstep_reader
            USING (EXISTS (SELECT FROM member WHERE member.id = member_id));

        ALTER TABLE cross_region_attempt ENABLE ROW LEVEL SECURITY;
        ALTER TABLE cross_region_attempt_log ENABLE ROW LEVEL SECURITY;
        CREATE POLICY writer ON cross_region_attempt TO doorstep_writer USING (true);
        CREATE POLICY writer ON cross_region_attempt_log TO doorstep_writer USING (true);
        CREATE POLICY of_own_unit_for_managers ON cross_region_attempt FOR SELECT TO doorstep_reader
            USING ((SELECT actor_role()) IN ('MANAGER', 'ADMIN') AND (SELECT actor_unit_id()) = ANY (unit_path));
        CREATE POLICY unit_in_sight_for_managers ON cross_region_attempt_log FOR SELECT TO doorstep_reader
            USING (
                (SELECT actor_role()) IN ('MANAGER', 'ADMIN')
                AND EXISTS (SELECT FROM org_unit WHERE org_unit.id = unit_id)
            );
        """
    )
