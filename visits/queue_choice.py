"""Which of the entries under one visitId becomes its visit, and what the others are then: pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from core.errors import DomainError
from visits.queue import Candidate
from visits.receipts import VisitIdReused


@dataclass(slots=True)
class Choice:
    """What becomes of the entries under one visitId."""

    first: Candidate | None = None
    "The one that becomes the visit, or that repeats the check-in of a visit which is known."
    leaver: Candidate | None = None
    "The one whose check-out ends the visit."
    echoes: list[Candidate] = field(default_factory=list)
    "Later ones of the same check-in with more to say; they are answered like the first."
    late_leavers: list[Candidate] = field(default_factory=list)
    "Those of `first` and `echoes` whose check-out comes when another has ended the visit."
    repeats: list[Candidate] = field(default_factory=list)
    "Those that say nothing which an earlier one doesn't say."
    refused: list[tuple[Candidate, DomainError]] = field(default_factory=list)


def choose(group: Sequence[Candidate], judge: Callable[[Candidate], DomainError | None]) -> Choice:
    """The first that `judge` admits; only what is stored binds the id, so that what was refused may be tried again."""
    choice = Choice()
    for each in group:
        if choice.first is not None:
            _follow(choice, each)
        elif any(each.equals(refused) for refused, _ in choice.refused):
            choice.repeats.append(each)
        elif (refusal := judge(each)) is not None:
            choice.refused.append((each, refusal))
        else:
            choice.first = each
            choice.leaver = each if each.check_out is not None else None
    return choice


def _follow(choice: Choice, each: Candidate) -> None:
    assert choice.first is not None
    before = [choice.first, *choice.echoes]
    if each.input_hash != choice.first.input_hash:
        choice.refused.append((each, VisitIdReused()))
    elif any(each.repeats(other) for other in before):
        choice.repeats.append(each)
    else:
        choice.echoes.append(each)
        if choice.leaver is None:
            choice.leaver = each
        else:
            choice.late_leavers.append(each)
