"""How a mutation runs its verb: as the writer, on record, and answered by a union's member."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

import accounts
import regions
from api.context import Info
from api.errors import refusal_of
from core import audit
from core.db import writing
from core.errors import DomainError
from people import HOLD_TREE_STILL

T = TypeVar("T")
A = TypeVar("A")


def act(
    info: Info, verb: Callable[[], T | DomainError], answer: Callable[[T], A], *, subject_id: UUID | None = None
) -> A:
    """Run `verb`, then read its answer, of one tree, as the viewer may see it; a refusal is put on record and shown.

    A refusal that the verb raises undoes what the verb wrote, and nothing else of the operation; one that it
    returns is kept with what it wrote, and is on record already.
    """
    context = info.context
    try:
        with writing(context.session, then=HOLD_TREE_STILL):
            done = verb()
    except DomainError as refusal:
        _record_refusal(info, refusal, subject_id)
        done = refusal
    context.loaders.forget()
    if isinstance(done, DomainError):
        return refusal_of(done, info)  # type: ignore[return-value]  # the schema holds each union to its members
    return answer(done)


def _record_refusal(info: Info, refusal: DomainError, subject_id: UUID | None) -> None:
    context = info.context
    with writing(context.session, then=HOLD_TREE_STILL):
        audit.record(
            context.session,
            now=context.now,
            member_id=context.viewer.member_id if context.viewer else None,
            act=info.field_name,
            subject_id=subject_id,
            outcome=type(refusal).__name__,
        )
        if isinstance(refusal, accounts.OutsideYourRegion) and context.viewer:
            regions.record_attempt(
                context.session,
                context.viewer,
                act=info.field_name,
                region_id=refusal.region_id,
                account_id=subject_id,
                now=context.now,
            )
