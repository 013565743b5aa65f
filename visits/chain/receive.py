"""Signatures arrive: each is checked, and its link kept, whatever becomes of the check-in that it came with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

import people
from visits.chain.links import Link, keep_links
from visits.chain.payload import Payload, Unreadable, read_payload
from visits.chain.rules import Neighbours, chain_fault
from visits.chain.signature import signature_fault
from visits.chain.signature_check import SignatureCheck
from visits.chain.signed_claim import SignedClaim, difference
from visits.phone_evidence import Signature


@dataclass(frozen=True, slots=True)
class Received:
    """A signature, as far as it can be judged without the check-in that it belongs to."""

    fault: str | None
    device_id: UUID | None = None
    payload: Payload | None = None
    "None where the device didn't sign it."
    neighbours: Neighbours | None = None
    "None where no link of it is kept."


def receive(
    session: Session, *, member_id: UUID, signatures: Sequence[Signature | None], now: datetime
) -> list[Received | None]:
    """What each signature is worth by itself. The links of all are kept before any is judged.

    Call it as the writer, once for all that arrives together and before any row of it is locked; a verb that is
    refused must not undo it, since the device has signed.
    """
    given = [signature for signature in signatures if signature is not None]
    if not given:
        return [None for _ in signatures]
    keys = people.device_keys(session, member_id=member_id, ids=[signature.device_id for signature in given])
    examined = [None if signature is None else _examine(signature, keys) for signature in signatures]
    revoked = {id: key.revoked_at for id, key in keys.items() if key.revoked_at is not None}
    links = {link for received in examined if received is not None and (link := _link(received)) is not None}
    kept = keep_links(session, links, closed=revoked.keys(), now=now)
    return [None if received is None else _placed(received, kept, revoked, now) for received in examined]


def check(received: Received | None, claim: SignedClaim, *, now: datetime) -> SignatureCheck | None:
    """The worth of a signature for the check-in that it came with; None where none came."""
    if received is None:
        return None
    payload, around = received.payload, received.neighbours
    if payload is None or around is None:
        return SignatureCheck(received.device_id, None, None, received.fault, None)
    return SignatureCheck(
        device_id=received.device_id,
        sequence=payload.sequence,
        payload_hash=payload.hash,
        own_fault=received.fault or difference(payload.values, claim),
        chain_fault=chain_fault(payload.sequence, around, due_at=None, now=now),
    )


def _examine(signature: Signature, keys: Mapping[UUID, people.DeviceKey]) -> Received:
    key = keys.get(signature.device_id)
    if key is None:
        return Received("The signature names a device that this member hasn't enrolled.")
    try:
        payload = read_payload(signature.payload)
    except Unreadable as unreadable:
        return Received(str(unreadable), signature.device_id)
    if fault := signature_fault(key.public_key, payload.signed, signature.signature):
        return Received(fault, signature.device_id)
    return Received(payload.fault or _misplaced(payload, signature), signature.device_id, payload)


def _misplaced(payload: Payload, signature: Signature) -> str | None:
    if payload.sequence != signature.sequence:
        return f"The payload was signed as number {payload.sequence} and sent as number {signature.sequence}."
    if payload.previous_hash.hex() != signature.previous_hash:
        return "The payload was signed with another previousHash than the one sent."
    return None


def _link(received: Received) -> Link | None:
    if received.payload is None or received.device_id is None:
        return None
    payload = received.payload
    return Link(received.device_id, payload.sequence, payload.hash, payload.previous_hash)


def _placed(
    received: Received, kept: Mapping[Link, Neighbours], revoked: Mapping[UUID, datetime], now: datetime
) -> Received:
    """With its place in the chain; a link of a revoked device has one only where it had come before."""
    link = _link(received)
    if link is None:
        return received
    if link in kept:
        return replace(received, neighbours=kept[link])
    hours = (now - revoked[link.device_id]).total_seconds() / 3600
    return replace(received, fault=f"The device was revoked {hours:.1f} hours before this arrived.")
