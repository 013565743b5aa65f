"""The main queries, as the rooms' own functions ask them, and who asks."""

from collections.abc import Iterator

from bench.questions.about_accounts import ABOUT_ACCOUNTS
from bench.questions.about_regions import ABOUT_PEOPLE, ABOUT_REGIONS
from bench.questions.about_visits import ABOUT_VISITS
from bench.questions.asking import Asking, Question
from bench.questions.verbs import VERBS

__all__ = ["Asking", "Question", "questions"]


def questions() -> Iterator[Question]:
    for subjects in (ABOUT_ACCOUNTS, ABOUT_REGIONS, ABOUT_VISITS, ABOUT_PEOPLE, VERBS):
        for subject, ask, viewer_names in subjects:
            for viewer_name in viewer_names:
                yield Question(subject, viewer_name, ask, writes=subjects is VERBS)
