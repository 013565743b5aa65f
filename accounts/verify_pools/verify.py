"""Asks every question."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from accounts.policy_values import POOL_VALUES
from accounts.verify_pools.clocks import CLOCKS
from accounts.verify_pools.difference import Checked, Difference
from accounts.verify_pools.limits import LIMITS
from accounts.verify_pools.owners import OWNERS

QUESTIONS = {**OWNERS, **LIMITS, **CLOCKS}
_DEFAULTS = {name: POOL_VALUES[name].default for name in ("capacity", "daily_claims", "protection_days")}
_COUNTS = text("""
    SELECT (SELECT count(*) FROM account) AS accounts, (SELECT count(*) FROM pool_event) AS events,
           (SELECT count(*) FROM holding) AS holdings, (SELECT count(*) FROM visit_credit) AS credits
""")


def verify_pools(session: Session) -> Checked:
    """What differs, in the order of the questions.

    To be called as the writer, with time, since it reads everything, and in a transaction that sees one instant.
    """
    differences = [
        Difference(row.account_id, row.what)
        for question in QUESTIONS.values()
        for row in session.execute(text(question), _DEFAULTS)
    ]
    counts = session.execute(_COUNTS).one()
    return Checked(counts.accounts, counts.events, counts.holdings, counts.credits, tuple(differences))
