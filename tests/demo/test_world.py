"""The demo's company and its hand-drawn regions fit together."""

from datetime import date
from itertools import combinations

import orjson
import pytest
import shapely

from demo import world
from demo.next_day import next_working_day
from regions.region_files import read_regions

REGIONS = {
    row.name: (row.owner, shapely.from_geojson(orjson.dumps(row.boundary)))
    for row in read_regions(world.REGIONS, owner_field="owner")
}


def test_regions_share_their_borders_without_overlap_or_gap() -> None:
    shapes = [shape for _, shape in REGIONS.values()]
    assert all(shape.is_valid for shape in shapes)
    assert all(one.intersection(other).area == 0 for one, other in combinations(shapes, 2))
    whole = shapely.union_all(shapes)
    assert whole.geom_type == "Polygon"
    assert not shapely.get_num_interior_rings(whole)


def test_every_region_belongs_to_a_team_and_every_rep_begins_in_one_of_the_own_teams() -> None:
    teams = {unit.name: unit for unit in world.FINLAND.all_units()}
    assert {owner for owner, _ in REGIONS.values()} <= set(teams)
    for team in teams.values():
        for rep in (person for person in team.people if person.role == "REP"):
            assert rep.begins_at is not None
            owners = [owner for owner, shape in REGIONS.values() if shape.covers(shapely.Point(rep.begins_at))]
            assert owners == [team.name], rep.name


def test_logins_are_plain_and_nobodys_twice() -> None:
    logins = [person.login for unit in world.FINLAND.all_units() for person in unit.people]
    assert len(set(logins)) == len(logins)
    assert "jussi.hamalainen" in logins
    assert all(login.isascii() for login in logins)


@pytest.mark.parametrize(
    ("today", "following"),
    [
        (date(2026, 3, 5), date(2026, 3, 6)),
        (date(2026, 3, 6), date(2026, 3, 9)),
        (date(2026, 3, 7), date(2026, 3, 9)),
        (date(2026, 3, 8), date(2026, 3, 9)),
    ],
)
def test_routes_are_planned_for_the_next_working_day(today: date, following: date) -> None:
    assert next_working_day(today) == following
