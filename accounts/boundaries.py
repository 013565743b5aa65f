"""Boundaries move, and accounts follow: in the same transaction each lies in the region that covers it.

Regions know nothing of accounts, so that these two verbs of theirs are finished here.
"""

from datetime import datetime
from uuid import UUID

import shapely
from sqlalchemy import ARRAY, Uuid, bindparam, text
from sqlalchemy.orm import Session

import regions
from people import Actor


def add_region(session: Session, actor: Actor | None, *, region: regions.NewRegion, now: datetime) -> UUID:
    """As `regions.add_region`, and the accounts inside lie in the new region. Its id."""
    region_id, change = regions.add_region(session, actor, region=region, now=now)
    if change is not None:
        _place_anew(session, change, now=now)
    return region_id


def redraw_region(session: Session, actor: Actor, *, region_id: UUID, boundary: object, now: datetime) -> None:
    """As `regions.redraw_region`, and the accounts inside the old or the new boundary lie where they belong."""
    change = regions.redraw_region(session, actor, region_id=region_id, boundary=boundary, now=now)
    if change is not None:
        _place_anew(session, change, now=now)


def _place_anew(session: Session, change: regions.BoundaryChange, *, now: datetime) -> None:
    # The boundaries are locked: nobody adds or moves an account meanwhile, so that none is missed.
    areas = [bytes(wkb) for wkb in shapely.to_wkb(list(change.areas))]
    rows = session.execute(_MISPLACED, {"areas": areas, "unmoved": change.inside}).all()
    if not rows:
        return
    moves = {"ids": [row.id for row in rows], "region_ids": [row.region_id for row in rows], "now": now}
    for statement in (_LOCK, _KEEP_PAST, _MOVE):
        session.execute(statement, moves)


# A box in degrees is one in Mercator too, where the index on accounts lies.
_MISPLACED = text(
    """
    WITH box AS (
        SELECT ST_MakeEnvelope(
            mercator_x(ST_Point(ST_XMin(part), ST_YMin(part), 4326)) - 0.001,
            mercator_y(ST_Point(ST_XMin(part), ST_YMin(part), 4326)) - 0.001,
            mercator_x(ST_Point(ST_XMax(part), ST_YMax(part), 4326)) + 0.001,
            mercator_y(ST_Point(ST_XMax(part), ST_YMax(part), 4326)) + 0.001,
            3857
        ) AS edges
        FROM unnest(CAST(:areas AS bytea[])) AS wkb, ST_Subdivide(ST_GeomFromWKB(wkb, 4326), 96) AS part
    ), candidate AS MATERIALIZED (
        SELECT DISTINCT ON (id) id, region_id AS old_id, region_id_at(position::geometry) AS region_id
        FROM box JOIN account ON account.mercator && box.edges
        WHERE region_id IS NULL OR region_id <> ALL (:unmoved)
        ORDER BY id
    )
    SELECT id, region_id FROM candidate WHERE old_id IS DISTINCT FROM region_id
    """
).bindparams(bindparam("unmoved", type_=ARRAY(Uuid)))
_IDS = bindparam("ids", type_=ARRAY(Uuid))
_LOCK = text("SELECT FROM account WHERE id = ANY (:ids) ORDER BY id FOR NO KEY UPDATE").bindparams(_IDS)
# Requests that wait for each other carry instants a little out of order: a later placement ends later.
_KEEP_PAST = text(
    """
    INSERT INTO account_past_placement (account_id, until, region_id, position)
    SELECT id, greatest(:now, (
        SELECT max(until) + interval '1 millisecond' FROM account_past_placement WHERE account_id = account.id
    )), region_id, position
    FROM account WHERE id = ANY (:ids)
    """
).bindparams(_IDS)
_MOVE = text(
    """
    UPDATE account SET region_id = placed.region_id
    FROM unnest(:ids, :region_ids) AS placed (id, region_id) WHERE account.id = placed.id
    """
).bindparams(_IDS, bindparam("region_ids", type_=ARRAY(Uuid)))
