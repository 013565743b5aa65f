"""The world, from its towns to its visits."""

from pathlib import Path

import numpy as np
import psycopg2.extensions

from bench.cities import cities
from bench.world.grounds import share_out
from bench.world.load_accounts import Landscape, load_accounts
from bench.world.load_people import load_people
from bench.world.load_regions import load_regions
from bench.world.load_visits import load_visits
from bench.world.organization import found
from bench.world.territories import carve
from bench.world.tours import tour
from bench.world.towns import scatter
from bench.world.viewers import store_viewers
from core import clock

ACCOUNTS = 1_000_000
_TERRITORIES = 3_060
_EVERY_NO_MANS_LAND = 51
_SEED = 20261121


def build(cursor: psycopg2.extensions.cursor, folder: Path) -> None:
    """Fill a migrated database, as the tables' owner; the same world each time, but for ids and instants."""
    rng, now = np.random.default_rng(_SEED), clock.now()
    towns = cities(folder)
    places = scatter(towns, ACCOUNTS, rng)
    carved = carve(places, _TERRITORIES, rng)
    territories = [territory for number, territory in enumerate(carved) if number % _EVERY_NO_MANS_LAND]
    organization = found()
    grounds = share_out(territories, organization, ACCOUNTS, rng)
    load_people(cursor, organization, now)
    region_ids = load_regions(cursor, territories, organization, grounds, now)
    tours = tour(organization, grounds, now, rng)
    land = Landscape(towns, places, organization, grounds, tours, region_ids, now)
    account_ids = load_accounts(cursor, land)
    load_visits(cursor, land, account_ids)
    store_viewers(cursor, land, territories, account_ids)
    cursor.execute("VACUUM (ANALYZE)")
