"""Which regions places lie in, and whether they are the actor's to put accounts in."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ARRAY, Double, any_, bindparam, column, func, select
from sqlalchemy.orm import Session

from accounts.queries.views import actor_regions, handles_no_mans_land
from geo import Position
from people import Actor
from regions import share_boundaries


@dataclass(frozen=True, slots=True)
class Placement:
    region_id: UUID | None
    in_actors_regions: bool


def place(session: Session, positions: Sequence[Position]) -> list[Placement]:
    """The region of each position, which no redrawing changes before this transaction ends. Lock accounts after it."""
    share_boundaries(session)
    longitudes, latitudes = [p.longitude for p in positions], [p.latitude for p in positions]
    rows = session.execute(_PLACEMENTS, {"longitudes": longitudes, "latitudes": latitudes})
    return [Placement(row.region_id, bool(row.in_actors_regions)) for row in rows]


def may_place(actor: Actor, placement: Placement) -> bool:
    """Whether the actor may put an account there: in a region in sight, or in none where that is the actor's."""
    return placement.in_actors_regions or (placement.region_id is None and handles_no_mans_land(actor))


_POINTS = (
    func.unnest(bindparam("longitudes", type_=ARRAY(Double)), bindparam("latitudes", type_=ARRAY(Double)))
    .table_valued(column("longitude", Double), column("latitude", Double), with_ordinality="number", name="points")
    .render_derived()
)
_PLACED = (
    select(
        _POINTS.c.number,
        func.region_id_at(func.ST_SetSRID(func.ST_MakePoint(_POINTS.c.longitude, _POINTS.c.latitude), 4326)).label(
            "region_id"
        ),
    )
    .offset(0)
    .subquery("placed")
)
_PLACEMENTS = select(
    _PLACED.c.region_id, (_PLACED.c.region_id == any_(actor_regions())).label("in_actors_regions")
).order_by(_PLACED.c.number)
