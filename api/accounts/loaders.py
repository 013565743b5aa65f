"""What answers fetch of this room, a batch at a time."""

from collections.abc import Sequence
from uuid import UUID
from zoneinfo import ZoneInfo

import accounts as room
from api.context import Info
from api.loaders import Loader
from api.people import loaders as people_loaders
from core.paging import Page, PageRequest


def account_views(info: Info) -> Loader[UUID, room.AccountView]:
    context = info.context
    return context.loaders.of("accounts", lambda ids: room.accounts_by_id(context.session, context.actor, ids))


def claimability(info: Info) -> Loader[UUID, room.Claimability]:
    context = info.context
    return context.loaders.of(
        "claimability", lambda ids: room.claimabilities(context.session, context.actor, ids, context.now)
    )


def pool_policies_of_accounts(info: Info) -> Loader[UUID, room.PoolPolicy]:
    context = info.context
    return context.loaders.of(
        "pool policies of accounts", lambda ids: room.pool_policies_of_accounts(context.session, ids, context.now)
    )


def visit_policies_of_accounts(info: Info) -> Loader[UUID, room.VisitPolicy]:
    context = info.context
    return context.loaders.of(
        "visit policies of accounts", lambda ids: room.visit_policies_of_accounts(context.session, ids, context.now)
    )


def holds(info: Info) -> Loader[UUID, room.AccountHoldView]:
    """Of accounts."""
    context = info.context
    return context.loaders.of(
        "account holds", lambda ids: room.holds_of_accounts(context.session, context.actor, ids, context.now)
    )


def history(info: Info, request: PageRequest) -> Loader[UUID, Page[room.PoolEventView]]:
    context = info.context
    return context.loaders.of(
        ("account history", request),
        lambda ids: room.history_pages(context.session, context.actor, ids, request),
        per="account",
    )


def pool_policies(info: Info) -> Loader[UUID, room.PoolPolicy]:
    """Of units."""
    context = info.context
    return context.loaders.of("pool policies", lambda ids: room.pool_policies(context.session, ids, context.now))


def pool_policies_of_members(info: Info) -> Loader[UUID, room.PoolPolicy]:
    """Of members, with the limits that are their own."""
    context = info.context
    return context.loaders.of(
        "pool policies of members", lambda ids: room.pool_policies_of_members(context.session, ids, context.now)
    )


def visit_policies(info: Info) -> Loader[UUID, room.VisitPolicy]:
    """Of units."""
    context = info.context
    return context.loaders.of("visit policies", lambda ids: room.visit_policies(context.session, ids, context.now))


def policy_history(info: Info, request: PageRequest) -> Loader[UUID, Page[room.PolicySettingView]]:
    """Of units."""
    context = info.context
    return context.loaders.of(
        ("policy history", request),
        lambda ids: room.policy_history_pages(context.session, context.actor, ids, request),
    )


def pool_exceptions(info: Info) -> Loader[UUID, room.PoolExceptionView]:
    """Of members."""
    context = info.context
    return context.loaders.of(
        "pool exceptions", lambda ids: room.pool_exceptions(context.session, context.actor, ids, context.now)
    )


def pool_uses(info: Info) -> Loader[UUID, room.PoolUse]:
    """Of members."""
    context = info.context

    def fetch(ids: Sequence[UUID]) -> dict[UUID, room.PoolUse]:
        members = people_loaders.members(info)
        members.want(ids)
        found = {id: member for id in ids if (member := members.get(id)) is not None}
        pool_policies_of_members(info).want(found)
        zones = {id: ZoneInfo(member.time_zone) for id, member in found.items()}
        return room.pool_uses(context.session, zones, context.now)

    return context.loaders.of("pool uses", fetch)


def want_private_pool(info: Info, member_id: UUID) -> None:
    """Say that the answer may show the member's private pool."""
    pool_uses(info).want([member_id])
    pool_exceptions(info).want([member_id])
    info.context.loaders.show("private pool", member_id)


def held_accounts(info: Info, request: PageRequest) -> Loader[UUID, Page[room.AccountView]]:
    """Of members."""
    context = info.context
    return context.loaders.of(
        ("held accounts", request),
        lambda ids: room.held_account_pages(context.session, context.actor, ids, request),
        per="private pool",
    )
