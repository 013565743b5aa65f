"""Which case a visit belongs in: a pure plan, from what was judged and from the cases that are undecided.

A visit is in one undecided case at most. Who is suspected is suspected once an episode: visits of one member, stamped
alike and judged by one version of the rules, each less than `EPISODE` from another. Poor proof is looked at visit by
visit, and a sample is one visit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from accounts import Standing
from core.ids import new_id
from reviews.kinds import CaseKind
from visits import Signal, VisitForReview, suspected

EPISODE = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Subject:
    """A visit to be filed, with what speaks against it."""

    visit: VisitForReview
    kind: CaseKind
    rule_version: str
    "Of the rules that speak against it."
    signals: tuple[Signal, ...]

    @property
    def signals_of_others(self) -> tuple[Signal, ...]:
        """Those that other visits bear and that speak against this one too."""
        return tuple(signal for signal in self.signals if signal not in self.visit.signals)

    @property
    def trust_score(self) -> int:
        return max(0, self.visit.trust_score - sum(signal.weight for signal in self.signals_of_others))

    @property
    def linked_ids(self) -> set[UUID]:
        """The visits that are as suspect as this one, and together with it."""
        return {id for signal in self.signals for id in signal.others}


@dataclass(slots=True)
class Folder:
    """A case, new or undecided, and the visits that are put into it now."""

    kind: CaseKind
    member_id: UUID
    unit_path: tuple[UUID, ...]
    rule_version: str
    first_at: datetime
    last_at: datetime
    is_new: bool = True
    id: UUID = field(default_factory=new_id)
    visit_ids: set[UUID] = field(default_factory=set)
    "All of them, those that were in it before as well."
    added: list[Subject] = field(default_factory=list)
    signals: tuple[Signal, ...] = ()
    "Those about no single visit."
    swap_id: UUID | None = None

    def takes(self, subject: Subject) -> bool:
        visit = subject.visit
        return (
            self.kind is subject.kind is CaseKind.SUSPICION
            and self.member_id == visit.member_id
            and self.unit_path == visit.unit_path
            and self.rule_version == subject.rule_version
            and self.first_at - EPISODE < visit.checked_in_at < self.last_at + EPISODE
        )

    def put(self, subject: Subject) -> None:
        self.first_at = min(self.first_at, subject.visit.checked_in_at)
        self.last_at = max(self.last_at, subject.visit.checked_in_at)
        self.visit_ids.add(subject.visit.id)
        self.added.append(subject)


def kind_of(visit: VisitForReview, *, sampled: bool) -> CaseKind | None:
    """Why a person should look at the visit; None: there is no reason."""
    if visit.refused or visit.standing is Standing.VOIDED:
        return None
    if suspected(visit.signals):
        return CaseKind.SUSPICION
    if visit.standing is Standing.HELD:
        return CaseKind.UNVERIFIED
    return CaseKind.SAMPLE if sampled else None


def file_away(subjects: Iterable[Subject], undecided: Sequence[Folder]) -> list[Folder]:
    """The folders that get visits, each visit in one; those before them in time first."""
    folders = list(undecided)
    for subject in sorted(subjects, key=lambda subject: subject.visit.checked_in_at):
        folder = next((folder for folder in folders if folder.takes(subject)), None)
        if folder is None:
            folder = _new_folder(subject)
            folders.append(folder)
        folder.put(subject)
    return [folder for folder in folders if folder.added]


def related(folders: Sequence[Folder]) -> set[tuple[UUID, UUID]]:
    """The pairs of cases, each both ways round, whose visits are suspect together."""
    case_of = {visit_id: folder.id for folder in folders for visit_id in folder.visit_ids}
    pairs = {
        (folder.id, case_of[linked])
        for folder in folders
        for subject in folder.added
        for linked in subject.linked_ids & case_of.keys()
        if case_of[linked] != folder.id
    }
    return pairs | {(right, left) for left, right in pairs}


def _new_folder(subject: Subject) -> Folder:
    visit = subject.visit
    at = visit.checked_in_at
    return Folder(subject.kind, visit.member_id, visit.unit_path, subject.rule_version, first_at=at, last_at=at)
