"""Owners and holdings, replayed from the events in the order in which they were recorded.

Ids carry that order, and not the instants: of two requests that waited for each other, the first may have the later
instant.
"""

from collections.abc import Mapping

OWNERS: Mapping[str, str] = {
    "an account's first event adds it, and no later one": """
        SELECT account_id, format('Event %s of the account is %s.', number, kind) AS what
        FROM (
            SELECT account_id, kind, row_number() OVER (PARTITION BY account_id ORDER BY id) AS number FROM pool_event
        ) AS event
        WHERE (number = 1) <> (kind = 'ADDED')
    """,
    "every account has events": """
        SELECT account.id AS account_id, 'The account has no events.' AS what
        FROM account WHERE NOT EXISTS (SELECT FROM pool_event WHERE pool_event.account_id = account.id)
    """,
    "each event takes the account from whom the one before gave it to": """
        SELECT account_id, format(
            '%s at %s took it from %s; it was with %s.', kind, at, coalesce(from_id::text, 'the public pool'),
            coalesce(before_id::text, 'the public pool')
        ) AS what
        FROM (
            SELECT *, lag(to_id) OVER (PARTITION BY account_id ORDER BY id) AS before_id FROM pool_event
        ) AS event
        WHERE from_id IS DISTINCT FROM before_id
    """,
    "the owner is whom the last event gave it to": """
        SELECT account.id AS account_id, format(
            'Its owner is %s; by its events it is with %s.', coalesce(owner_id::text, 'nobody'),
            coalesce(last.to_id::text, 'nobody')
        ) AS what
        FROM account CROSS JOIN LATERAL (
            SELECT to_id FROM pool_event WHERE pool_event.account_id = account.id ORDER BY id DESC LIMIT 1
        ) AS last
        WHERE account.owner_id IS DISTINCT FROM last.to_id
    """,
    "the owner holds it, since the instant it was claimed": """
        SELECT coalesce(account.id, holding.account_id) AS account_id, format(
            'Its owner is %s since %s; the holding that is open is %s''s since %s.',
            coalesce(account.owner_id::text, 'nobody'), account.claimed_at,
            coalesce(holding.member_id::text, 'nobody'), holding.starts_at
        ) AS what
        FROM (SELECT id, owner_id, claimed_at FROM account WHERE owner_id IS NOT NULL) AS account
        FULL JOIN (SELECT account_id, member_id, starts_at FROM holding WHERE ends_at IS NULL) AS holding
            ON holding.account_id = account.id
        WHERE (account.owner_id, account.claimed_at) IS DISTINCT FROM (holding.member_id, holding.starts_at)
    """,
    "holdings follow from the events that gave the account to somebody": """
        SELECT coalesce(given.account_id, kept.account_id) AS account_id, format(
            'By its events holding %s is %s''s by %s from %s to %s; on record it is %s''s by %s from %s to %s.',
            coalesce(given.number, kept.number), coalesce(given.to_id::text, 'nobody'), given.kind, given.starts_at,
            given.ends_at, coalesce(kept.member_id::text, 'nobody'), kept.began, kept.starts_at, kept.ends_at
        ) AS what
        FROM (
            SELECT event.*, row_number() OVER (PARTITION BY account_id ORDER BY id) AS number
            FROM (
                SELECT id, account_id, kind, to_id, latest AS starts_at,
                       lead(latest) OVER (PARTITION BY account_id ORDER BY id) AS ends_at
                FROM (
                    SELECT *, max(at) FILTER (WHERE from_id IS NOT NULL OR to_id IS NOT NULL)
                           OVER (PARTITION BY account_id ORDER BY id) AS latest
                    FROM pool_event
                ) AS timed
            ) AS event
            WHERE to_id IS NOT NULL
        ) AS given
        FULL JOIN (
            SELECT *, row_number() OVER (PARTITION BY account_id ORDER BY id) AS number FROM holding
        ) AS kept USING (account_id, number)
        WHERE (given.to_id, given.kind, given.starts_at, given.ends_at)
            IS DISTINCT FROM (kept.member_id, kept.began, kept.starts_at, kept.ends_at)
    """,
}
"What must be so, and what is found where it isn't."
