"""The sealer: it waits for whoever is slow, and nobody waits for it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from core import audit, clock
from core.audit.chain import packed
from core.audit.seal import _seal_next
from core.audit.sealer import PAUSE_AFTER_FAILURE_SECONDS, PAUSE_SECONDS, seal_until
from core.audit.stored import StoredEntry, stored_entries
from core.commit_order import Place
from core.db import acting
from tests.core.audit_trail import TAKE_OFF_THE_LOCKS, act, own, record, seal_all, unsealed


def test_an_open_transaction_holds_up_the_sealing_and_no_act(trail: Engine) -> None:
    with acting(trail) as slow:
        record(slow)
        act(trail)
        assert audit.seal(trail) == 0
        assert audit.verify(trail).unsealed.count == 1, "the open act isn't there yet, and nothing is amiss"
    seal_all(trail)
    assert audit.verify(trail).unsealed.count == 0


def test_an_act_waits_for_no_sealer(trail: Engine) -> None:
    act(trail)
    with acting(trail) as sealing:
        _seal_next(sealing, now=clock.now())
        with acting(trail, seconds=1) as session:
            record(session)


def test_a_long_run_of_rows_takes_several_seals_and_several_sealers_take_turns(trail: Engine) -> None:
    with acting(trail) as session:
        for _ in range(1001):
            record(session)
    act(trail, times=3)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(seal_all, repeat(trail, 4)))
    assert rows_of_first_seal(trail) == 1000
    assert audit.verify(trail).entry_count == 1004


def test_verifying_beside_a_sealer_accuses_nobody(trail: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def then_seal_more(session: Session) -> Iterator[StoredEntry]:
        rows = list(stored_entries(session))
        act(trail)
        seal_all(trail)
        return iter(rows)

    monkeypatch.setattr("core.audit.walk.stored_entries", then_seal_more)
    act(trail)
    seal_all(trail)
    assert audit.verify(trail).entry_count == 1


def test_transactions_are_in_the_order_of_their_numbers(trail: Engine) -> None:
    act(trail, times=3)
    own(trail, TAKE_OFF_THE_LOCKS, "UPDATE audit_entry SET xid = (98 + id)::text::xid8 WHERE id < 3")
    own(trail, "UPDATE audit_entry SET xid = '11' WHERE id = 3")
    seal_all(trail)
    assert audit.verify(trail).unsealed.count == 0


def test_the_sealer_chains_nothing_onto_a_chain_that_was_cut(trail: Engine) -> None:
    for _ in range(2):
        act(trail)
        seal_all(trail)
    own(trail, TAKE_OFF_THE_LOCKS, "DELETE FROM audit_seal WHERE number = 2; DELETE FROM audit_entry WHERE id = 2")
    act(trail)
    with pytest.raises(audit.ChainCut, match="Seal 2 was made on this machine and is gone"):
        audit.seal(trail)
    assert unsealed(trail) == 1


def test_a_restored_dump_is_sealed_no_further_before_its_cluster_counts_on(trail: Engine) -> None:
    beyond = packed([(Place(5 << 32, 1), bytes(32))])
    with acting(trail) as session:
        session.execute(
            text("INSERT INTO audit_seal VALUES (1, now(), 1, :manifest, :mac)"), {"manifest": beyond, "mac": bytes(32)}
        )
    with pytest.raises(audit.ChainAhead, match="pg_resetwal --epoch=6"):
        audit.seal(trail)


def test_the_sealer_of_a_server_goes_on_after_a_failure(trail: Engine) -> None:
    waits: list[float] = []

    def wait(seconds: float) -> bool:
        waits.append(seconds)
        if len(waits) == 1:
            own(trail, "ALTER TABLE audit_seal RENAME TO elsewhere")
            return False
        if len(waits) == 2:
            own(trail, "ALTER TABLE elsewhere RENAME TO audit_seal")
        return unsealed(trail) == 0

    act(trail)
    seal_until(trail, wait)
    assert waits[:3] == [PAUSE_SECONDS, PAUSE_AFTER_FAILURE_SECONDS, PAUSE_SECONDS]


def rows_of_first_seal(engine: Engine) -> int | None:
    with acting(engine) as session:
        return session.scalar(text("SELECT entry_count FROM audit_seal WHERE number = 1"))
