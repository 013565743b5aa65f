"""Which regions places lie in, and whether they are the actor's to put accounts in."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ARRAY, Double, bindparam, column, func, select
from sqlalchemy.orm import Session

from accounts.queries.views import actors_lands
from geo import Position
from regions import share_boundaries


@dataclass(frozen=True, slots=True)
class Placement:
    region_id: UUID | None
    on_actors_land: bool
    "Whether the actor may put an account there."


def place(session: Session, positions: Sequence[Position]) -> list[Placement]:
    """The region of each position, which no redrawing changes before this transaction ends. Lock accounts after it."""
    share_boundaries(session)
    longitudes, latitudes = [p.longitude for p in positions], [p.latitude for p in positions]
    rows = session.execute(_PLACEMENTS, {"longitudes": longitudes, "latitudes": latitudes})
    return [Placement(row.region_id, row.on_actors_land) for row in rows]


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
_LAND = func.coalesce(_PLACED.c.region_id, func.no_mans_land())
_PLACEMENTS = select(_PLACED.c.region_id, _LAND.in_(actors_lands()).label("on_actors_land")).order_by(_PLACED.c.number)
