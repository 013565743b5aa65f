"""The org tree, its members and their sessions into the database."""

from datetime import datetime

import psycopg2.extensions

from bench.world.copying import copy
from bench.world.organization import Organization

_TIME_ZONE = "Europe/Helsinki"


def load_people(cursor: psycopg2.extensions.cursor, organization: Organization, now: datetime) -> None:
    units, people = organization.units, list(organization.people)
    unit_rows = ((u.id, u.parent_id, u.name, f"{{{','.join(map(str, u.path))}}}", now) for u in units)
    below = [(above, unit.id) for unit in units for above in unit.path]
    member_rows = ((p.id, p.unit.id, p.name, p.role, _TIME_ZONE, now) for p in people)
    session_rows = ((p.session_id, p.id, now, 0, now) for p in people)
    copy(cursor, "org_unit", ("id", "parent_id", "name", "path", "created_at"), unit_rows, total=len(units))
    copy(cursor, "org_unit_below", ("unit_id", "below_id"), below, total=len(below))
    columns = ("id", "unit_id", "name", "role", "time_zone", "joined_at")
    copy(cursor, "member", columns, member_rows, total=len(people))
    session_columns = ("id", "member_id", "started_at", "generation", "rotated_at")
    copy(cursor, "member_session", session_columns, session_rows, total=len(people))
