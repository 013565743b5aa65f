"""The audit trail against whoever owns its database."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.pool import NullPool

from core import audit, clock
from core.audit.chain import BEGINNING, seal_mac
from core.audit.key import recording_key
from core.audit.tables import AuditSeal
from core.db import acting
from tests.core.audit_trail import TAKE_OFF_THE_LOCKS, act, forget, head, kept_in, own, roll_back_an_act, seal_all
from tests.database import migrated_database

DROP_THE_CONSTRAINTS = """
    ALTER TABLE audit_entry ALTER id DROP IDENTITY, ALTER entry DROP NOT NULL, ALTER act DROP NOT NULL;
    ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_pkey; ALTER TABLE audit_seal DROP CONSTRAINT audit_seal_pkey;
"""
KEEP = "CREATE TABLE kept_entry AS TABLE audit_entry; CREATE TABLE kept_seal AS TABLE audit_seal;"
RESTORE = """
    TRUNCATE audit_entry, audit_seal;
    INSERT INTO audit_entry TABLE kept_entry; INSERT INTO audit_seal TABLE kept_seal;
"""
COLUMNS = "at, member_id, act, subject_id, outcome, entry, mac"


def copied(row: int, *, id: int, xid: str = "pg_current_xact_id()") -> str:
    return f"""
        INSERT INTO audit_entry (id, xid, {COLUMNS}) SELECT {id}, {xid}, {COLUMNS} FROM audit_entry WHERE id = {row};
    """


SWAP = f"""
    UPDATE audit_entry a SET ({COLUMNS}) = (SELECT {COLUMNS} FROM audit_entry WHERE id = 10 - a.id) WHERE id IN (2, 8)
"""
SHORTEN = """
    UPDATE audit_seal SET manifest = substring(manifest FOR 144), entry_count = 7 WHERE number = 2;
    DELETE FROM audit_entry WHERE id = 9
"""
ATTACKS = [
    # Any column of a row, sealed or not.
    ("altered", 3, "UPDATE audit_entry SET entry = replace(entry::text, '44', '45')::bytea WHERE id = 3"),
    ("altered", 3, "UPDATE audit_entry SET entry = NULL WHERE id = 3"),
    ("altered", 3, "UPDATE audit_entry SET mac = sha256('') WHERE id = 3"),
    ("altered", 3, "UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE id = 3"),
    ("altered", 3, "UPDATE audit_entry SET at = 'infinity' WHERE id = 3"),
    ("altered", 3, "UPDATE audit_entry SET member_id = NULL WHERE id = 3"),
    ("altered", 3, "UPDATE audit_entry SET act = 'releaseAccount' WHERE id = 3"),
    ("altered", 3, "UPDATE audit_entry SET act = NULL WHERE id = 3"),
    ("altered", 3, "UPDATE audit_entry SET subject_id = gen_random_uuid() WHERE id = 3"),
    ("altered", 3, "UPDATE audit_entry SET outcome = 'NotAllowed' WHERE id = 3"),
    ("altered", 17, "UPDATE audit_entry SET outcome = 'NotAllowed' WHERE id = 17"),
    # What a row says stays genuine, but its place isn't its own.
    ("altered", 2, SWAP),
    ("removed", 2, "UPDATE audit_entry SET id = 10 - id WHERE id IN (2, 8)"),
    ("removed", 3, "UPDATE audit_entry SET xid = '1000000000' WHERE id = 3"),
    ("inserted", 8, "UPDATE audit_entry SET xid = (SELECT xid FROM audit_entry WHERE id = 1) WHERE id = 8"),
    ("inserted", 17, "UPDATE audit_entry SET xid = '1000000000' WHERE id = 17"),
    # Rows that are gone, alone, with their seal, or all of them.
    ("removed", 1, "DELETE FROM audit_entry WHERE id = 1"),
    ("removed", 7, "DELETE FROM audit_entry WHERE id = 7"),
    ("removed", 14, "DELETE FROM audit_entry WHERE id = 14"),
    ("removed", 4, "DELETE FROM audit_seal WHERE number = 2"),
    ("removed", 4, "DELETE FROM audit_seal WHERE number = 2; DELETE FROM audit_entry WHERE id BETWEEN 6 AND 9"),
    ("removed", 0, "DELETE FROM audit_seal WHERE number = 1; DELETE FROM audit_entry WHERE id BETWEEN 1 AND 4"),
    ("removed", 9, "DELETE FROM audit_seal WHERE number = 3; DELETE FROM audit_entry WHERE id > 9"),
    ("removed", 0, "TRUNCATE audit_entry, audit_seal"),
    # Rows that no act wrote.
    ("inserted", 900, copied(7, id=900, xid="xid")),
    ("inserted", 7, "INSERT INTO audit_entry SELECT * FROM audit_entry WHERE id = 7"),
    ("inserted", -1, copied(18, id=-1, xid="'3'")),
    ("inserted", 900, copied(7, id=900)),
    ("altered", 900, copied(7, id=900) + "UPDATE audit_entry SET entry = 'forged' WHERE id = 900"),
    # Seals that no sealer made.
    ("altered", 4, SHORTEN),
    ("altered", 4, "UPDATE audit_seal SET at = '-infinity' WHERE number = 2"),
    ("altered", 4, "UPDATE audit_seal SET entry_count = 9 WHERE number = 2"),
    ("altered", 14, "INSERT INTO audit_seal SELECT 4, at, entry_count, manifest, mac FROM audit_seal WHERE number = 3"),
    ("altered", 0, "UPDATE audit_seal SET number = 4 - number"),
]


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Twelve rows in three seals, and three that aren't sealed; the owner has taken off every lock.

    Rows 1 to 4 are sealed first, 6 to 9 next, 11 to 14 last, 16 to 18 aren't: rollbacks took 5, 10 and 15.
    """
    with kept_in(tmp_path_factory.mktemp("attacked")), migrated_database() as url:
        engine = create_engine(url, poolclass=NullPool)
        for count in (4, 4, 4):
            act(engine, times=count)
            seal_all(engine)
            roll_back_an_act(engine)
        act(engine, times=3)
        own(engine, TAKE_OFF_THE_LOCKS, DROP_THE_CONSTRAINTS, KEEP)
        yield engine


