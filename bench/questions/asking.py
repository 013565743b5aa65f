"""What a question is, and who asks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bench.world import Viewer
from core.paging import PageRequest
from people import Actor

PAGE = PageRequest(first=20)


@dataclass(frozen=True, slots=True)
class Asking:
    """One who asks, in the transaction of the asking."""

    session: Session
    actor: Actor
    viewer: Viewer
    now: datetime


@dataclass(frozen=True, slots=True)
class Question:
    subject: str
    "What is asked, and with which filter."
    viewer_name: str
    ask: Callable[[Asking], object]
    writes: bool

    @property
    def name(self) -> str:
        return f"{self.subject}, {self.viewer_name}"


Subjects = tuple[tuple[str, Callable[[Asking], object], tuple[str, ...]], ...]
"Each with how it is asked, and the names of those who ask it."

REPS = ("rep, dense", "rep, sparse", "rep, nothing near", "rep, no region", "rep, 300 regions")
HEADS = ("head of team", "head of area", "head of all")
ANYBODY = (*REPS, *HEADS, "head of all, sparse")
ONE_OF_EACH = ("rep, dense", "rep, 300 regions", *HEADS)
