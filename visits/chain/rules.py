"""Whether the chain around a link is unbroken: a pure judgement of the links next to it.

It depends on which links are known, not on the order in which they came. Where two links contradict each other,
neither is believed: the device signed both, and only a person can find out which tells what happened.
"""

from dataclasses import dataclass
from datetime import datetime

FIRST = bytes(32)
"The previousHash of a device's first check-in."


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The links next to one, as `links_around` of migration 0012 counts them."""

    previous_hash: bytes
    rivals: int
    "Other payloads with the same number."
    predecessors: int
    follows_one: bool
    "Whether one of the predecessors is the payload that it names."
    successors: int
    is_followed: bool
    "Whether one of the successors names it."
    last_below: int | None
    "The highest number below its own."


def chain_fault(sequence: int, around: Neighbours, *, due_at: datetime | None, now: datetime) -> str | None:
    """What is broken next to the link with that number, in a sentence; None where nothing is.

    due_at: until then what is missing may still be on its way; None: there is no hurry yet.
    """
    if around.rivals:
        return f"{around.rivals + 1} different check-ins were signed as number {sequence} by this device."
    if around.previous_hash == FIRST:
        if around.last_below is not None:
            return f"Number {sequence} says that it is the device's first, but number {around.last_below} came before."
    elif around.predecessors and not around.follows_one:
        return (
            f"Number {sequence} was signed after another number {sequence - 1} than the one that arrived: "
            "one of the two was changed."
        )
    elif not around.predecessors and due_at is not None and now > due_at:
        return _gap(sequence, around.last_below)
    if around.successors and not around.is_followed:
        return (
            f"Number {sequence + 1} was signed after another number {sequence} than this one: "
            "one of the two was changed."
        )
    return None


def _gap(sequence: int, last_below: int | None) -> str:
    if last_below is None:
        return f"What the device signed before number {sequence} never arrived."
    missing = sequence - last_below - 1
    return f"{missing} check-in{'s' if missing > 1 else ''} between number {last_below} and {sequence} never arrived."
