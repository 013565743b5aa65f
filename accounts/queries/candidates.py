"""Which accounts a rep's day may be made of, in one statement: own ones, and the pool of the rep's lands along a way.

To be called as the writer, for any rep: whom a policy binds can't search by place, and the rep is named here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, text
from sqlalchemy.orm import Session

from accounts.queries.corridor import Along, map_position, spots_along
from accounts.queries.views import AccountView, account_view
from geo import Position

_NEAREST = 1_200
"Of the pool, looked at for those worth most; shared among the spots."


@dataclass(frozen=True, slots=True)
class CandidatesWanted:
    """Beside the accounts `named`, as far as the rep may plan them: `most_own` of the rep's, those nearest `start`, and
    `most_pool` of the pool `along` the way, those worth most for their distance of the nearest few hundred."""

    named: Sequence[UUID]
    start: Position
    most_own: int
    most_pool: int
    along: Along | None


def candidates(session: Session, member_id: UUID, wanted: CandidatesWanted, *, now: datetime) -> list[AccountView]:
    """The named first, in no order beyond that; the pool is that of the regions of the rep's unit and those granted."""
    along = wanted.along
    spots = spots_along(along) if along and wanted.most_pool else []
    stretch = along.stretch if along else 1.0
    start_x, start_y = map_position(wanted.start, beside=wanted.start)
    rows = session.execute(
        _CANDIDATES,
        {
            "member_id": member_id,
            "now": now,
            "named": list(wanted.named),
            "x": start_x,
            "y": start_y,
            "most_own": wanted.most_own,
            "most_pool": wanted.most_pool,
            "xs": [spot.x for spot in spots],
            "ys": [spot.y for spot in spots],
            "boxes": [spot.box for spot in spots],
            "reach": along.reach_on_map if along else 0.0,
            "each": max(_NEAREST // max(1, len(spots)), 100),
            "stretch": stretch,
            "weekday": along.weekday if along else 1,
        },
    )
    return [account_view(row) for row in rows]


# KNN per spot and land over the index (land_id, mercator): of the nearest those worth most.
_CANDIDATES = text("""
    WITH lands AS MATERIALIZED (SELECT unnest(lands_of_rep(:member_id, :now)) AS id),
    spots AS MATERIALIZED (
        SELECT ST_SetSRID(ST_MakePoint(x, y), 3857) AS spot, ST_SetSRID(CAST(box AS box2d)::geometry, 4326) AS box
        FROM unnest(CAST(:xs AS float8[]), CAST(:ys AS float8[]), CAST(:boxes AS text[])) AS spot (x, y, box)
    ),
    near_lands AS MATERIALIZED (
        SELECT DISTINCT lands.id, spots.spot
        FROM spots JOIN region_part ON region_part.part && spots.box
        JOIN lands ON lands.id = region_part.region_id
    ),
    near_pool AS (
        SELECT pool.id, pool.value / 2.0 AS points, min(pool.away) / :stretch AS away
        FROM near_lands CROSS JOIN LATERAL (
            SELECT account.id, account.value, account.mercator <-> near_lands.spot AS away
            FROM account
            WHERE account.land_id = near_lands.id AND account.owner_id IS NULL
                AND account.mercator && ST_Expand(near_lands.spot, :reach)
                AND (account.opening_hours IS NULL OR EXISTS (
                    SELECT FROM jsonb_array_elements(account.opening_hours) AS opening
                    WHERE (opening ->> 0)::int = :weekday
                        OR (opening ->> 0)::int = (:weekday + 5) % 7 + 1 AND opening ->> 2 < opening ->> 1
                ))
            ORDER BY account.mercator <-> near_lands.spot LIMIT :each
        ) AS pool
        WHERE pool.away <= :reach
        GROUP BY pool.id, pool.value
    ),
    chosen AS (
        SELECT id, 0 AS rank FROM unnest(:named) AS id
        UNION ALL
        (SELECT own.id, 1 FROM account AS own WHERE own.owner_id = :member_id
         ORDER BY own.mercator <-> ST_SetSRID(ST_MakePoint(:x, :y), 3857)
         LIMIT :most_own)
        UNION ALL
        (SELECT id, 2 FROM near_pool ORDER BY greatest(points / 2, points - away / 500) DESC LIMIT :most_pool)
    )
    SELECT account.id, name, address, category, external_id, phone, ST_X(position::geometry) AS longitude,
           ST_Y(position::geometry) AS latitude, geofence_meters, stage, value, visit_minutes, opening_hours, region_id,
           owner_id, claimed_at, last_visit_at, held_visits, kept_until
    FROM (SELECT id, min(rank) AS rank FROM chosen GROUP BY id) AS chosen JOIN account ON account.id = chosen.id
    WHERE account.owner_id = :member_id
        OR account.owner_id IS NULL AND account.land_id IN (SELECT id FROM lands)
    ORDER BY chosen.rank, account.id
""").bindparams(bindparam("named", type_=ARRAY(Uuid)))
