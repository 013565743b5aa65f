"""Which accounts a rep's day may be made of, in one statement: own ones, and the pool of the rep's lands along a way.

To be called as the writer, for any rep: whom a policy binds can't search by place, and the rep is named here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, text
from sqlalchemy.orm import Session

from accounts.queries.views import AccountView, account_view
from geo import Position

_EARTH_RADIUS = 6_378_137.0
_WORLD = 2 * math.pi * _EARTH_RADIUS
_LATITUDE_LIMIT = 85.0
_MOST_STRETCH = 1.0068


@dataclass(frozen=True, slots=True)
class Along:
    """What lies within `reach_meters` of the line through the places, and is open on an ISO weekday."""

    places: Sequence[Position]
    reach_meters: float
    weekday: int


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
    rows = session.execute(
        _CANDIDATES,
        {
            "member_id": member_id,
            "now": now,
            "named": list(wanted.named),
            "longitude": wanted.start.longitude,
            "latitude": wanted.start.latitude,
            "most_own": wanted.most_own,
            "most_pool": wanted.most_pool if along else 0,
            "ways": _ways(along.places) if along else [],
            "reach": along.reach_meters * _stretch(along.places) if along else 0.0,
            "stretch": _stretch(along.places) if along else 1.0,
            "weekday": along.weekday if along else 1,
        },
    )
    return [account_view(row) for row in rows]


def _stretch(places: Sequence[Position]) -> float:
    """How much the map stretches at the farthest latitude of the places."""
    farthest = min(max(abs(place.latitude) for place in places), _LATITUDE_LIMIT)
    return _MOST_STRETCH / math.cos(math.radians(farthest))


def _ways(places: Sequence[Position]) -> list[str]:
    """The way on the map of Web Mercator; once more a world away where it leaves the map."""
    first = places[0].longitude
    xs = [_EARTH_RADIUS * math.radians(first + (place.longitude - first + 180) % 360 - 180) for place in places]
    ys = [_map_y(place.latitude) for place in places]
    shifts = [0.0, *(shift for shift in (_WORLD, -_WORLD) if _touches_the_edge(xs, shift))]
    return [
        f"SRID=3857;LINESTRING({', '.join(f'{x + shift:.2f} {y:.2f}' for x, y in zip(xs, ys, strict=True))})"
        for shift in shifts
    ]


def _touches_the_edge(xs: Sequence[float], shift: float) -> bool:
    margin = _WORLD / 72
    return min(xs) < margin - _WORLD / 2 if shift > 0 else max(xs) > _WORLD / 2 - margin


def _map_y(latitude: float) -> float:
    """As mercator_y in migration 0004."""
    clamped = max(-89.9, min(89.9, latitude))
    return _EARTH_RADIUS * math.log(math.tan(math.pi / 4 + math.radians(clamped) / 2))


# KNN per land over the index (land_id, mercator); of the nearest few hundred those worth most.
_CANDIDATES = text("""
    WITH lands AS MATERIALIZED (SELECT unnest(lands_of_rep(:member_id, :now)) AS id),
    ways AS MATERIALIZED (SELECT way::geometry AS way, ST_Expand(way::geometry, :reach) AS box
                          FROM unnest(CAST(:ways AS text[])) AS way),
    near_lands AS MATERIALIZED (
        SELECT DISTINCT lands.id, ways.way, ways.box
        FROM ways JOIN region_part ON region_part.part && ST_Transform(ways.box, 4326)
        JOIN lands ON lands.id = region_part.region_id
        WHERE :most_pool > 0
    ),
    near_pool AS (
        SELECT pool.id, pool.value / 2.0 AS points, pool.away / :stretch AS away
        FROM near_lands CROSS JOIN LATERAL (
            SELECT account.id, account.value, account.mercator <-> near_lands.way AS away
            FROM account
            WHERE account.land_id = near_lands.id AND account.owner_id IS NULL AND account.mercator && near_lands.box
                AND (account.opening_hours IS NULL OR EXISTS (
                    SELECT FROM jsonb_array_elements(account.opening_hours) AS opening
                    WHERE (opening ->> 0)::int = :weekday
                        OR (opening ->> 0)::int = (:weekday + 5) % 7 + 1 AND opening ->> 2 < opening ->> 1
                ))
            ORDER BY account.mercator <-> near_lands.way LIMIT 600
        ) AS pool
        WHERE pool.away <= :reach
        ORDER BY away LIMIT 600
    ),
    chosen AS (
        SELECT id, 0 AS rank FROM unnest(:named) AS id
        UNION ALL
        (SELECT own.id, 1 FROM account AS own WHERE own.owner_id = :member_id
         ORDER BY own.mercator <-> ST_Transform(ST_SetSRID(ST_MakePoint(:longitude, :latitude), 4326), 3857)
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
