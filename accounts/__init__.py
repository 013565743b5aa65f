"""Accounts, the public and private pools they lie in, and the policies they live under."""

from accounts.add_account import add_account
from accounts.advance import advance_account
from accounts.assign import assign_account
from accounts.boundaries import add_region, redraw_region
from accounts.claim import AlreadyOwned, DailyLimitReached, ProtectedFromFormerOwner, claim_account
from accounts.deactivate_member import deactivate_member
from accounts.details import AccountChanges, NewAccount
from accounts.duplicates import LikelyDuplicate
from accounts.first_order import record_first_order
from accounts.import_accounts import ImportRefused, RefusedRow, import_accounts
from accounts.kinds import Change, ClaimRefusal, Pool, Stage, Standing
from accounts.opening_hours import OpeningHours
from accounts.outside_region import OutsideYourRegion, outside_your_region
from accounts.policies import OffSiteRule, PoolPolicy, VisitPolicy, pool_policies, visit_policies
from accounts.private_pool import CapacityReached
from accounts.queries.claimability import claimabilities
from accounts.queries.facts import AccountFacts, account_facts
from accounts.queries.history import PoolEventView, history_pages
from accounts.queries.lists import AccountFilter, account_page, held_account_pages
from accounts.queries.nearby import NearbyAccount, NearbyFilter, nearby_page
from accounts.queries.policies_of_accounts import pool_policies_of_accounts, visit_policies_of_accounts
from accounts.queries.pool_use import pool_uses
from accounts.queries.views import AccountView, accounts_by_id
from accounts.release import release_account
from accounts.rules import Claimability, PoolUse, release_at
from accounts.set_policy import contract_name, set_pool_policy, set_visit_policy
from accounts.update_account import update_account
from accounts.visit_credit import record_visit

__all__ = [
    "AccountChanges",
    "AccountFacts",
    "AccountFilter",
    "AccountView",
    "AlreadyOwned",
    "CapacityReached",
    "Change",
    "ClaimRefusal",
    "Claimability",
    "DailyLimitReached",
    "ImportRefused",
    "LikelyDuplicate",
    "NearbyAccount",
    "NearbyFilter",
    "NewAccount",
    "OffSiteRule",
    "OpeningHours",
    "OutsideYourRegion",
    "Pool",
    "PoolEventView",
    "PoolPolicy",
    "PoolUse",
    "ProtectedFromFormerOwner",
    "RefusedRow",
    "Stage",
    "Standing",
    "VisitPolicy",
    "account_facts",
    "account_page",
    "accounts_by_id",
    "add_account",
    "add_region",
    "advance_account",
    "assign_account",
    "claim_account",
    "claimabilities",
    "contract_name",
    "deactivate_member",
    "held_account_pages",
    "history_pages",
    "import_accounts",
    "nearby_page",
    "outside_your_region",
    "pool_policies",
    "pool_policies_of_accounts",
    "pool_uses",
    "record_first_order",
    "record_visit",
    "redraw_region",
    "release_account",
    "release_at",
    "set_pool_policy",
    "set_visit_policy",
    "update_account",
    "visit_policies",
    "visit_policies_of_accounts",
]
