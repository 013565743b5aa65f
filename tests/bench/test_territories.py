"""The benchmark's regions would pass for anybody's."""

from uuid import uuid4

import numpy as np
import shapely

from bench.world.territories import carve
from bench.world.towns import Places
from regions.overlaps import Neighbour, nesting


def test_territories_tile_the_globe_without_overlap_and_hold_their_accounts() -> None:
    rng = np.random.default_rng(1)
    places = Places(rng.normal(20, 30, 400), rng.normal(40, 8, 400), np.zeros(400, dtype=np.intp))
    territories = carve(places, 12, rng)
    neighbours = [Neighbour(uuid4(), str(number), territory.shape) for number, territory in enumerate(territories)]
    for number, territory in enumerate(territories):
        place = nesting(territory.shape, neighbours[:number] + neighbours[number + 1 :])
        assert (place.around, place.inside) == ([], [])
        inside = territory.account_indexes
        assert shapely.contains_xy(territory.shape, places.longitudes[inside], places.latitudes[inside]).all()
    assert sum(len(territory.account_indexes) for territory in territories) == 400
