"""Accounts, the public and private pools they lie in, and the policies they live under."""

from accounts.add_account import add_account
from accounts.advance import advance_account, require_step
from accounts.assign import assign_account
from accounts.boundaries import add_region, redraw_region
from accounts.claim import AlreadyOwned, DailyLimitReached, ProtectedFromFormerOwner, claim_account
from accounts.correct_pin import correct_pin, put_pin_back
from accounts.deactivate_member import deactivate_member
from accounts.details import AccountChanges, NewAccount
from accounts.duplicates import LikelyDuplicate
from accounts.first_order import record_first_order
from accounts.hold_account import end_account_hold, hold_account
from accounts.import_accounts import ImportRefused, RefusedRow, import_accounts
from accounts.jobs import JOBS
from accounts.kinds import Change, ClaimRefusal, Pool, Stage, Standing
from accounts.opening_hours import OpeningHours
from accounts.outside_region import OutsideYourRegion, outside_your_region
from accounts.personal_data import personal_data
from accounts.policies import (
    PoolPolicy,
    VisitPolicy,
    pool_policies,
    pool_policies_of_members,
    visit_policies,
    visit_policies_then,
)
from accounts.policy_values import OffSiteRule, contract_name
from accounts.policy_values import Value as PolicyValue
from accounts.private_pool import CapacityReached
from accounts.queries.candidates import CandidatesWanted, candidates
from accounts.queries.claimability import claimabilities
from accounts.queries.corridor import Along
from accounts.queries.facts import AccountFacts, accounts_then, lock_accounts
from accounts.queries.history import PoolEventView, history_pages
from accounts.queries.holds import AccountHoldView, holds_of_accounts
from accounts.queries.lists import AccountFilter, account_page, held_account_pages
from accounts.queries.nearby import NearbyAccount, NearbyFilter, nearby_page
from accounts.queries.policies_of_accounts import pool_policies_of_accounts, visit_policies_of_accounts
from accounts.queries.policy_history import PolicySettingView, policy_history_pages
from accounts.queries.pool_exceptions import PoolExceptionView, pool_exceptions
from accounts.queries.pool_use import pool_uses
from accounts.queries.preview import release_preview
from accounts.queries.views import AccountView, accounts_by_id
from accounts.release import release_account
from accounts.release_now import release_due_accounts
from accounts.rules import Claimability, Clock, PoolUse, ReleaseReason, release_at
from accounts.set_member_capacity import set_member_capacity
from accounts.set_policy import set_pool_policy, set_visit_policy
from accounts.swaps.look import PoolsSeen, look_at_pools, look_for_swaps
from accounts.swaps.queries import SwapRing, swap_rings
from accounts.swaps.record import record_swaps
from accounts.update_account import update_account
from accounts.verify_pools import verify_pools
from accounts.visit_credit import VisitWorth, change_credits, record_visits

__all__ = [
    "JOBS",
    "AccountChanges",
    "AccountFacts",
    "AccountFilter",
    "AccountHoldView",
    "AccountView",
    "Along",
    "AlreadyOwned",
    "CandidatesWanted",
    "CapacityReached",
    "Change",
    "ClaimRefusal",
    "Claimability",
    "Clock",
    "DailyLimitReached",
    "ImportRefused",
    "LikelyDuplicate",
    "NearbyAccount",
    "NearbyFilter",
    "NewAccount",
    "OffSiteRule",
    "OpeningHours",
    "OutsideYourRegion",
    "PolicySettingView",
    "PolicyValue",
    "Pool",
    "PoolEventView",
    "PoolExceptionView",
    "PoolPolicy",
    "PoolUse",
    "PoolsSeen",
    "ProtectedFromFormerOwner",
    "RefusedRow",
    "ReleaseReason",
    "Stage",
    "Standing",
    "SwapRing",
    "VisitPolicy",
    "VisitWorth",
    "account_page",
    "accounts_by_id",
    "accounts_then",
    "add_account",
    "add_region",
    "advance_account",
    "assign_account",
    "candidates",
    "change_credits",
    "claim_account",
    "claimabilities",
    "contract_name",
    "correct_pin",
    "deactivate_member",
    "end_account_hold",
    "held_account_pages",
    "history_pages",
    "hold_account",
    "holds_of_accounts",
    "import_accounts",
    "lock_accounts",
    "look_at_pools",
    "look_for_swaps",
    "nearby_page",
    "outside_your_region",
    "personal_data",
    "policy_history_pages",
    "pool_exceptions",
    "pool_policies",
    "pool_policies_of_accounts",
    "pool_policies_of_members",
    "pool_uses",
    "put_pin_back",
    "record_first_order",
    "record_swaps",
    "record_visits",
    "redraw_region",
    "release_account",
    "release_at",
    "release_due_accounts",
    "release_preview",
    "require_step",
    "set_member_capacity",
    "set_pool_policy",
    "set_visit_policy",
    "swap_rings",
    "update_account",
    "verify_pools",
    "visit_policies",
    "visit_policies_of_accounts",
    "visit_policies_then",
]
