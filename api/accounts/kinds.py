"""The words in which accounts and pools are told, as the contract has them."""

from accounts import Change as PoolEventKind
from accounts import ClaimRefusal, OffSiteRule, Pool, ReleaseReason
from accounts import Stage as AccountStage
from api.enums import show_enum

__all__ = ["AccountStage", "ClaimRefusal", "OffSiteRule", "Pool", "PoolEventKind", "ReleaseReason"]

show_enum(AccountStage, name="AccountStage")
show_enum(PoolEventKind, name="PoolEventKind")
show_enum(Pool)
show_enum(ClaimRefusal)
show_enum(ReleaseReason)
show_enum(OffSiteRule, REFUSE="Store the attempt, refuse the visit.", HOLD="Store it and hold it for review.")
