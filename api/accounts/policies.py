"""Policies as clients see them, and as they set them."""

from collections.abc import Mapping
from uuid import UUID

import strawberry

import accounts
from accounts import OffSiteRule
from api.accounts.kinds import AccountStage
from api.context import Info
from api.people import loaders as people_loaders
from api.people.types import OrgUnit, unit_of


@strawberry.type
class PolicyOrigin:
    field: str
    org_unit: OrgUnit | None


@strawberry.type
class PoolPolicy:
    capacity: int = strawberry.field(description="Everything held counts: claimed, assigned, found, handed over.")
    daily_claims: int = strawberry.field(description="Claims only.")
    idle_days: int = strawberry.field(
        description="Days without a visit that counts, after which an account falls back to the public pool."
    )
    max_hold_days: int = strawberry.field(
        description="Days an account may be held however often it is visited, unless CUSTOMER; 0: no limit."
    )
    protection_days: int = strawberry.field(description="Days for which no former owner may claim it again.")
    visit_extension_days: int = strawberry.field(
        description="Days for which a visit that counts keeps an account, never less than it had left; 0: idleDays."
    )
    exempt_stages: list[AccountStage] = strawberry.field(
        description="Accounts that have come so far aren't taken back by the automatic release."
    )
    warning_days: int = strawberry.field(
        description="Days before a release for which the event account.release_due is in the outbox; 0: none."
    )
    origins: list[PolicyOrigin] = strawberry.field(
        description="Which unit each value comes from, as far as in sight. What nobody has set comes from the root."
    )


@strawberry.type
class VisitPolicy:
    geofence_meters: int = strawberry.field(description="Default for accounts without their own.")
    max_accuracy_meters: int = strawberry.field(description="A fix vaguer than this proves nothing.")
    max_fix_age_seconds: int = strawberry.field(description="A fix older than this at check-in is stale.")
    max_late_hours: int = strawberry.field(description="How late an offline visit may arrive.")
    off_site: OffSiteRule
    retain_positions_days: int
    appeal_days: int
    origins: list[PolicyOrigin] = strawberry.field(
        description="Which unit each value comes from, as far as in sight. What nobody has set comes from the root."
    )


@strawberry.input(
    description="Absent: as inherited; at the root 100, 20, 10, 0, 30, 0, none, 2. An explicit null goes back to "
    "inheriting."
)
class PoolPolicyInput:
    capacity: int | None = strawberry.UNSET
    daily_claims: int | None = strawberry.UNSET
    idle_days: int | None = strawberry.UNSET
    max_hold_days: int | None = strawberry.UNSET
    protection_days: int | None = strawberry.UNSET
    visit_extension_days: int | None = strawberry.UNSET
    exempt_stages: list[AccountStage] | None = strawberry.UNSET
    warning_days: int | None = strawberry.UNSET


@strawberry.input(
    description="Absent: as inherited; at the root 150, 100, 120, 72, HOLD, 180, 7. An explicit null goes back to "
    "inheriting."
)
class VisitPolicyInput:
    geofence_meters: int | None = strawberry.UNSET
    max_accuracy_meters: int | None = strawberry.UNSET
    max_fix_age_seconds: int | None = strawberry.UNSET
    max_late_hours: int | None = strawberry.UNSET
    off_site: OffSiteRule | None = strawberry.UNSET
    retain_positions_days: int | None = strawberry.UNSET
    appeal_days: int | None = strawberry.UNSET


def given(policy: PoolPolicyInput | VisitPolicyInput) -> dict[str, accounts.PolicyValue | None]:
    """The values that were sent, by name; None for an explicit null."""
    sent = {name: value for name, value in vars(policy).items() if value is not strawberry.UNSET}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in sent.items()}


def pool_policy_node(info: Info, policy: accounts.PoolPolicy) -> PoolPolicy:
    return PoolPolicy(
        capacity=policy.capacity,
        daily_claims=policy.daily_claims,
        idle_days=policy.idle_days,
        max_hold_days=policy.max_hold_days,
        protection_days=policy.protection_days,
        visit_extension_days=policy.visit_extension_days,
        exempt_stages=list(policy.exempt_stages),
        warning_days=policy.warning_days,
        origins=_origins(info, policy.origins),
    )


def visit_policy_node(info: Info, policy: accounts.VisitPolicy) -> VisitPolicy:
    return VisitPolicy(
        geofence_meters=policy.geofence_meters,
        max_accuracy_meters=policy.max_accuracy_meters,
        max_fix_age_seconds=policy.max_fix_age_seconds,
        max_late_hours=policy.max_late_hours,
        off_site=policy.off_site,
        retain_positions_days=policy.retain_positions_days,
        appeal_days=policy.appeal_days,
        origins=_origins(info, policy.origins),
    )


def _origins(info: Info, origins: Mapping[str, UUID | None]) -> list[PolicyOrigin]:
    units = people_loaders.units(info)
    root_id = info.context.actor.unit_path[0]
    units.want(origins.values())
    return [
        PolicyOrigin(field=accounts.contract_name(name), org_unit=unit_of(info, units.get(unit_id or root_id)))
        for name, unit_id in origins.items()
    ]
