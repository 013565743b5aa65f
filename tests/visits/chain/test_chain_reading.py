"""What is told of chains: at what cost, to whom, and for scoring again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import Engine, event, text

from core import clock
from core.db import acting, make_engine
from tests.visits.chain.field import Field
from tests.visits.signing import SigningPhone
from tests.world import uuid_of
from visits.chain import gaps_come_due


@contextmanager
def statements_about(word: str) -> Iterator[list[str]]:
    found: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if word in statement:
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_a_queue_and_a_page_cost_as_many_statements_as_one_check_in(field: Field, phone: SigningPhone) -> None:
    claims = [phone.signed(field.claim()) for _ in range(30)]
    with statements_about("evidence_link") as kept, statements_about("device.public_key") as keys:
        field.send(*claims)
    assert (len(kept), len(keys)) == (1, 1)
    with statements_about("signatures_of_visits") as read:
        assert field.verdicts(*claims) == [True] * 30
    assert len(read) == 1
    with statements_about("evidence_link") as kept:
        field.send(field.claim())
    assert kept == [], "unsigned check-ins cost nothing"


def test_raw_sql_as_the_reader_tells_of_signatures_in_sight_only(field: Field, phone: SigningPhone) -> None:
    claim = phone.signed(field.claim())
    field.send(claim)
    field.raw.rollback()
    field.raw.execute(text("SET LOCAL ROLE doorstep_reader"))
    visit = "SELECT id FROM visit WHERE visit_id = :id"
    field.raw.execute(text("SELECT set_config('doorstep.actor', :id, true)"), {"id": str(uuid_of(field.rep_id))})
    id = field.raw.scalar(text(visit), {"id": claim["visitId"]})
    stranger = uuid_of(field.world.member(field.world.unit("Beside"), "MANAGER")[0])
    for viewer, seen in ((uuid_of(field.rep_id), 1), (stranger, 0)):
        field.raw.execute(text("SELECT set_config('doorstep.actor', :id, true)"), {"id": str(viewer)})
        told = field.raw.scalar(text("SELECT count(*) FROM signatures_of_visits(ARRAY[CAST(:id AS uuid)])"), {"id": id})
        assert told == seen
    assert field.raw.scalar(text("SELECT has_table_privilege('evidence_link', 'SELECT')")) is False
    assert (
        field.raw.scalar(text("SELECT has_function_privilege('links_around(uuid,integer,bytea,bytea)', 'EXECUTE')"))
        is False
    )


def test_gaps_that_come_due_are_found_for_scoring_again(field: Field, phone: SigningPhone, database_url: str) -> None:
    first, _, third = (phone.signed(field.claim()) for _ in range(3))
    field.send(first, third)
    since = clock.now()
    with acting(make_engine(database_url, threads=1)) as session:
        found = gaps_come_due(session, since=since, until=since + timedelta(hours=73))
        visit_ids = session.execute(text("SELECT visit_id FROM visit WHERE id = ANY (:ids)"), {"ids": found})
        assert third["visitId"] in {str(row.visit_id) for row in visit_ids}
        assert gaps_come_due(session, since=since - timedelta(hours=73), until=since) == []
