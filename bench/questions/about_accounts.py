"""Questions about accounts: near, listed, one."""

from collections.abc import Callable

from accounts import (
    AccountFilter,
    NearbyFilter,
    Pool,
    Stage,
    account_page,
    accounts_by_id,
    claimabilities,
    nearby_page,
)
from bench.questions.asking import ANYBODY, ONE_OF_EACH, PAGE, REPS, Asking, Subjects
from core.paging import PageRequest
from geo import Position

_NEARBY_PAGE = PageRequest(first=50)


def _near(wanted: NearbyFilter) -> Callable[[Asking], object]:
    return lambda by: nearby_page(
        by.session,
        by.actor,
        near=Position(by.viewer.longitude, by.viewer.latitude),
        within_meters=3000,
        filters=wanted,
        request=_NEARBY_PAGE,
        now=by.now,
    )


def _list(wanted: Callable[[Asking], AccountFilter]) -> Callable[[Asking], object]:
    return lambda by: account_page(by.session, by.actor, wanted(by), PAGE)


def _second_page(by: Asking) -> object:
    first = account_page(by.session, by.actor, AccountFilter(), PAGE)
    after = PageRequest(first=PAGE.first, after=first.cursors[-1] if first.cursors else None)
    return account_page(by.session, by.actor, AccountFilter(), after)


def _claimabilities(by: Asking) -> object:
    page = account_page(by.session, by.actor, AccountFilter(), PAGE)
    return claimabilities(by.session, by.actor, [view.id for view in page.items], by.now)


def _own(by: Asking) -> object:
    return accounts_by_id(by.session, by.actor, [by.viewer.account_id])


def _in_the_pool(by: Asking) -> object:
    return accounts_by_id(by.session, by.actor, [by.viewer.pool_account_id])


ABOUT_ACCOUNTS: Subjects = (
    ("nearbyAccounts", _near(NearbyFilter()), ANYBODY),
    ("nearbyAccounts claimableOnly", _near(NearbyFilter(claimable_only=True)), REPS),
    ("nearbyAccounts private", _near(NearbyFilter(pool=Pool.PRIVATE)), ANYBODY),
    ("nearbyAccounts minValue", _near(NearbyFilter(min_value=99)), ANYBODY),
    ("accounts", _list(lambda _: AccountFilter()), ANYBODY),
    ("accounts, two pages", _second_page, ONE_OF_EACH),
    ("accounts public", _list(lambda _: AccountFilter(pool=Pool.PUBLIC)), ONE_OF_EACH),
    ("accounts private", _list(lambda _: AccountFilter(pool=Pool.PRIVATE)), ONE_OF_EACH),
    ("accounts of a stage", _list(lambda _: AccountFilter(stages=[Stage.CUSTOMER])), ONE_OF_EACH),
    ("accounts search", _list(lambda _: AccountFilter(search="hotel moreau")), ANYBODY),
    ("accounts search of nothing", _list(lambda _: AccountFilter(search="no such place")), ANYBODY),
    ("accounts externalId", _list(lambda _: AccountFilter(external_id="E-0000123")), ONE_OF_EACH),
    ("accounts in a region", _list(lambda by: AccountFilter(region_id=by.viewer.region_id)), ONE_OF_EACH),
    ("accounts of a rep", _list(lambda by: AccountFilter(owner_id=by.viewer.member_id)), ONE_OF_EACH),
    ("accounts and claimability", _claimabilities, ("rep, dense", "rep, 300 regions")),
    ("account", _own, ONE_OF_EACH),
    ("account near", _in_the_pool, ANYBODY),
)
