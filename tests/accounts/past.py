"""Days that have gone by, and the automatic release at work."""

from collections.abc import Sequence

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from accounts import JOBS
from core.db import make_engine
from core.jobs import Work
from tests.api_client import Client, Json
from tests.world import uuid_of

_AGE = """
    UPDATE account SET claimed_at = claimed_at - make_interval(days => :days),
        last_visit_at = last_visit_at - make_interval(days => :days) WHERE id = ANY (:ids);
    UPDATE visit_credit SET at = at - make_interval(days => :days) WHERE account_id = ANY (:ids);
    UPDATE holding SET starts_at = starts_at - make_interval(days => :days),
        ends_at = ends_at - make_interval(days => :days) WHERE account_id = ANY (:ids)
"""


def age(database_url: str, accounts: Sequence[str], days: float) -> None:
    """Let what happened to the accounts have happened so many days before."""
    engine = create_engine(database_url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL ROLE doorstep_writer"))
        hours = _AGE.replace("make_interval(days => :days)", f"make_interval(secs => {days * 86_400})")
        connection.execute(text(hours), {"ids": [uuid_of(account) for account in accounts]})


def run_job(database_url: str, name: str = "accounts.release_due", **arguments: str) -> None:
    """What the worker does when the job's time has come."""
    [job] = [job for job in JOBS if job.name == name]
    engine = make_engine(database_url, threads=1)
    job.run(Work(engine=engine, arguments=arguments, should_stop=lambda: False))
    engine.dispose()


def release_due(manager: Client, unit: str) -> Json:
    """releaseDueAccounts' whole result."""
    success = "... on ReleaseDueAccountsSuccess { released remaining }"
    return manager.act("releaseDueAccounts", {"orgUnitId": unit}, success)


def preview(manager: Client, unit: str, *, first: int = 100, after: str | None = None, **policy: object) -> Json:
    query = """query($unit: ID!, $policy: PoolPolicyInput!, $first: Int, $after: String) {
        previewRelease(orgUnitId: $unit, policy: $policy, first: $first, after: $after) {
            totalCount edges { reason node { id } } pageInfo { hasNextPage endCursor } } }"""
    found: Json = manager.ask(query, unit=unit, policy=policy, first=first, after=after)["previewRelease"]
    return found


def pools(client: Client, accounts: Sequence[str]) -> list[str]:
    """PUBLIC or PRIVATE, of each."""
    query = "query($id: ID!) { account(id: $id) { pool } }"
    return [client.ask(query, id=account)["account"]["pool"] for account in accounts]


def history(client: Client, account: str) -> list[Json]:
    query = """query($id: ID!) { account(id: $id) {
        history(first: 100) { edges { node { kind reason by { id } from { id } to { id } } } } } }"""
    return [edge["node"] for edge in client.ask(query, id=account)["account"]["history"]["edges"]]