@pytest.mark.parametrize(("change", "row_id", "attack"), ATTACKS)
def test_whatever_the_owner_changes_is_named(attacked: Engine, change: str, row_id: int, attack: str) -> None:
    own(attacked, attack)
    with pytest.raises(audit.Tampered) as found:
        audit.verify(attacked)
    assert (found.value.change, found.value.row_id) == (change, row_id)

    own(attacked, RESTORE)
    assert audit.verify(attacked).entry_count == 15


def test_an_anchored_head_misses_what_was_cut_off_where_nothing_else_does(attacked: Engine) -> None:
    anchored = head(attacked).hash
    assert audit.verify(attacked, anchored_hash=anchored).unsealed.count == 3
    forget(attacked)
    own(attacked, "DELETE FROM audit_seal WHERE number = 3; DELETE FROM audit_entry WHERE id > 9")
    assert audit.verify(attacked).entry_count == 8, "without a memory or an anchor, a shorter trail is a good one"
    with pytest.raises(audit.Tampered, match="what followed row 9 was cut off"):
        audit.verify(attacked, anchored_hash=anchored)
    own(attacked, RESTORE)
    assert audit.verify(attacked, anchored_hash=anchored).entry_count == 15


def test_a_chain_made_anew_needs_the_key_and_even_so_misses_the_anchored_head(trail: Engine, tmp_path: Path) -> None:
    act(trail, times=3)
    seal_all(trail)
    anchored = head(trail).hash
    own(trail, TAKE_OFF_THE_LOCKS, "TRUNCATE audit_seal")
    with kept_in(tmp_path / "elsewhere"):
        seal_all(trail)
    with pytest.raises(audit.Tampered, match="Seal 1 was altered"):
        audit.verify(trail)

    own(trail, "TRUNCATE audit_seal")
    forget(trail)
    seal_all(trail)
    assert audit.verify(trail).entry_count == 3
    with pytest.raises(audit.Tampered, match="anchored head"):
        audit.verify(trail, anchored_hash=anchored)


def test_a_seal_made_anew_with_the_key_breaks_the_chain_behind_it(trail: Engine) -> None:
    for _ in range(2):
        act(trail)
        seal_all(trail)
    with acting(trail) as session:
        first = session.get_one(AuditSeal, 1)
    facts = {"number": 1, "at": first.at + timedelta(days=1), "entry_count": 1, "manifest": first.manifest}
    forged = seal_mac(recording_key(), previous=BEGINNING, **facts)
    own(
        trail,
        TAKE_OFF_THE_LOCKS,
        f"UPDATE audit_seal SET at = at + interval '24 hours', mac = '\\x{forged.hex()}' WHERE number = 1",
    )
    with pytest.raises(audit.Tampered, match="Seal 2 was altered"):
        audit.verify(trail)


def test_the_same_act_twice_in_one_transaction_is_no_copy(trail: Engine) -> None:
    now = clock.now()
    with acting(trail) as session:
        for _ in range(2):
            audit.record(session, now=now, member_id=None, act="signIn", outcome="SignInRefused")
    seal_all(trail)
    assert audit.verify(trail).entry_count == 2


@pytest.mark.parametrize("table", ["audit_entry", "audit_seal"])
@pytest.mark.parametrize("change", ["UPDATE {} SET at = now()", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_trail_takes_inserts_only(raw: Connection, table: str, change: str) -> None:
    for role, refusal in (("doorstep_writer", ProgrammingError), ("doorstep_owner", DBAPIError)):
        raw.exec_driver_sql(f"SET LOCAL ROLE {role}")
        with pytest.raises(refusal, match=f"permission denied|{table} takes inserts only"), raw.begin_nested():
            raw.exec_driver_sql(change.format(table))


def test_without_the_key_nobody_is_accused(trail: Engine, tmp_path: Path) -> None:
    act(trail)
    with kept_in(tmp_path / "elsewhere"), pytest.raises(audit.KeyMissing, match=r"audit\.key"):
        audit.verify(trail)
