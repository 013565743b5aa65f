"""routes: planned days, their stops, and who was left out and why.

Every plan stays, so that it can be explained; of a member's plans for a date the newest one counts.
A plan is in sight of whoever sees its member.
"""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE day_route (
            id uuid PRIMARY KEY,
            member_id uuid NOT NULL REFERENCES member,
            date date NOT NULL,
            mode text NOT NULL CHECK (mode IN ('DRIVING', 'CYCLING', 'WALKING')),
            travel_source text NOT NULL CHECK (travel_source IN ('ROADS', 'ESTIMATE')),
            travel_seconds integer NOT NULL,
            travel_meters integer NOT NULL,
            visit_seconds integer NOT NULL,
            wait_seconds integer NOT NULL,
            departs_at timestamptz NOT NULL,
            returns_at timestamptz NOT NULL,
            break_from timestamptz,
            break_until timestamptz,
            path geography(LineString, 4326) NOT NULL,
            planned_at timestamptz NOT NULL,
            problem_hash bytea NOT NULL,
            travel_version text NOT NULL,
            solver_version text NOT NULL,
            seed integer NOT NULL,
            iterations integer NOT NULL,
            CHECK (departs_at <= returns_at),
            CHECK ((break_from IS NULL) = (break_until IS NULL))
        );
        CREATE INDEX day_route_newest ON day_route (member_id, date, id);

        CREATE TABLE day_route_stop (
            route_id uuid NOT NULL REFERENCES day_route,
            number integer NOT NULL,
            account_id uuid NOT NULL REFERENCES account,
            account_name text NOT NULL,
            arrives_at timestamptz NOT NULL,
            departs_at timestamptz NOT NULL,
            travel_seconds integer NOT NULL,
            wait_seconds integer NOT NULL,
            reasons text[] NOT NULL,
            PRIMARY KEY (route_id, number)
        );

        CREATE TABLE day_route_left_out (
            route_id uuid NOT NULL REFERENCES day_route,
            rank integer NOT NULL,
            account_id uuid NOT NULL REFERENCES account,
            account_name text NOT NULL,
            reason text NOT NULL CHECK (reason IN (
                'CLOSED_THAT_DAY', 'WINDOW_MISSED', 'NO_TIME_LEFT', 'WORTH_LESS', 'UNREACHABLE', 'STOP_LIMIT'
            )),
            why text NOT NULL,
            PRIMARY KEY (route_id, rank)
        );

        GRANT SELECT, INSERT ON day_route, day_route_stop, day_route_left_out TO doorstep_writer;
        GRANT SELECT ON day_route, day_route_stop, day_route_left_out TO doorstep_reader;

        ALTER TABLE day_route ENABLE ROW LEVEL SECURITY;
        ALTER TABLE day_route_stop ENABLE ROW LEVEL SECURITY;
        ALTER TABLE day_route_left_out ENABLE ROW LEVEL SECURITY;
        CREATE POLICY writer ON day_route TO doorstep_writer USING (true);
        CREATE POLICY writer ON day_route_stop TO doorstep_writer USING (true);
        CREATE POLICY writer ON day_route_left_out TO doorstep_writer USING (true);

        CREATE POLICY member_in_sight ON day_route FOR SELECT TO doorstep_reader
            USING (EXISTS (SELECT FROM member WHERE member.id = member_id));
        CREATE POLICY route_in_sight ON day_route_stop FOR SELECT TO doorstep_reader
            USING (EXISTS (SELECT FROM day_route WHERE day_route.id = route_id));
        CREATE POLICY route_in_sight ON day_route_left_out FOR SELECT TO doorstep_reader
            USING (EXISTS (SELECT FROM day_route WHERE day_route.id = route_id));
        """
    )
