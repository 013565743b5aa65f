"""What answers fetch of this room, a batch at a time."""

from collections.abc import Sequence
from uuid import UUID

from shapely import MultiPolygon

import regions as room
from api.context import Info
from api.loaders import Loader
from api.people import loaders as people_loaders


def regions(info: Info) -> Loader[UUID, room.RegionView]:
    context = info.context

    def fetch(ids: Sequence[UUID]) -> dict[UUID, room.RegionView]:
        context.actor  # noqa: B018  # any member's, and no stranger's
        return room.regions_by_id(context.session, ids)

    return context.loaders.of("regions", fetch)


def boundaries(info: Info) -> Loader[UUID, MultiPolygon]:
    context = info.context
    return context.loaders.of("boundaries", lambda ids: room.boundaries_by_id(context.session, ids))


def ownership(info: Info) -> Loader[UUID, list[room.Period]]:
    """Who owns a region when; the next batch of units brings all of these owners."""
    context = info.context

    def fetch(ids: Sequence[UUID]) -> dict[UUID, list[room.Period]]:
        found = room.ownership_of_regions(context.session, context.actor, ids)
        people_loaders.units(info).want(period.unit_id for periods in found.values() for period in periods)
        return found

    return context.loaders.of("region ownership", fetch)


def regions_of_units(info: Info) -> Loader[UUID, list[room.RegionView]]:
    context = info.context
    return context.loaders.of(
        "regions of units",
        lambda ids: room.regions_of_units(context.session, context.actor, ids, context.now),
    )


def grants(info: Info) -> Loader[UUID, room.GrantView]:
    context = info.context
    return context.loaders.of("grants", lambda ids: room.grants_by_id(context.session, context.actor, ids))


def grants_of_members(info: Info) -> Loader[UUID, list[room.GrantView]]:
    context = info.context
    return context.loaders.of(
        "grants of members", lambda ids: room.grants_of_members(context.session, context.actor, ids)
    )
