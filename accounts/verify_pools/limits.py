"""Limits as of each event that one binds: room in the private pool, claims of the day, protection of former owners.

The limit is the laxer of those in force at the event's instant and a minute before: a request reads policies a moment
after its instant, and one that a colleague set meanwhile may carry an earlier one. Where units have been moved
since, the policies of then can't be told from the tree of today: events before the last move aren't asked.
"""

from collections.abc import Mapping

_STILL = "at > (SELECT coalesce(max(at), '-infinity') FROM audit_entry WHERE act = 'moveOrgUnit' AND outcome = 'DONE')"
_POLICY = """
    coalesce((
        SELECT value::integer FROM pool_policy_of_members(ARRAY[member_id], {at}) AS policy
        WHERE field = '{field}' ORDER BY origin_id NULLS FIRST LIMIT 1
    ), :{field})
"""


def _laxest(field: str, choose: str) -> str:
    then, before = (_POLICY.format(field=field, at=at) for at in ("at", "at - interval '1 minute'"))
    return f"{choose}({then}, {before})"


_LEAST_EVER = """
    least(:{field}, (SELECT min(value::integer) FROM policy_setting WHERE field = '{field}'),
        (SELECT min({field}) FROM pool_exception))
"""

LIMITS: Mapping[str, str] = {
    "no private pool takes more than its capacity": f"""
        WITH steps AS (
            SELECT id, account_id, at, to_id AS member_id, 1 AS step FROM pool_event WHERE to_id IS NOT NULL
            UNION ALL
            SELECT id, account_id, at, from_id, -1 FROM pool_event WHERE from_id IS NOT NULL
        ), replayed AS (
            SELECT *, sum(step) OVER (PARTITION BY member_id ORDER BY id, step) AS held FROM steps
        ), full_pools AS MATERIALIZED (
            SELECT *, {_laxest("capacity", "greatest")} AS capacity
            FROM replayed WHERE step = 1 AND held > {_LEAST_EVER.format(field="capacity")} AND {_STILL}
        )
        SELECT account_id, format(
            'At %s it was number %s in the private pool of %s, which took %s.', at, held, member_id, capacity
        ) AS what
        FROM full_pools WHERE held > capacity
    """,
    "nobody claims more than the day's claims": f"""
        WITH claims AS (
            SELECT event.id, account_id, at, to_id AS member_id,
                   row_number() OVER (PARTITION BY to_id, (at AT TIME ZONE time_zone)::date ORDER BY event.id) AS number
            FROM pool_event AS event JOIN member ON member.id = event.to_id
            WHERE kind = 'CLAIMED'
        ), many AS MATERIALIZED (
            SELECT *, {_laxest("daily_claims", "greatest")} AS daily_claims
            FROM claims WHERE number > {_LEAST_EVER.format(field="daily_claims")} AND {_STILL}
        )
        SELECT account_id, format(
            'At %s it was claim number %s of the day of %s, who had %s.', at, number, member_id, daily_claims
        ) AS what
        FROM many WHERE number > daily_claims
    """,
    "no former owner claims while protection lasts": f"""
        WITH claims AS (
            SELECT claim.id, claim.account_id, claim.at, claim.to_id AS member_id, max(past.at) AS ended_at
            FROM pool_event AS claim JOIN pool_event AS past
                ON past.account_id = claim.account_id AND past.from_id = claim.to_id AND past.id < claim.id
            WHERE claim.kind = 'CLAIMED'
            GROUP BY claim.id
        ), again AS MATERIALIZED (
            SELECT *, {_laxest("protection_days", "least")} AS protection_days FROM claims WHERE {_STILL}
        )
        SELECT account_id, format(
            '%s claimed it at %s, having ceased to hold it at %s: it was protected for %s days.',
            member_id, at, ended_at, protection_days
        ) AS what
        FROM again WHERE at < ended_at + protection_days * interval '24 hours'
    """,
}
"What must be so, and what is found where it isn't."
