"""Questions about regions, and about who is on the units that own them."""

from collections.abc import Callable

from bench.questions.asking import ONE_OF_EACH, PAGE, Asking, Subjects
from geo import Position
from people import member_pages_of_units
from regions import RegionFilter, region_at, region_page


def _at(by: Asking) -> object:
    return region_at(by.session, Position(by.viewer.longitude, by.viewer.latitude))


def _list(wanted: Callable[[Asking], RegionFilter]) -> Callable[[Asking], object]:
    return lambda by: region_page(by.session, by.actor, wanted=wanted(by), request=PAGE, now=by.now)


def _members(by: Asking) -> object:
    return member_pages_of_units(by.session, by.actor, [by.viewer.unit_id], PAGE)


ABOUT_REGIONS: Subjects = (
    ("regionAt", _at, ("rep, dense", "rep, sparse")),
    ("regions", _list(lambda _: RegionFilter()), ONE_OF_EACH),
    ("regions search", _list(lambda _: RegionFilter(search="ground 0421")), ONE_OF_EACH),
    ("regions search of many", _list(lambda _: RegionFilter(search="north")), ONE_OF_EACH),
    ("regions unowned", _list(lambda _: RegionFilter(unowned=True)), ONE_OF_EACH),
    ("regions of a unit", _list(lambda by: RegionFilter(owner_id=by.viewer.unit_id)), ONE_OF_EACH),
)
ABOUT_PEOPLE: Subjects = (("members of a unit", _members, ONE_OF_EACH),)
