"""Accounts, the public and private pools they lie in, and the policies they live under."""

from accounts.boundaries import add_region, redraw_region
from accounts.kinds import Change, ClaimRefusal, Pool, Stage, Standing
from accounts.policies import OffSiteRule, PoolPolicy, VisitPolicy, pool_policies, visit_policies
from accounts.queries.facts import AccountFacts, account_facts, governing_unit_ids
from accounts.queries.views import AccountView, accounts_by_id
from accounts.visit_credit import record_visit

__all__ = [
    "AccountFacts",
    "AccountView",
    "Change",
    "ClaimRefusal",
    "OffSiteRule",
    "Pool",
    "PoolPolicy",
    "Stage",
    "Standing",
    "VisitPolicy",
    "account_facts",
    "accounts_by_id",
    "add_region",
    "governing_unit_ids",
    "pool_policies",
    "record_visit",
    "redraw_region",
    "visit_policies",
]
