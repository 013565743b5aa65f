"""What visits, holds and orders say of an account, added up anew."""

from collections.abc import Mapping

CLOCKS: Mapping[str, str] = {
    "the last visit is the latest one that counts": """
        SELECT account.id AS account_id, format(
            'Its last visit is of %s; the latest that counts is of %s.', coalesce(last_visit_at::text, 'never'),
            coalesce(latest.at::text, 'never')
        ) AS what
        FROM account LEFT JOIN (
            SELECT account_id, max(at) AS at FROM visit_credit WHERE standing = 'COUNTED' GROUP BY account_id
        ) AS latest ON latest.account_id = account.id
        WHERE account.last_visit_at IS DISTINCT FROM latest.at
    """,
    "what suspends the release is the owner's visits on hold": """
        SELECT account.id AS account_id, format(
            'It has %s visits on hold; by its credits there are %s.', held_visits, coalesce(held.count, 0)
        ) AS what
        FROM account LEFT JOIN (
            SELECT credit.account_id, count(*) AS count
            FROM visit_credit AS credit JOIN account ON account.id = credit.account_id
            WHERE standing = 'HELD' AND credit.member_id = account.owner_id AND credit.at >= account.claimed_at
            GROUP BY credit.account_id
        ) AS held ON held.account_id = account.id
        WHERE held_visits <> coalesce(held.count, 0)
    """,
    "a manager's hold is what keeps it": """
        SELECT account.id AS account_id, format(
            'It is kept until %s; the hold that is open is until %s.', coalesce(kept_until::text, 'no instant'),
            coalesce(hold.until::text, 'no instant')
        ) AS what
        FROM account LEFT JOIN account_hold AS hold ON hold.account_id = account.id AND hold.ended_at IS NULL
        WHERE kept_until IS DISTINCT FROM hold.until
    """,
    "a customer is who has a first order": """
        SELECT account.id AS account_id, format(
            'Its stage is %s; its first order is %s.', stage, coalesce(reference, 'not on record')
        ) AS what
        FROM account LEFT JOIN first_order ON first_order.account_id = account.id
        WHERE (stage = 'CUSTOMER') <> (reference IS NOT NULL)
    """,
}
"What must be so, and what is found where it isn't."
