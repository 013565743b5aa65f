"""Accounts near a point, nearest first by distance on the ellipsoid, within the actor's sight.

Two passes over the same sources, in one statement. The first takes the nearest on the map of Web
Mercator, where an index gives them in order; since that map's scale varies with the latitude, the second
takes all that could be nearer in truth than the last of them, and sorts by true distance.

Under row-level security no spatial operator becomes an index condition; comparisons of numbers do.
Hence a search a region, in a box of numbers, ordered by the operator.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from accounts.kinds import Pool, Stage
from accounts.queries.mercator import Reach, reach_around
from accounts.queries.views import AccountView, account_view, handles_no_mans_land
from core.errors import InvalidInput
from core.paging import Page, PageRequest, decode_cursor, encode_cursor
from geo import Position
from people import Actor
