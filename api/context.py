"""What a resolver has at hand: the operation's transaction, its actor, its instant, its loaders."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session
from strawberry.types import Info as StrawberryInfo

from api.edge.request_errors import Code, RequestError
from api.loaders import Loaders
from people import Actor


@dataclass(frozen=True, slots=True)
class Look:
    """That a fix of the visit was shown to another than the member who made it."""

    visit_id: UUID
    member_id: UUID


@dataclass(slots=True)
class Context:
    session: Session
    viewer: Actor | None
    "None without a session, or with one that is over."
    now: datetime
    client_address: str
    loaders: Loaders = field(default_factory=Loaders)
    looks: set[Look] = field(default_factory=set)
    looked_at_cases: set[UUID] = field(default_factory=set)
    "Those whose evidence was shown to another than the member concerned."

    @property
    def actor(self) -> Actor:
        """The signed-in member. Raises RequestError UNAUTHENTICATED where there is none."""
        if self.viewer is None:
            raise RequestError(Code.UNAUTHENTICATED, "Sign in first: this needs a live session.")
        return self.viewer


Info = StrawberryInfo[Context, None]
