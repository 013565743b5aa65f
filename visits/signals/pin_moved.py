"""The rep moved the account's pin, and visits then fell on it.

Reps correct pins that were geocoded badly; but a pin at which a visit had been on site wasn't wrong, and
customers far from each other don't all turn out to be in one place. Who corrects a pin at the door has
checked in there before.
"""

from collections.abc import Sequence
from uuid import UUID

from visits.evidence import Evidence
from visits.history import PinMove
from visits.signals.signal import Severity, Signal, SignalCode
from visits.signals.space import meters_between
from visits.signals.thresholds import Thresholds

_ON_SITE_FROM = 0.5


def pin_moved(evidence: Evidence, limits: Thresholds) -> Signal | None:
    this = evidence.history.this
    if this is None or (this.on_site_probability or 0.0) < _ON_SITE_FROM:
        return None
    moves = [move for move in evidence.history.moves if _meters(move) >= limits.moved_meters and move.at <= this.at]
    here = next((move for move in reversed(moves) if move.account_id == this.account_id), None)
    if here is None:
        return None
    said = f"The rep moved this pin {_meters(here):.0f} m, {(this.at - here.at) / 3600:.0f} hours before"
    odd = [move for move in moves if move.was_proved_before or not _is_corrected_at_door(move, evidence, limits)]
    if here not in odd:
        return Signal(SignalCode.PIN_MOVED, Severity.INFO, 0, f"{said}, as the rep stood at the new one.")
    return _of_odd_moves(evidence, here, odd, said, limits)


def _of_odd_moves(evidence: Evidence, here: PinMove, moves: Sequence[PinMove], said: str, limits: Thresholds) -> Signal:
    together = {move.account_id for move in _moved_together(here, moves, limits)}
    proved = {move.account_id for move in moves if move.was_proved_before}
    if len(together) >= (2 if proved & together else 3):
        said += f", and {len(together) - 1} more pins from places far apart to within "
        return _hard(evidence, together, f"{said}{limits.moved_together_meters:.0f} m of it.")
    if not here.was_proved_before:
        return Signal(SignalCode.PIN_MOVED, Severity.SOFT, 10, f"{said}, where no visit had been proved.")
    if len(proved) >= 2:
        said += f", as {len(proved) - 1} others, where visits had been on site at the old pins."
        return _hard(evidence, proved, said)
    return Signal(SignalCode.PIN_MOVED, Severity.SOFT, 40, f"{said}, where a visit had been on site before.")


def _meters(move: PinMove) -> float:
    return meters_between(move.before, move.to)


def _is_corrected_at_door(move: PinMove, evidence: Evidence, limits: Thresholds) -> bool:
    return any(
        visit.account_id == move.account_id
        and visit.fix is not None
        and 0 <= move.at - visit.at <= limits.moved_after_seconds
        and meters_between(visit.fix.position, move.to) <= limits.moved_together_meters
        for visit in evidence.history.own
    )


def _moved_together(here: PinMove, moves: Sequence[PinMove], limits: Thresholds) -> list[PinMove]:
    """This move and others to the same place, of accounts that had been far from each other."""
    together = [here]
    for move in moves:
        if meters_between(move.to, here.to) > limits.moved_together_meters:
            continue
        if all(
            move.account_id != known.account_id
            and meters_between(move.before, known.before) >= limits.moved_apart_meters
            for known in together
        ):
            together.append(move)
    return together


def _hard(evidence: Evidence, account_ids: set[UUID], said: str) -> Signal:
    moved_at = {move.account_id: move.at for move in evidence.history.moves}
    others = tuple(
        each.id
        for each in evidence.history.own
        if each.account_id in account_ids
        and each.at >= moved_at[each.account_id]
        and (each.on_site_probability or 0.0) >= _ON_SITE_FROM
    )
    return Signal(SignalCode.PIN_MOVED, Severity.HARD, 70, said, others=others)
