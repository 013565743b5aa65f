"""The main queries, as the rooms' own functions ask them, and who asks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy.orm import Session

import accounts
import people
import regions
import visits
from bench.world import Viewer
from core.db import writing
from core.paging import PageRequest
from geo import Datum, Fix, FixProvider, Position
from people import Actor

_PAGE, _NEARBY_PAGE = PageRequest(first=20), PageRequest(first=50)


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
    writes: bool = False

    @property
    def name(self) -> str:
        return f"{self.subject}, {self.viewer_name}"


def questions() -> Iterator[Question]:
    for subjects in (_ACCOUNTS, _REGIONS, _VISITS, _PEOPLE, _VERBS):
        for subject, ask, viewer_names in subjects:
            for viewer_name in viewer_names:
                yield Question(subject, viewer_name, ask, writes=subjects is _VERBS)


def _nearby(**filters: object) -> Callable[[Asking], object]:
    wanted = accounts.NearbyFilter(**filters)  # type: ignore[arg-type]
    return lambda by: accounts.nearby_page(
        by.session,
        by.actor,
        near=Position(by.viewer.longitude, by.viewer.latitude),
        within_meters=3000,
        filters=wanted,
        request=_NEARBY_PAGE,
        now=by.now,
    )


def _accounts(**filters: object) -> Callable[[Asking], object]:
    wanted = accounts.AccountFilter(**filters)  # type: ignore[arg-type]
    return lambda by: accounts.account_page(by.session, by.actor, wanted, _PAGE)


def _accounts_in_region(by: Asking) -> object:
    wanted = accounts.AccountFilter(region_id=by.viewer.region_id)
    return accounts.account_page(by.session, by.actor, wanted, _PAGE)


def _accounts_of_rep(by: Asking) -> object:
    return accounts.account_page(by.session, by.actor, accounts.AccountFilter(owner_id=by.viewer.member_id), _PAGE)


def _second_page_of_accounts(by: Asking) -> object:
    wanted = accounts.AccountFilter()
    first = accounts.account_page(by.session, by.actor, wanted, _PAGE)
    after = PageRequest(first=20, after=first.cursors[-1] if first.cursors else None)
    return accounts.account_page(by.session, by.actor, wanted, after)


def _account(by: Asking) -> object:
    return accounts.accounts_by_id(by.session, by.actor, [by.viewer.account_id])


def _pool_account(by: Asking) -> object:
    return accounts.accounts_by_id(by.session, by.actor, [by.viewer.pool_account_id])


def _claimabilities(by: Asking) -> object:
    page = accounts.account_page(by.session, by.actor, accounts.AccountFilter(), _PAGE)
    return accounts.claimabilities(by.session, by.actor, [view.id for view in page.items], by.now)


def _region_at(by: Asking) -> object:
    return regions.region_at(by.session, Position(by.viewer.longitude, by.viewer.latitude))


def _regions(**filters: object) -> Callable[[Asking], object]:
    wanted = regions.RegionFilter(**filters)  # type: ignore[arg-type]
    return lambda by: regions.region_page(by.session, by.actor, wanted=wanted, request=_PAGE, now=by.now)


def _regions_of_unit(by: Asking) -> object:
    wanted = regions.RegionFilter(owner_id=by.viewer.unit_id)
    return regions.region_page(by.session, by.actor, wanted=wanted, request=_PAGE, now=by.now)


def _visits(**filters: object) -> Callable[[Asking], object]:
    wanted = visits.VisitFilter(**filters)  # type: ignore[arg-type]
    return lambda by: visits.visit_page(by.session, by.actor, wanted, _PAGE, by.now)


def _visits_of_last_month(by: Asking) -> object:
    wanted = visits.VisitFilter(since=by.now - timedelta(days=60), until=by.now - timedelta(days=30))
    return visits.visit_page(by.session, by.actor, wanted, _PAGE, by.now)


def _visits_at_account(by: Asking) -> object:
    wanted = visits.VisitFilter(account_id=by.viewer.account_id)
    return visits.visit_page(by.session, by.actor, wanted, _PAGE, by.now)


def _visits_in_region(by: Asking) -> object:
    wanted = visits.VisitFilter(region_id=by.viewer.region_id)
    return visits.visit_page(by.session, by.actor, wanted, _PAGE, by.now)


def _visits_of_rep(by: Asking) -> object:
    wanted = visits.VisitFilter(member_id=by.viewer.member_id)
    return visits.visit_page(by.session, by.actor, wanted, _PAGE, by.now)


def _visits_of_rep_with(signal: visits.SignalCode) -> Callable[[Asking], object]:
    def ask(by: Asking) -> object:
        wanted = visits.VisitFilter(member_id=by.viewer.member_id, signals=[signal])
        return visits.visit_page(by.session, by.actor, wanted, _PAGE, by.now)

    return ask


def _suspected_visits_in_region(by: Asking) -> object:
    held = {"standings": [accounts.Standing.HELD], "presences": [visits.Presence.ON_SITE]}
    wanted = visits.VisitFilter(region_id=by.viewer.region_id, **held)  # type: ignore[arg-type]
    return visits.visit_page(by.session, by.actor, wanted, _PAGE, by.now)


def _held_visits_of_last_month(by: Asking) -> object:
    since, until = by.now - timedelta(days=60), by.now - timedelta(days=30)
    wanted = visits.VisitFilter(since=since, until=until, standings=[accounts.Standing.HELD])
    return visits.visit_page(by.session, by.actor, wanted, _PAGE, by.now)


def _deep_page_of_visits(by: Asking) -> object:
    wanted = visits.VisitFilter()
    first = visits.visit_page(by.session, by.actor, wanted, PageRequest(first=100), by.now)
    after = PageRequest(first=100, after=first.cursors[-1] if first.cursors else None)
    return visits.visit_page(by.session, by.actor, wanted, after, by.now)


def _visit(by: Asking) -> object:
    page = visits.visit_page(by.session, by.actor, visits.VisitFilter(), PageRequest(first=1), by.now)
    ids = [view.id for view in page.items]
    visits.fixes_by_visit(by.session, by.actor, ids)
    return visits.visits_by_id(by.session, by.actor, ids, by.now)


def _members(by: Asking) -> object:
    return people.member_pages_of_units(by.session, by.actor, [by.viewer.unit_id], _PAGE)


def _claim(by: Asking) -> object:
    with writing(by.session):
        return accounts.claim_account(by.session, by.actor, account_id=by.viewer.pool_account_id, now=by.now)


def _candidates(by: Asking) -> object:
    """Of a day that goes 20 km east and back."""
    here, there = (Position(by.viewer.longitude + shift, by.viewer.latitude) for shift in (0.0, 0.2))
    along = accounts.Along([here, there, here], reach_meters=5_000, weekday=1)
    wanted = accounts.CandidatesWanted(named=[], start=here, most_own=300, most_pool=300, along=along)
    with writing(by.session):
        return accounts.candidates(by.session, by.actor.member_id, wanted, now=by.now)


def _check_in(by: Asking) -> object:
    here = Position(by.viewer.longitude, by.viewer.latitude)
    fix = Fix(
        position=here,
        raw=here,
        datum=Datum.WGS84,
        accuracy_meters=12,
        recorded_at=by.now,
        altitude_meters=None,
        speed_meters_per_second=None,
        bearing_degrees=None,
        provider=FixProvider.GPS,
        mocked=False,
    )
    claim = visits.CheckIn(
        visit_id=uuid4(),
        account_id=by.viewer.account_id,
        recorded_at=None,
        fix=fix,
        no_fix_reason=None,
        sent_at=by.now,
    )
    with writing(by.session):
        return visits.check_in(by.session, by.actor, claim, file=lambda _: None, now=by.now)


Subjects = tuple[tuple[str, Callable[[Asking], object], tuple[str, ...]], ...]

_REPS = ("rep, dense", "rep, sparse", "rep, nothing near", "rep, no region", "rep, 300 regions")
_HEADS = ("head of team", "head of area", "head of all", "head of all, sparse")
_ANYBODY = (*_REPS, *_HEADS)
_ONE_OF_EACH = ("rep, dense", "rep, 300 regions", "head of team", "head of area", "head of all")
_ACCOUNTS: Subjects = (
    ("nearbyAccounts", _nearby(), _ANYBODY),
    ("nearbyAccounts claimableOnly", _nearby(claimable_only=True), _REPS),
    ("nearbyAccounts private", _nearby(pool=accounts.Pool.PRIVATE), _ANYBODY),
    ("nearbyAccounts minValue", _nearby(min_value=99), _ANYBODY),
    ("accounts", _accounts(), _ANYBODY),
    ("accounts, two pages", _second_page_of_accounts, _ONE_OF_EACH),
    ("accounts public", _accounts(pool=accounts.Pool.PUBLIC), _ONE_OF_EACH),
    ("accounts private", _accounts(pool=accounts.Pool.PRIVATE), _ONE_OF_EACH),
    ("accounts of a stage", _accounts(stages=[accounts.Stage.CUSTOMER]), _ONE_OF_EACH),
    ("accounts search", _accounts(search="hotel moreau"), _ANYBODY),
    ("accounts search of nothing", _accounts(search="no such place"), _ANYBODY),
    ("accounts externalId", _accounts(external_id="E-0000123"), _ONE_OF_EACH),
    ("accounts in a region", _accounts_in_region, _ONE_OF_EACH),
    ("accounts of a rep", _accounts_of_rep, _ONE_OF_EACH),
    ("accounts and claimability", _claimabilities, ("rep, dense", "rep, 300 regions")),
    ("account", _account, _ONE_OF_EACH),
    ("account near", _pool_account, _ANYBODY),
)
_REGIONS: Subjects = (
    ("regionAt", _region_at, ("rep, dense", "rep, sparse")),
    ("regions", _regions(), _ONE_OF_EACH),
    ("regions search", _regions(search="ground 0421"), _ONE_OF_EACH),
    ("regions search of many", _regions(search="north"), _ONE_OF_EACH),
    ("regions unowned", _regions(unowned=True), _ONE_OF_EACH),
    ("regions of a unit", _regions_of_unit, _ONE_OF_EACH),
)
_VISITS: Subjects = (
    ("visits", _visits(), _ONE_OF_EACH),
    ("visits held", _visits(standings=[accounts.Standing.HELD]), _ONE_OF_EACH),
    ("visits of a rare signal", _visits(signals=[visits.SignalCode.MOCKED_FIX]), _ONE_OF_EACH),
    ("visits of no signal", _visits(signals=[visits.SignalCode.POOL_SWAP]), _ONE_OF_EACH),
    (
        "visits suspected",
        _visits(standings=[accounts.Standing.HELD], presences=[visits.Presence.ON_SITE]),
        _ONE_OF_EACH,
    ),
    (
        "visits uncertain and counted",
        _visits(standings=[accounts.Standing.COUNTED], presences=[visits.Presence.UNCERTAIN]),
        _ONE_OF_EACH,
    ),
    ("visits open", _visits(statuses=[visits.VisitStatus.OPEN]), _ONE_OF_EACH),
    ("visits, two pages of 100", _deep_page_of_visits, _ONE_OF_EACH),
    ("visits held in a month", _held_visits_of_last_month, _ONE_OF_EACH),
    ("visits suspected in a region", _suspected_visits_in_region, _ONE_OF_EACH),
    ("visits of a rep with a rare signal", _visits_of_rep_with(visits.SignalCode.MOCKED_FIX), _ONE_OF_EACH),
    ("visits refused", _visits(statuses=[visits.VisitStatus.REFUSED]), _ONE_OF_EACH),
    ("visits of a month", _visits_of_last_month, _ONE_OF_EACH),
    ("visits at an account", _visits_at_account, _ONE_OF_EACH),
    ("visits in a region", _visits_in_region, _ONE_OF_EACH),
    ("visits of a rep", _visits_of_rep, ("head of team", "head of area", "head of all")),
    ("visit with its fix", _visit, _ONE_OF_EACH),
)
_PEOPLE: Subjects = (("members of a unit", _members, _ONE_OF_EACH),)
_VERBS: Subjects = (
    ("claimAccount", _claim, ("rep, dense", "rep, sparse", "rep, 300 regions")),
    ("candidates of a day", _candidates, _REPS),
    ("checkIn", _check_in, ("rep, dense", "rep, sparse", "rep, no region", "rep, 300 regions")),
)
