"""devices: the phones that sign evidence, and the chain of what each of them signed.

A link is kept for every signed check-in, refused ones too: hashes only, no payload, since that holds a position.
What a visit's signature was worth at its arrival stands with the visit; whether the chain around it is unbroken
is asked of the links at every reading, so that a link that arrives late heals it.
"""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE device (
            id uuid PRIMARY KEY,
            member_id uuid NOT NULL REFERENCES member,
            public_key bytea NOT NULL CONSTRAINT device_public_key UNIQUE,
            name text NOT NULL,
            platform text NOT NULL,
            enrolled_at timestamptz NOT NULL,
            revoked_at timestamptz,
            revoked_by uuid REFERENCES member,
            CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
        );
        CREATE INDEX device_member ON device (member_id, id);

        CREATE TABLE evidence_link (
            device_id uuid NOT NULL REFERENCES device,
            sequence integer NOT NULL CHECK (sequence >= 0),
            payload_hash bytea NOT NULL CHECK (length(payload_hash) = 32),
            previous_hash bytea NOT NULL CHECK (length(previous_hash) = 32),
            received_at timestamptz NOT NULL,
            PRIMARY KEY (device_id, sequence, payload_hash)
        );

        ALTER TABLE visit
            ADD COLUMN signed_by uuid,
            ADD COLUMN signed_sequence integer,
            ADD COLUMN signed_hash bytea,
            ADD COLUMN signature_fault text,
            ADD COLUMN chain_due_at timestamptz;
        CREATE INDEX visit_chain_due ON visit (chain_due_at) WHERE chain_due_at IS NOT NULL;

        -- The links next to a link: how many other payloads bear its number, how many the number before and whether it
        -- follows one of them, how many the number after and whether one of those follows it; the highest number
        -- below, and whether it says that it is the first. The judgement of them is visits/chain/rules.py.
        CREATE FUNCTION links_around(device uuid, number integer, payload bytea, previous bytea) RETURNS TABLE (
            rivals integer, predecessors integer, follows_one boolean, successors integer, is_followed boolean,
            last_below integer
        ) LANGUAGE sql STABLE
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

        -- The signatures of visits with the links around them. Past the policies, since links have none for readers,
        -- who may ask about the visits in their sight only; the writer about any.
        CREATE FUNCTION signatures_of_visits(visit_ids uuid[]) RETURNS TABLE (
            visit_id uuid, signed_by uuid, signed_sequence integer, signed_hash bytea, signature_fault text,
            chain_due_at timestamptz, previous_hash bytea, rivals integer, predecessors integer, follows_one boolean,
            successors integer, is_followed boolean, last_below integer
        ) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
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

        GRANT SELECT, INSERT, UPDATE ON device TO doorstep_writer;
        GRANT SELECT, INSERT ON evidence_link TO doorstep_writer;
        GRANT SELECT (id, member_id, name, platform, enrolled_at, revoked_at) ON device TO doorstep_reader;
        REVOKE EXECUTE ON FUNCTION links_around, signatures_of_visits FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION links_around TO doorstep_writer;
        GRANT EXECUTE ON FUNCTION signatures_of_visits TO doorstep_writer, doorstep_reader;

        ALTER TABLE device ENABLE ROW LEVEL SECURITY;
        ALTER TABLE evidence_link ENABLE ROW LEVEL SECURITY;
        CREATE POLICY writer ON device TO doorstep_writer USING (true);
        CREATE POLICY writer ON evidence_link TO doorstep_writer USING (true);
        CREATE POLICY own_or_of_members_managed ON device FOR SELECT TO doorstep_reader
            USING (
                member_id = (SELECT actor_id())
                OR (SELECT actor_role()) IN ('MANAGER', 'ADMIN')
                    AND EXISTS (SELECT FROM member WHERE member.id = device.member_id)
            );
        """
    )
