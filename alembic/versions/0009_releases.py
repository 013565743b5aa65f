"""releases: what finds the accounts that are due, holds, warnings, a rep's own limits, and the history of policies.

Whether an account is due is a question to the account's own row (see accounts/queries/due.py), so that the job can ask
it again once it has the lock. Two indexes make it a range for each owner: by the clock's anchor, which is the claim or
the last visit that counts, whichever is later, and by the claim alone, for policies that limit how long one is held.
"""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.execute(
        """
        ALTER TABLE account ADD COLUMN kept_until timestamptz;
        CREATE INDEX account_clock ON account (owner_id, (greatest(claimed_at, last_visit_at)))
            WHERE owner_id IS NOT NULL;
        CREATE INDEX account_held_since ON account (owner_id, claimed_at) WHERE owner_id IS NOT NULL;

        -- A manager's word that the automatic release leaves an account with its owner until then.
        CREATE TABLE account_hold (
            id uuid PRIMARY KEY,
            account_id uuid NOT NULL REFERENCES account,
            starts_at timestamptz NOT NULL,
            until timestamptz NOT NULL,
            reason text NOT NULL,
            set_by uuid NOT NULL REFERENCES member,
            ended_at timestamptz,
            CHECK (until > starts_at),
            CHECK (ended_at >= starts_at)
        );
        CREATE UNIQUE INDEX account_hold_one ON account_hold (account_id) WHERE ended_at IS NULL;

        -- Of which release an account's owner was warned.
        CREATE TABLE release_warning (
            account_id uuid NOT NULL REFERENCES account,
            release_at timestamptz NOT NULL,
            PRIMARY KEY (account_id, release_at)
        );
        CREATE INDEX release_warning_past ON release_warning (release_at);

        -- Limits of one rep's own, for a time; null: as the policy of the rep's unit says.
        CREATE TABLE pool_exception (
            id uuid PRIMARY KEY,
            member_id uuid NOT NULL REFERENCES member,
            capacity integer CHECK (capacity >= 0),
            daily_claims integer CHECK (daily_claims >= 0),
            starts_at timestamptz NOT NULL,
            ends_at timestamptz,
            reason text NOT NULL,
            set_by uuid NOT NULL REFERENCES member,
            CHECK (ends_at >= starts_at),
            CHECK (capacity IS NOT NULL OR daily_claims IS NOT NULL)
        );
        CREATE INDEX pool_exception_member ON pool_exception (member_id, starts_at);

        ALTER TABLE policy_setting ADD COLUMN ended_by uuid REFERENCES member;
        CREATE INDEX policy_setting_newest ON policy_setting (unit_id, id);

        GRANT SELECT, INSERT, UPDATE ON account_hold, pool_exception TO doorstep_writer;
        GRANT SELECT, INSERT, DELETE ON release_warning TO doorstep_writer;
        GRANT SELECT ON account_hold, pool_exception, policy_setting TO doorstep_reader;

        -- The pool policy in force for each of the members at an instant: their units', and then, with no origin,
        -- the limits of their own, which come last and so win.
        CREATE FUNCTION pool_policy_of_members(member_ids uuid[], at timestamptz)
            RETURNS TABLE (member_id uuid, field text, value text, origin_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public
            AS $$
                SELECT found.member_id, found.field, found.value, found.origin_id
                FROM (
                    SELECT member.id AS member_id, policy.field, policy.value, policy.origin_id, false AS is_own
                    FROM member
                    JOIN policy_in_force(
                        ARRAY (SELECT DISTINCT unit_id FROM member WHERE id = ANY (member_ids)), at
                    ) AS policy ON policy.unit_id = member.unit_id
                    WHERE member.id = ANY (member_ids)
                    UNION ALL
                    SELECT exception.member_id, own.field, own.value::text, NULL, true
                    FROM pool_exception AS exception
                    CROSS JOIN LATERAL (
                        VALUES ('capacity', exception.capacity), ('daily_claims', exception.daily_claims)
                    ) AS own (field, value)
                    WHERE exception.member_id = ANY (member_ids) AND own.value IS NOT NULL
                        AND exception.starts_at <= at AND (exception.ends_at IS NULL OR exception.ends_at > at)
                ) AS found
                ORDER BY found.is_own
            $$;

        ALTER TABLE account_hold ENABLE ROW LEVEL SECURITY;
        ALTER TABLE pool_exception ENABLE ROW LEVEL SECURITY;
        ALTER TABLE policy_setting ENABLE ROW LEVEL SECURITY;
        CREATE POLICY writer ON account_hold TO doorstep_writer USING (true);
        CREATE POLICY writer ON pool_exception TO doorstep_writer USING (true);
        CREATE POLICY writer ON policy_setting TO doorstep_writer USING (true);
        CREATE POLICY account_in_sight ON account_hold FOR SELECT TO doorstep_reader
            USING (EXISTS (SELECT FROM account WHERE account.id = account_id));
        CREATE POLICY own_or_managed ON pool_exception FOR SELECT TO doorstep_reader
            USING (
                member_id = (SELECT actor_id())
                OR (SELECT actor_role()) IN ('MANAGER', 'ADMIN')
                AND EXISTS (SELECT FROM member WHERE member.id = member_id)
            );
        CREATE POLICY unit_in_sight ON policy_setting FOR SELECT TO doorstep_reader
            USING (EXISTS (SELECT FROM org_unit WHERE org_unit.id = unit_id));
        """
    )
