"""A trail of its own for a test, and what its database's owner does to it."""

from contextlib import AbstractContextManager
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from core import audit, clock
from core.audit.memory import Memory
from core.db import acting
from tests.environment import environment

SOMEBODY = UUID("0190b5a4-7c3e-7d2a-9f51-3c1e8a2b4d6f")
TAKE_OFF_THE_LOCKS = "ALTER TABLE audit_entry DISABLE TRIGGER ALL; ALTER TABLE audit_seal DISABLE TRIGGER ALL;"


def kept_in(data: Path) -> AbstractContextManager[None]:
    """Keys and memory in the folder `data`."""
    return environment(DOORSTEP_DATA=str(data))


def act(engine: Engine, *, times: int = 1) -> None:
    for _ in range(times):
        with acting(engine) as session:
            record(session)


def roll_back_an_act(engine: Engine) -> None:
    with acting(engine) as session:
        record(session)
        session.rollback()


def record(session: Session) -> None:
    audit.record(session, now=clock.now(), member_id=SOMEBODY, act="claimAccount", details={"pool": "PUBLIC"})


def own(engine: Engine, *statements: str) -> None:
    """Do as the owner of the tables likes."""
    with engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL ROLE doorstep_owner")
        for statement in statements:
            connection.exec_driver_sql(statement)


def seal_all(engine: Engine) -> None:
    """Seal what is committed, once no other test's transaction on this cluster holds it up."""
    while not is_settled(engine):
        pass
    audit.seal(engine)


def is_settled(engine: Engine) -> bool:
    running = "SELECT FROM audit_entry WHERE xid >= pg_snapshot_xmin(pg_current_snapshot())"
    with acting(engine) as session:
        return session.scalar(text(f"SELECT NOT EXISTS ({running})")) is True


def head(engine: Engine) -> audit.Head:
    with acting(engine) as session:
        newest = audit.head(session)
    assert newest is not None
    return newest


def unsealed(engine: Engine) -> int:
    with acting(engine) as session:
        return audit.unsealed(session).count


def forget(engine: Engine) -> None:
    """Be another machine, with the same keys."""
    Memory.of(engine.url).path.unlink()
