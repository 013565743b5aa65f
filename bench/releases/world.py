"""The bench's world once more, with accounts that are due, and reps who may claim as much as they like."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from psycopg2.sql import SQL, Identifier
from sqlalchemy import URL

from bench.world import ensure_world
from core.connection import autocommitting
from core.postgres import SUPERUSER
from core.provision import OWNER, provision

_NAME = "releases"


@dataclass(frozen=True, slots=True)
class Claimable:
    """A pool account in a region of the member's team."""

    member_id: UUID
    session_id: UUID
    account_id: UUID


@contextmanager
def world_with_due(folder: Path, due: int) -> Iterator[URL]:
    """A copy of the world, dropped at the end, in which `due` held accounts are due once `let_due` was called."""
    world = ensure_world(folder)
    address = world.set(database=_NAME)
    superuser = world.set(username=SUPERUSER, database="postgres")
    with autocommitting(superuser) as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {_NAME} WITH (FORCE)")
        copied = SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY")
        cursor.execute(copied.format(Identifier(_NAME), Identifier(OWNER), Identifier(str(world.database))))
    try:
        provision(address)
        with autocommitting(address) as cursor:
            cursor.execute(f"SET ROLE {OWNER}; SET statement_timeout = 0; SET lock_timeout = 0")
            cursor.execute(_MAKE_OLD, {"due": due})
            cursor.execute("VACUUM (ANALYZE) account")
        yield address
    finally:
        with autocommitting(superuser) as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {_NAME} WITH (FORCE)")


def let_due(address: URL) -> None:
    """Set the policies by which accounts are due: four distinct ones, one a division."""
    with autocommitting(address) as cursor:
        cursor.execute(f"SET ROLE {OWNER}")
        cursor.execute(_LET_DUE)


def claimable(address: URL, count: int) -> list[Claimable]:
    """Claims that would be granted: of many reps in turn, each account once."""
    with autocommitting(address) as cursor:
        cursor.execute(f"SET ROLE {OWNER}; SET statement_timeout = 0")
        cursor.execute(_CLAIMABLE, {"count": count})
        return [Claimable(*map(UUID, row)) for row in cursor.fetchall()]


# Nothing is due yet, and limits are out of the way of those who claim.
_MAKE_OLD = """
    UPDATE account SET held_visits = 0, claimed_at = now() - interval '60 days',
        last_visit_at = now() - interval '1 day' * (CASE WHEN row.number <= %(due)s THEN 12 + random() * 30
            ELSE random() * 5 END)
    FROM (
        SELECT id, row_number() OVER (ORDER BY md5(id::text)) AS number FROM account WHERE owner_id IS NOT NULL
    ) AS row
    WHERE row.id = account.id;
    UPDATE visit_credit SET standing = 'VOIDED' WHERE standing = 'HELD';
    INSERT INTO policy_setting (id, unit_id, field, value, starts_at, set_by)
    SELECT gen_random_uuid(), unit.id, setting.field, setting.value, now() - interval '1 day', boss.id
    FROM org_unit unit
    JOIN org_unit root ON root.parent_id IS NULL
    JOIN LATERAL (SELECT id FROM member WHERE unit_id = root.id LIMIT 1) boss ON true
    JOIN LATERAL (
        VALUES ('capacity', '100000'), ('daily_claims', '100000'), ('max_hold_days', '365'), ('idle_days', '365')
    ) AS setting (field, value) ON unit.id = root.id
"""
_LET_DUE = """
    INSERT INTO policy_setting (id, unit_id, field, value, starts_at, set_by)
    SELECT gen_random_uuid(), unit.id, 'idle_days', (5 + right(unit.name, 1)::integer)::text, now(), boss.id
    FROM org_unit unit
    JOIN org_unit root ON root.parent_id IS NULL AND unit.parent_id = root.id
    JOIN LATERAL (SELECT id FROM member WHERE unit_id = root.id LIMIT 1) boss ON true
"""
_CLAIMABLE = """
    SELECT member_id::text, session_id::text, account_id::text FROM (
        SELECT member.id AS member_id, session.id AS session_id, account.id AS account_id,
            row_number() OVER (PARTITION BY member.id) AS turn
        FROM (
            SELECT DISTINCT ON (unit_id) * FROM member WHERE role = 'REP' ORDER BY unit_id, id
        ) AS member
        JOIN member_session session ON session.member_id = member.id
        JOIN region_ownership owned ON owned.unit_id = member.unit_id AND owned.ends_at IS NULL
        JOIN account ON account.land_id = owned.region_id AND account.owner_id IS NULL
        WHERE NOT EXISTS (SELECT FROM holding WHERE holding.account_id = account.id)
    ) AS found
    WHERE turn <= 60 ORDER BY turn, member_id LIMIT %(count)s
"""
