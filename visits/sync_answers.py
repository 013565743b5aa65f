"""What a queue's entries are answered, and which refusals go on record."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

import accounts
import regions
from core import audit
from core.errors import DomainError
from people import Actor
from visits.queue import Candidate, Outcome
from visits.queue_choice import Choice


class Answers:
    """Filled entry by entry; `act` is the mutation's name."""

    def __init__(self, *, act: str) -> None:
        self._act = act
        self._outcomes: dict[int, Outcome] = {}
        self._refused: list[tuple[UUID, UUID | None, DomainError]] = []

    def in_order(self) -> list[Outcome]:
        return [self._outcomes[index] for index in sorted(self._outcomes)]

    def refuse_unread(self, index: int, visit_id: UUID, refusal: DomainError) -> None:
        """An entry that can't be read."""
        self._outcomes[index] = Outcome(visit_id, False, refusal)
        self._refused.append((visit_id, None, refusal))

    def refuse(self, each: Candidate, refusal: DomainError) -> None:
        self._outcomes[each.index] = Outcome(each.visit_id, False, refusal)
        self.note(each, refusal)

    def note(self, each: Candidate, refusal: DomainError) -> None:
        """A part of the entry was refused, which its answer shows by itself: the visit as it stands."""
        self._refused.append((each.visit_id, each.account_id, refusal))

    def pass_over(self, choice: Choice) -> None:
        """The entries that neither make a visit nor add to one."""
        for each in choice.repeats:
            self._outcomes[each.index] = Outcome(each.visit_id, True, None)
        for each, refusal in choice.refused:
            self.refuse(each, refusal)

    def tell(self, choice: Choice, result: UUID | DomainError, *, is_known: bool) -> None:
        """What the visit came to, or had come to before the call."""
        assert choice.first is not None, "somebody made the visit"
        self._outcomes[choice.first.index] = Outcome(choice.first.visit_id, is_known, result)
        for each in choice.echoes:
            self._outcomes[each.index] = Outcome(each.visit_id, True, result)

    def put_on_record(self, session: Session, actor: Actor, *, now: datetime) -> None:
        entries: list[audit.Entry] = [
            (account_id, type(refusal).__name__, {"visitId": str(visit_id)})
            for visit_id, account_id, refusal in self._refused
        ]
        audit.record_each(session, now=now, member_id=actor.member_id, act=self._act, entries=entries)
        aims = [(refusal.region_id, account_id) for account_id, refusal in self._outside()]
        regions.record_attempts(session, actor, act=self._act, aims=aims, now=now)

    def _outside(self) -> Sequence[tuple[UUID | None, accounts.OutsideYourRegion]]:
        found = ((account_id, refusal) for _, account_id, refusal in self._refused)
        return [(id, refusal) for id, refusal in found if isinstance(refusal, accounts.OutsideYourRegion)]
