"""routes: what a day was asked as, so that it can be planned again; skipped stops; positions that can be erased."""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.execute(
        """
        ALTER TABLE day_route
            ADD start geography(Point, 4326),
            ADD finish geography(Point, 4326),
            ADD returns_by timestamptz,
            ADD max_stops integer NOT NULL DEFAULT 25,
            ADD include_pool boolean NOT NULL DEFAULT true,
            ADD break_asked_from timestamptz,
            ADD break_minutes integer NOT NULL DEFAULT 0,
            ADD replans uuid REFERENCES day_route,
            ADD planned_by uuid REFERENCES member,
            ALTER path DROP NOT NULL;
        UPDATE day_route SET
            start = ST_StartPoint(path::geometry)::geography, finish = ST_EndPoint(path::geometry)::geography,
            returns_by = returns_at, planned_by = member_id;
        ALTER TABLE day_route
            ALTER returns_by SET NOT NULL,
            ALTER planned_by SET NOT NULL,
            ALTER max_stops DROP DEFAULT,
            ALTER include_pool DROP DEFAULT,
            ALTER break_minutes DROP DEFAULT,
            ADD CONSTRAINT day_route_positions_go_together CHECK (
                (path IS NULL) = (start IS NULL) AND (path IS NULL) = (finish IS NULL)
            );
        CREATE INDEX day_route_with_positions ON day_route (departs_at, id) WHERE path IS NOT NULL;

        ALTER TABLE day_route_left_out
            DROP CONSTRAINT day_route_left_out_reason_check,
            ADD CONSTRAINT day_route_left_out_reason_check CHECK (reason IN (
                'CLOSED_THAT_DAY', 'WINDOW_MISSED', 'NO_TIME_LEFT', 'WORTH_LESS', 'UNREACHABLE', 'STOP_LIMIT', 'SKIPPED'
            ));

        GRANT UPDATE (path, start, finish) ON day_route TO doorstep_writer;

        -- The lands whose pool a rep may claim from: the team's own and those granted. As actor_land_ids of 0004, but
        -- of any rep, for who plans others' days.
        CREATE FUNCTION lands_of_rep(rep uuid, at timestamptz) RETURNS uuid[]
            LANGUAGE sql SECURITY DEFINER SET search_path = public
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
        REVOKE ALL ON FUNCTION lands_of_rep FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION lands_of_rep TO doorstep_writer;
        """
    )
