"""What answers fetch of this room, a batch at a time."""

from collections.abc import Sequence
from uuid import UUID

import people
from api.context import Info
from api.loaders import Loader
from core.paging import Page, PageRequest


def units(info: Info) -> Loader[UUID, people.UnitView]:
    context = info.context
    return context.loaders.of("units", lambda ids: people.units_by_id(context.session, context.actor, ids))


def children(info: Info) -> Loader[UUID, list[people.UnitView]]:
    context = info.context
    return context.loaders.of("unit children", lambda ids: people.unit_children(context.session, context.actor, ids))


def members(info: Info) -> Loader[UUID, people.MemberView]:
    """The next batch of units brings those of all of these members."""
    context = info.context

    def fetch(ids: Sequence[UUID]) -> dict[UUID, people.MemberView]:
        found = people.members_by_id(context.session, context.actor, ids)
        units(info).want(member.unit_id for member in found.values())
        return found

    return context.loaders.of("members", fetch)


def member_pages(info: Info, request: PageRequest) -> Loader[UUID, Page[people.MemberView]]:
    context = info.context
    return context.loaders.of(
        ("unit members", request),
        lambda ids: people.member_pages_of_units(context.session, context.actor, ids, request),
    )


def devices(info: Info) -> Loader[UUID, people.DeviceView]:
    context = info.context
    return context.loaders.of("devices", lambda ids: people.devices_by_id(context.session, context.actor, ids))


def device_pages(info: Info, request: PageRequest) -> Loader[UUID, Page[people.DeviceView]]:
    """Of members."""
    context = info.context
    return context.loaders.of(
        ("devices of members", request),
        lambda ids: people.device_pages_of_members(context.session, context.actor, ids, request),
        per="members",
    )
