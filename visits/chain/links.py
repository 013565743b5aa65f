"""The links of devices' chains as they are kept: hashes and numbers, no payload."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from visits.chain.rules import FIRST, Neighbours, chain_fault
from visits.chain.signature_check import SignatureCheck


@dataclass(frozen=True, slots=True, order=True)
class Link:
    device_id: UUID
    sequence: int
    payload_hash: bytes
    previous_hash: bytes


# One round trip; in one order, so that of two who send the same links neither waits for the other in turn.
_KEEP = text("""
    INSERT INTO evidence_link (device_id, sequence, payload_hash, previous_hash, received_at)
    SELECT device, number, payload, previous, :now
    FROM unnest(CAST(:devices AS uuid[]), CAST(:sequences AS integer[]), CAST(:payloads AS bytea[]),
                CAST(:previous AS bytea[])) AS new (device, number, payload, previous)
    WHERE device <> ALL (CAST(:closed AS uuid[]))
    ORDER BY device, number, payload
    ON CONFLICT DO NOTHING;
    SELECT link.device_id, link.sequence, link.payload_hash, link.previous_hash, around.*
    FROM unnest(CAST(:devices AS uuid[]), CAST(:sequences AS integer[]), CAST(:payloads AS bytea[]))
        AS new (device, number, payload)
    JOIN evidence_link AS link ON link.device_id = device AND link.sequence = number AND link.payload_hash = payload
    CROSS JOIN LATERAL links_around(device, number, payload, link.previous_hash) AS around
""")
_OF_VISITS = text("SELECT * FROM signatures_of_visits(CAST(:ids AS uuid[]))")
_COME_DUE = text("""
    SELECT visit.id FROM visit
    JOIN evidence_link AS link ON link.device_id = signed_by AND link.sequence = signed_sequence
        AND link.payload_hash = signed_hash
    WHERE chain_due_at >= :since AND chain_due_at < :until AND link.previous_hash <> :first AND NOT EXISTS (
        SELECT FROM evidence_link AS before
        WHERE before.device_id = link.device_id AND before.sequence = link.sequence - 1
    )
    ORDER BY visit.id
""")


def keep_links(
    session: Session, links: Collection[Link], *, closed: Collection[UUID], now: datetime
) -> dict[Link, Neighbours]:
    """The neighbours of each link that is kept now; of the devices `closed`, only what was kept before is."""
    if not links:
        return {}
    devices, sequences, payloads, previous = zip(
        *((str(link.device_id), link.sequence, link.payload_hash, link.previous_hash) for link in links), strict=True
    )
    arrays = {"devices": list(devices), "sequences": list(sequences), "payloads": list(payloads)}
    rows = session.execute(
        _KEEP, {**arrays, "previous": list(previous), "closed": [str(id) for id in closed], "now": now}
    )
    return {_link(row): _neighbours(row) for row in rows}


def signature_checks(session: Session, visit_ids: Sequence[UUID], now: datetime) -> dict[UUID, SignatureCheck]:
    """By visit, what its signature is worth now; of signed visits only, and for the reader of those in sight."""
    rows = session.execute(_OF_VISITS, {"ids": [str(id) for id in visit_ids]})
    return {row.visit_id: _check(row, now) for row in rows}


def gaps_come_due(session: Session, *, since: datetime, until: datetime) -> list[UUID]:
    """Visits whose predecessor in the chain hasn't come though it was due in the half-open period; as the writer."""
    bounds = {"since": since, "until": until, "first": FIRST}
    return [row.id for row in session.execute(_COME_DUE, bounds)]


def _check(row: Any, now: datetime) -> SignatureCheck:
    is_linked = row.previous_hash is not None
    return SignatureCheck(
        device_id=row.signed_by,
        sequence=row.signed_sequence,
        payload_hash=None if row.signed_hash is None else bytes(row.signed_hash),
        own_fault=row.signature_fault,
        chain_fault=chain_fault(row.signed_sequence, _neighbours(row), due_at=row.chain_due_at, now=now)
        if is_linked
        else None,
    )


def _link(row: Any) -> Link:
    return Link(row.device_id, row.sequence, bytes(row.payload_hash), bytes(row.previous_hash))


def _neighbours(row: Any) -> Neighbours:
    return Neighbours(
        previous_hash=bytes(row.previous_hash),
        rivals=row.rivals,
        predecessors=row.predecessors,
        follows_one=row.follows_one,
        successors=row.successors,
        is_followed=row.is_followed,
        last_below=row.last_below,
    )
