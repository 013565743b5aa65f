"""What is alike already among the stored accounts, in whoever's sight."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from accounts.likeness import Likeness, Traits, likeness, reach_meters
from accounts.tables import Account
from core.errors import DomainError
from geo import Position

_MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Probe:
    """An account that is about to be stored, or was, and must not be compared with itself."""

    traits: Traits
    position: Position
    itself: UUID | None = None


@dataclass(frozen=True, slots=True)
class Twin:
    """A stored account that is alike."""

    account_id: UUID
    traits: Traits
    position: Position
    likeness: Likeness


class LikelyDuplicate(DomainError):
    """`candidates`: most alike first, ten at most; whether the viewer sees them is for the reader to find out."""

    def __init__(self, candidates: Sequence[Twin]) -> None:
        super().__init__("Something very alike exists already: look at the candidates before you add it.")
        self.candidates = candidates[:_MOST_SHOWN]


def twins_of(session: Session, probe: Probe, *, least: float) -> list[Twin]:
    """The stored accounts whose likelihood is at least `least`, most alike first."""
    return twins_of_each(session, [probe], least=least, nearest=500, least_name_similarity=0.0)[0]


def twins_of_each(
    session: Session, probes: Sequence[Probe], *, least: float, nearest: int, least_name_similarity: float
) -> list[list[Twin]]:
    """`twins_of` for many at once, among the `nearest` to each with names of some trigram similarity.

    An account that shares a number is found wherever it lies, and whatever its name.
    """
    twins: list[dict[UUID, Twin]] = [{} for _ in probes]
    parameters = _parameters(probes) | {
        "meters": reach_meters(least),
        "nearest": nearest,
        "similarity": least_name_similarity,
    }
    for row in session.execute(_CANDIDATES, parameters):
        probe = probes[row.number - 1]
        traits = Traits(row.name, row.address, row.phone, row.tax_id, row.external_id)
        found = likeness(probe.traits, traits, row.distance_meters)
        if found.likelihood >= least and row.id != probe.itself:
            twins[row.number - 1][row.id] = Twin(row.id, traits, Position(row.longitude, row.latitude), found)
    return [sorted(found.values(), key=lambda twin: -twin.likeness.likelihood) for found in twins]


def phones_taken(session: Session, phones: Sequence[str]) -> set[str]:
    """Those of the numbers that an account has already."""
    return set(session.scalars(select(Account.phone).where(Account.phone.in_(phones)).distinct()))


def _parameters(probes: Sequence[Probe]) -> dict[str, Any]:
    return {
        "names": [probe.traits.name for probe in probes],
        "phones": [probe.traits.phone for probe in probes],
        "tax_ids": [probe.traits.tax_id for probe in probes],
        "external_ids": [probe.traits.external_id for probe in probes],
        "longitudes": [probe.position.longitude for probe in probes],
        "latitudes": [probe.position.latitude for probe in probes],
    }


# A box of Mercator finds what is near by index: its units are longer than meters by 1 / cos(latitude).
_CANDIDATES = text("""
    SELECT probe.number, found.id, found.name, found.address, found.phone, found.tax_id, found.external_id,
           ST_X(found.position::geometry) AS longitude, ST_Y(found.position::geometry) AS latitude,
           ST_Distance(found.position, probe.position) AS distance_meters
    FROM (
        SELECT given.*, place.position, place.latitude AS probe_latitude,
               ST_SetSRID(ST_MakePoint(mercator_x(place.position), mercator_y(place.position)), 3857) AS mercator
        FROM unnest(
            CAST(:names AS text[]), CAST(:phones AS text[]), CAST(:tax_ids AS text[]), CAST(:external_ids AS text[]),
            CAST(:longitudes AS float8[]), CAST(:latitudes AS float8[])
        ) WITH ORDINALITY AS given (name, phone, tax_id, external_id, longitude, latitude, number)
        CROSS JOIN LATERAL (
            SELECT ST_SetSRID(ST_MakePoint(given.longitude, given.latitude), 4326)::geography AS position,
                   greatest(-89.9, least(89.9, given.latitude)) AS latitude
        ) AS place
    ) AS probe
    CROSS JOIN LATERAL (
        (SELECT * FROM (
            SELECT * FROM account
            WHERE account.mercator && ST_Expand(probe.mercator, 1.01 * :meters / cos(radians(probe.probe_latitude)))
            ORDER BY account.mercator <-> probe.mercator LIMIT :nearest
        ) AS near WHERE :similarity = 0 OR similarity(near.name, probe.name) >= :similarity)
        UNION ALL
        (SELECT * FROM account WHERE account.phone = probe.phone LIMIT 20)
        UNION ALL
        (SELECT * FROM account WHERE account.tax_id = probe.tax_id LIMIT 20)
        UNION ALL
        (SELECT * FROM account WHERE account.external_id = probe.external_id)
    ) AS found
""")
