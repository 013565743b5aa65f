"""The rooms' tables say what the migrations made."""

import re
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

import api.schema  # noqa: F401  # brings every room, and with it every room's tables
from core.db import Table

_NOT_OURS = re.compile(r"spatial_ref_sys|alembic_version|procrastinate_\w+|visit\w*_\d{4}_\d{2}")
_OF_COLUMNS = ("add_table", "remove_table", "add_column", "remove_column", "modify_nullable", "modify_type")


@pytest.mark.filterwarnings("ignore:Did not recognize type 'xid8'")
def test_the_rooms_tables_are_those_of_the_migrations(raw: Connection) -> None:
    raw.execute(text("SET LOCAL ROLE doorstep_owner"))
    context = MigrationContext.configure(raw, opts={"include_name": _is_ours})
    found = [difference for difference in _flat(compare_metadata(context, Table.metadata)) if _matters(difference)]
    assert found == []


def _is_ours(name: str | None, kind: str, _: Any) -> bool:
    return kind != "table" or name is None or not _NOT_OURS.fullmatch(name)


def _flat(differences: list[Any]) -> list[Any]:
    return [one for entry in differences for one in (entry if isinstance(entry, list) else [entry])]


def _matters(difference: Any) -> bool:
    """Only the migrations know of generated columns, transaction ids, indexes, policies and functions."""
    kind, *details = difference
    column = details[-1].name if kind == "remove_column" else None
    return kind in _OF_COLUMNS and column not in ("xid", "mercator")
