"""Questions about visits: the log under its filters, and one visit."""

from collections.abc import Callable
from datetime import timedelta

from accounts import Standing
from bench.questions.asking import HEADS, ONE_OF_EACH, PAGE, Asking, Subjects
from core.paging import PageRequest
from visits import Presence, SignalCode, VisitFilter, VisitStatus, fixes_by_visit, visit_page, visits_by_id

_HELD, _ON_SITE = [Standing.HELD], [Presence.ON_SITE]
_RARE = [SignalCode.MOCKED_FIX]
_DEEP_PAGE_ROWS = 100


def _log(wanted: Callable[[Asking], VisitFilter]) -> Callable[[Asking], object]:
    return lambda by: visit_page(by.session, by.actor, wanted(by), PAGE, by.now)


def _second_page(by: Asking) -> object:
    first = visit_page(by.session, by.actor, VisitFilter(), PageRequest(first=_DEEP_PAGE_ROWS), by.now)
    after = PageRequest(first=_DEEP_PAGE_ROWS, after=first.cursors[-1] if first.cursors else None)
    return visit_page(by.session, by.actor, VisitFilter(), after, by.now)


def _of_a_month(by: Asking, standings: list[Standing] | None = None) -> VisitFilter:
    since, until = by.now - timedelta(days=60), by.now - timedelta(days=30)
    return VisitFilter(since=since, until=until, standings=standings or ())


def _with_fix(by: Asking) -> object:
    page = visit_page(by.session, by.actor, VisitFilter(), PageRequest(first=1), by.now)
    ids = [view.id for view in page.items]
    fixes_by_visit(by.session, by.actor, ids)
    return visits_by_id(by.session, by.actor, ids, by.now)


ABOUT_VISITS: Subjects = (
    ("visits", _log(lambda _: VisitFilter()), ONE_OF_EACH),
    ("visits held", _log(lambda _: VisitFilter(standings=_HELD)), ONE_OF_EACH),
    ("visits of a rare signal", _log(lambda _: VisitFilter(signals=_RARE)), ONE_OF_EACH),
    ("visits of no signal", _log(lambda _: VisitFilter(signals=[SignalCode.POOL_SWAP])), ONE_OF_EACH),
    ("visits suspected", _log(lambda _: VisitFilter(standings=_HELD, presences=_ON_SITE)), ONE_OF_EACH),
    (
        "visits uncertain and counted",
        _log(lambda _: VisitFilter(standings=[Standing.COUNTED], presences=[Presence.UNCERTAIN])),
        ONE_OF_EACH,
    ),
    ("visits open", _log(lambda _: VisitFilter(statuses=[VisitStatus.OPEN])), ONE_OF_EACH),
    ("visits, two pages of 100", _second_page, ONE_OF_EACH),
    ("visits held in a month", _log(lambda by: _of_a_month(by, _HELD)), ONE_OF_EACH),
    (
        "visits suspected in a region",
        _log(lambda by: VisitFilter(region_id=by.viewer.region_id, standings=_HELD, presences=_ON_SITE)),
        ONE_OF_EACH,
    ),
    (
        "visits of a rep with a rare signal",
        _log(lambda by: VisitFilter(member_id=by.viewer.member_id, signals=_RARE)),
        ONE_OF_EACH,
    ),
    ("visits refused", _log(lambda _: VisitFilter(statuses=[VisitStatus.REFUSED])), ONE_OF_EACH),
    ("visits of a month", _log(_of_a_month), ONE_OF_EACH),
    ("visits at an account", _log(lambda by: VisitFilter(account_id=by.viewer.account_id)), ONE_OF_EACH),
    ("visits in a region", _log(lambda by: VisitFilter(region_id=by.viewer.region_id)), ONE_OF_EACH),
    ("visits of a rep", _log(lambda by: VisitFilter(member_id=by.viewer.member_id)), HEADS),
    ("visit with its fix", _with_fix, ONE_OF_EACH),
)
