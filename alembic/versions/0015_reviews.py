"""reviews: cases, the visits in them, what happened to them, and each unit's queue.

A case is stamped with its visits' unit path, and sight of it follows that stamp like sight of them. What is said
of it as of now (who has taken it, how it was decided) stands on the case; how that came about is in `case_event`,
which takes inserts only. `case_queue` holds each case once for every unit of its stamp, so that the oldest due of
a unit are a range of one index, however many lie beside.
"""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE review_case (
            id uuid PRIMARY KEY,
            kind text NOT NULL CHECK (kind IN ('UNVERIFIED', 'SUSPICION', 'SAMPLE')),
            member_id uuid NOT NULL REFERENCES member,
            unit_path uuid[] NOT NULL,
            rule_version text NOT NULL,
            first_at timestamptz NOT NULL,
            last_at timestamptz NOT NULL,
            trust_score integer CHECK (trust_score BETWEEN 0 AND 100),
            signals jsonb NOT NULL,
            signal_codes text[] NOT NULL,
            opened_at timestamptz NOT NULL,
            due_at timestamptz NOT NULL,
            taken_by uuid REFERENCES member,
            taken_until timestamptz,
            decision text CHECK (decision IN ('CLEARED', 'CONFIRMED', 'BAD_ACCOUNT_DATA', 'INCONCLUSIVE')),
            decided_by uuid REFERENCES member,
            decided_at timestamptz,
            appealable_until timestamptz,
            appealed_at timestamptz,
            closed_at timestamptz,
            pin_account_id uuid REFERENCES account,
            pin_moved_at timestamptz,
            swap_id uuid REFERENCES pool_swap,
            CHECK (first_at <= last_at),
            CHECK ((taken_by IS NULL) = (taken_until IS NULL)),
            CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL)),
            CHECK ((decision IS NULL) = (appealable_until IS NULL)),
            CHECK (appealed_at IS NULL OR decision IS NOT NULL),
            CHECK ((pin_account_id IS NULL) = (pin_moved_at IS NULL))
        );
        CREATE INDEX review_case_member ON review_case (member_id, due_at, id);
        CREATE INDEX review_case_undecided ON review_case (member_id, kind)
            WHERE decision IS NULL AND closed_at IS NULL;
        CREATE INDEX review_case_swap ON review_case (swap_id) WHERE swap_id IS NOT NULL;

        CREATE TABLE case_visit (
            visit_id uuid NOT NULL,
            case_id uuid NOT NULL REFERENCES review_case,
            signals jsonb NOT NULL,
            PRIMARY KEY (visit_id, case_id)
        );
        CREATE INDEX case_visit_case ON case_visit (case_id, visit_id);

        CREATE TABLE case_relation (
            case_id uuid NOT NULL REFERENCES review_case,
            related_id uuid NOT NULL REFERENCES review_case,
            PRIMARY KEY (case_id, related_id),
            CHECK (case_id <> related_id)
        );

        CREATE TABLE case_event (
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            case_id uuid NOT NULL REFERENCES review_case,
            at timestamptz NOT NULL,
            kind text NOT NULL
                CHECK (kind IN ('OPENED', 'VISIT_ADDED', 'TAKEN', 'DECIDED', 'APPEALED', 'CLOSED', 'VIEWED')),
            by_id uuid REFERENCES member,
            decision text CHECK (decision IN ('CLEARED', 'CONFIRMED', 'BAD_ACCOUNT_DATA', 'INCONCLUSIVE')),
            note text,
            until timestamptz,
            CHECK ((kind = 'TAKEN') = (until IS NOT NULL)),
            CHECK ((kind = 'DECIDED') = (decision IS NOT NULL))
        );
        CREATE INDEX case_event_case ON case_event (case_id, at, number);
        CREATE INDEX case_event_decided ON case_event (case_id, by_id) WHERE kind = 'DECIDED';

        CREATE TABLE case_queue (
            unit_id uuid NOT NULL REFERENCES org_unit,
            case_id uuid NOT NULL REFERENCES review_case,
            due_at timestamptz NOT NULL,
            undecided boolean NOT NULL,
            PRIMARY KEY (case_id, unit_id)
        );
        CREATE INDEX case_queue_all ON case_queue (unit_id, due_at, case_id);
        CREATE INDEX case_queue_undecided ON case_queue (unit_id, due_at, case_id) WHERE undecided;

        CREATE TRIGGER case_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_event
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER case_visit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_visit
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

        -- The members of cases in sight, also of those whose unit has moved out of sight since; as members_of_visits.
        CREATE FUNCTION members_of_cases(case_ids uuid[]) RETURNS TABLE (
            case_id uuid, unit_path uuid[], member_id uuid, name text, role text, time_zone text, work_hours jsonb
        ) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
            AS $$
                SELECT review_case.id, review_case.unit_path, member.id, member.name, member.role, member.time_zone,
                       member.work_hours
                FROM review_case JOIN member ON member.id = review_case.member_id
                WHERE review_case.id = ANY (case_ids)
                    AND (SELECT actor_role()) IN ('MANAGER', 'REVIEWER', 'ADMIN')
                    AND (SELECT actor_unit_id()) = ANY (review_case.unit_path)
            $$;

        GRANT SELECT, INSERT, UPDATE ON review_case, case_queue TO doorstep_writer;
        GRANT SELECT, INSERT ON case_visit, case_relation, case_event TO doorstep_writer;
        GRANT SELECT ON review_case, case_visit, case_relation, case_event, case_queue TO doorstep_reader;
        -- A decision moves a visit's marks in the logs.
        GRANT DELETE ON visit_log TO doorstep_writer;

        ALTER TABLE review_case ENABLE ROW LEVEL SECURITY;
        ALTER TABLE case_visit ENABLE ROW LEVEL SECURITY;
        ALTER TABLE case_relation ENABLE ROW LEVEL SECURITY;
        ALTER TABLE case_event ENABLE ROW LEVEL SECURITY;
        ALTER TABLE case_queue ENABLE ROW LEVEL SECURITY;
        CREATE POLICY writer ON review_case TO doorstep_writer USING (true);
        CREATE POLICY writer ON case_visit TO doorstep_writer USING (true);
        CREATE POLICY writer ON case_relation TO doorstep_writer USING (true);
        CREATE POLICY writer ON case_event TO doorstep_writer USING (true);
        CREATE POLICY writer ON case_queue TO doorstep_writer USING (true);

        -- One's own once it is decided, a sample only where the decision went against oneself; others' by their stamp,
        -- of which managers learn a sample once it is decided.
        CREATE POLICY own_decided_or_stamped_with_own_unit ON review_case FOR SELECT TO doorstep_reader
            USING (
                CASE
                    WHEN member_id = (SELECT actor_id()) THEN
                        decision IS NOT NULL
                        AND (kind <> 'SAMPLE' OR decision = 'CONFIRMED' OR appealed_at IS NOT NULL)
                    WHEN (SELECT actor_role()) IN ('REVIEWER', 'ADMIN') THEN (SELECT actor_unit_id()) = ANY (unit_path)
                    WHEN (SELECT actor_role()) = 'MANAGER' THEN
                        (SELECT actor_unit_id()) = ANY (unit_path) AND (kind <> 'SAMPLE' OR decision IS NOT NULL)
                    ELSE false
                END
            );
        CREATE POLICY case_in_sight ON case_visit FOR SELECT TO doorstep_reader
            USING (EXISTS (SELECT FROM review_case WHERE review_case.id = case_id));
        CREATE POLICY case_in_sight ON case_event FOR SELECT TO doorstep_reader
            USING (EXISTS (SELECT FROM review_case WHERE review_case.id = case_id));
        CREATE POLICY both_in_sight_of_reviewers ON case_relation FOR SELECT TO doorstep_reader
            USING (
                (SELECT actor_role()) IN ('MANAGER', 'REVIEWER', 'ADMIN')
                AND EXISTS (SELECT FROM review_case WHERE review_case.id = case_id AND member_id <> (SELECT actor_id()))
                AND EXISTS (SELECT FROM review_case WHERE review_case.id = related_id)
            );
        CREATE POLICY unit_in_sight ON case_queue FOR SELECT TO doorstep_reader
            USING (
                (SELECT actor_role()) IN ('MANAGER', 'REVIEWER', 'ADMIN')
                AND EXISTS (SELECT FROM org_unit WHERE org_unit.id = unit_id)
                AND EXISTS (SELECT FROM review_case WHERE review_case.id = case_id)
            );
        """
    )
