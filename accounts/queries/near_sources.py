"""Where accounts near a point may come from: disjoint parts of what an actor sees, each found by an index."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Double,
    FromClause,
    Uuid,
    all_,
    column,
    func,
    literal,
    or_,
    select,
    true,
)

from accounts.kinds import Pool
from accounts.queries.mercator import Reach
from accounts.queries.views import actor_regions, handles_no_mans_land
from accounts.tables import Account
from people import Actor, visible_member_ids


@dataclass(frozen=True, slots=True)
class Source:
    """Accounts that fulfil `conditions` for a row of `places`, whose column x is the middle of a box on the map."""

    places: FromClause
    conditions: tuple[ColumnElement[bool], ...]


def sources(actor: Actor, reach: Reach, pool: Pool | None) -> Iterator[Source]:
    """What the actor sees of a pool, or of both (None)."""
    centres = _centres(reach)
    regions = _regions_near(centres, reach)
    in_region, nobodys = Account.region_id == regions.c.region_id, Account.owner_id.is_(None)
    if pool is not Pool.PRIVATE:
        yield Source(regions, (in_region, nobodys))
        if handles_no_mans_land(actor):
            yield Source(centres, (Account.region_id.is_(None), nobodys))
    if pool is not Pool.PUBLIC:
        if actor.is_rep:
            yield Source(centres, (Account.owner_id == actor.member_id,))
        else:
            yield Source(regions, (in_region, Account.owner_id.is_not(None)))
            yield Source(centres, (Account.owner_id.in_(visible_member_ids(actor)), _outside_actors_regions()))


def _centres(reach: Reach) -> FromClause:
    arrays: list[Any] = [literal(list(values), ARRAY(Double)) for values in (reach.xs, reach.wests, reach.easts)]
    columns = [column(name, Double) for name in ("x", "west", "east")]
    return select(func.unnest(*arrays).table_valued(*columns, name="centre").render_derived()).cte("centres")


def _regions_near(centres: FromClause, reach: Reach) -> FromClause:
    box = func.ST_MakeEnvelope(centres.c.west, reach.south, centres.c.east, reach.north, 4326)
    region = func.actor_region_ids_near(box).table_valued(column("region_id", Uuid), name="region").render_derived()
    statement = select(centres.c.x, region.c.region_id).select_from(centres).join(region.lateral(), true())
    return statement.cte("regions_near")


def _outside_actors_regions() -> ColumnElement[bool]:
    return or_(Account.region_id.is_(None), Account.region_id != all_(actor_regions()))
