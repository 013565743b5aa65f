"""The tables of this room; see migration 0015 for their policies."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Table


class ReviewCase(Table):
    """One member's visits that a person looks at. How things stand; `CaseEvent` says how they came about."""

    __tablename__ = "review_case"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    member_id: Mapped[UUID]
    unit_path: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    "The stamp of its visits; sight follows it."
    rule_version: Mapped[str]
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    "The check-ins that the episode runs from and to."
    trust_score: Mapped[int | None]
    "The lowest of its visits'; none without visits."
    signals: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    "Those about no single visit."
    signal_codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    "Of all its signals, for finding it; none for a sample, which is blind."
    opened_at: Mapped[datetime]
    due_at: Mapped[datetime]
    taken_by: Mapped[UUID | None]
    taken_until: Mapped[datetime | None]
    decision: Mapped[str | None]
    decided_by: Mapped[UUID | None]
    decided_at: Mapped[datetime | None]
    appealable_until: Mapped[datetime | None]
    appealed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    "Decided for good, or taken over by another case; else it closes when the time for an appeal is over."
    pin_account_id: Mapped[UUID | None]
    pin_moved_at: Mapped[datetime | None]
    "The account whose pin the decision put right, and the instant of that in its past placements."
    swap_id: Mapped[UUID | None]
    "The ring of reps that it is about, in the pools' records."


class CaseVisit(Table):
    """A visit in a case, with the signals of others that speak against it, beside its own."""

    __tablename__ = "case_visit"

    visit_id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    signals: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)


class CaseRelation(Table):
    """That two cases belong together; each is entered with the other."""

    __tablename__ = "case_relation"

    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    related_id: Mapped[UUID] = mapped_column(primary_key=True)


class CaseEvent(Table):
    """What happened to a case. That a taking lapsed and that an appeal's time ran out follows from these."""

    __tablename__ = "case_event"

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    "Of two at one instant the smaller came first."
    case_id: Mapped[UUID]
    at: Mapped[datetime]
    kind: Mapped[str]
    by_id: Mapped[UUID | None]
    "None: the server."
    decision: Mapped[str | None]
    note: Mapped[str | None]
    until: Mapped[datetime | None]
    "When a taking lapses."


class CaseQueue(Table):
    """A case in the queue of a unit of its stamp."""

    __tablename__ = "case_queue"

    case_id: Mapped[UUID] = mapped_column(primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    due_at: Mapped[datetime]
    undecided: Mapped[bool]
