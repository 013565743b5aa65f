"""hands: a claim is judged and accounts change hands in one round trip each, by plans that are kept.

What was one statement after the other held its locks for as many round trips. Functions that others call are in
plpgsql now, which keeps its plans: one in SQL is planned anew at each call.
"""

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.execute(
        """
        -- What a claim is judged by, its member and its account held still. An account that another holds isn't
        -- waited for: of many who want one, the first takes it, and the others learn so as soon as they are told.
        CREATE FUNCTION claim_facts(
            claimant uuid, wanted uuid, day_begins timestamptz, day_ends timestamptz, at timestamptz,
            OUT left_at timestamptz, OUT is_known boolean, OUT is_free boolean, OUT owner_id uuid, OUT region_id uuid,
            OUT on_actors_land boolean, OUT held_until timestamptz, OUT held integer, OUT claimed_today integer,
            OUT policy jsonb
        ) LANGUAGE plpgsql SET search_path = public
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

        -- Gives accounts, which the caller has locked, to a member, or to their public pools (null): holdings, owners,
        -- history and events move together. `holding_ids` and `event_ids` are for what is written of each account.
        CREATE FUNCTION change_hands(
            account_ids uuid[], holding_ids uuid[], event_ids uuid[],
            how text, new_owner uuid, by_member uuid, why text, now timestamptz
        ) RETURNS void LANGUAGE plpgsql SET search_path = public
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

        CREATE OR REPLACE FUNCTION policy_in_force(unit_ids uuid[], at timestamptz)
            RETURNS TABLE (unit_id uuid, field text, value text, origin_id uuid)
            LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public
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
        CREATE OR REPLACE FUNCTION pool_policy_of_members(member_ids uuid[], at timestamptz)
            RETURNS TABLE (member_id uuid, field text, value text, origin_id uuid)
            LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public
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
        CREATE OR REPLACE FUNCTION governing_units(account_ids uuid[], at timestamptz)
            RETURNS TABLE (account_id uuid, unit_id uuid)
            LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public
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
        REVOKE EXECUTE ON FUNCTION claim_facts, change_hands FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION claim_facts, change_hands TO doorstep_writer;
        """
    )
