"""Prints the schema of a freshly migrated database as pg_dump sees it: policies, functions and partitions too.

Alembic's own comparison knows nothing of these.
"""

import re
import subprocess

from sqlalchemy import make_url

from core.postgres import SUPERUSER, newest_or_install
from tests.database import migrated_database

_NOISE = re.compile(r"--|SET |COMMENT ON EXTENSION |SELECT pg_catalog\.set_config|\\(un)?restrict ")
"Lines that change with the version of pg_dump, or say what the next line says."


def dump() -> str:
    """The statements that make the schema, without comments and session settings."""
    with migrated_database() as url:
        address = make_url(url).set(drivername="postgresql", username=SUPERUSER).render_as_string()
        program = newest_or_install()["pg_dump"]
        dumped = subprocess.run([program, "--schema-only", address], check=True, capture_output=True, text=True).stdout
    kept = "\n".join(line for line in dumped.splitlines() if not _NOISE.match(line))
    return re.sub(r"\n{3,}", "\n\n", kept).strip() + "\n"


if __name__ == "__main__":
    print(dump(), end="")
