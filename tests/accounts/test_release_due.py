"""What is due goes back to the pool, once; what isn't stays; and releaseAt said so all along."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, text

from tests.accounts.calls import assign, claim, set_pool_policy
from tests.accounts.past import age, history, pools, release_due, run_job
from tests.api_client import Client
from tests.visits.phone import check_in, fix
from tests.world import World, uuid_of


def release_at(client: Client, account: str) -> datetime | None:
    query = "query($id: ID!) { account(id: $id) { releaseAt } }"
    instant = client.ask(query, id=account)["account"]["releaseAt"]
    return None if instant is None else datetime.fromisoformat(instant)


def test_the_job_takes_what_is_due_and_nothing_else_and_says_why(
    world: World, team: str, database_url: str, raw: Connection
) -> None:
    member, rep = world.member(team)
    due, fresh = world.account(0.01), world.account(0.02)
    for account in (due, fresh):
        claim(rep, account)
    age(database_url, [due], 10.01)
    age(database_url, [fresh], 9.99)
    assert release_at(rep, due) < datetime.now(UTC) < release_at(rep, fresh)  # type: ignore[operator]

    for _ in range(2):
        run_job(database_url)
    assert pools(world.admin, [due, fresh]) == ["PUBLIC", "PRIVATE"]
    expired = {"kind": "EXPIRED", "reason": "No visit that counts for 10 days.", "by": None}
    assert history(world.admin, due)[0] == {**expired, "from": {"id": member}, "to": None}
    assert [event["kind"] for event in history(world.admin, due)] == ["EXPIRED", "CLAIMED", "ADDED"]
    counts = """
        SELECT (SELECT count(*) FROM outbox_event WHERE subject_id = :id AND kind = 'account.expired'),
            (SELECT count(*) FROM audit_entry WHERE subject_id = :id AND act = 'releaseDueAccounts'),
            (SELECT count(*) FROM holding WHERE account_id = :id AND ends_at IS NOT NULL),
            (SELECT count(*) FROM holding WHERE account_id = :id AND ends_at IS NULL)
    """
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    assert raw.execute(text(counts), {"id": uuid_of(due)}).one() == (1, 1, 1, 0)


def test_visits_decide_and_policies_tell_at_once(world: World, team: str, database_url: str) -> None:
    set_pool_policy(world.admin, team, idleDays=3, maxHoldDays=30)
    _, rep = world.member(team)
    visited, held, long = world.account(0.01), world.account(0.02), world.account(0.03)
    for account in (visited, held, long):
        claim(rep, account)
    age(database_url, [visited, held], 4)
    assert check_in(rep, visited, fix(world.place(0.01)))["visit"]["standing"] == "COUNTED"
    rep.act("checkOut", {"visitId": last_visit(rep), "sentAt": datetime.now(UTC).isoformat(), "outcome": "MET"})
    assert check_in(rep, held, None, noFixReason="Cellar")["visit"]["standing"] == "HELD"
    age(database_url, [long], 31)
    assert (release_at(rep, held), release_at(rep, long) is None) == (None, False)
    run_job(database_url)
    assert pools(world.admin, [visited, held, long]) == ["PRIVATE", "PRIVATE", "PUBLIC"]

    was = release_at(rep, visited)
    assert was is not None
    set_pool_policy(world.admin, team, idleDays=5)
    assert release_at(rep, visited) == was + timedelta(days=2)
    set_pool_policy(world.admin, team, maxHoldDays=4)
    assert release_at(rep, visited) < datetime.now(UTC)  # type: ignore[operator]
    run_job(database_url)
    assert pools(world.admin, [visited, held]) == ["PUBLIC", "PRIVATE"]
    assert history(world.admin, visited)[0]["reason"] == "Held for 4 days, which is as long as the policy lets."


def last_visit(rep: Client) -> str:
    visits = rep.ask("{ visits(first: 1) { edges { node { visitId } } } }")["visits"]["edges"]
    return str(visits[0]["node"]["visitId"])


def test_a_visit_extends_the_clock_as_the_policy_says_and_never_shortens_it(
    world: World, team: str, database_url: str
) -> None:
    set_pool_policy(world.admin, team, idleDays=20, visitExtensionDays=5)
    _, rep = world.member(team)
    account = world.account()
    claim(rep, account)
    before = release_at(rep, account)
    check_in(rep, account, fix(world.place()))
    assert release_at(rep, account) == before, "15 days more were left than the visit gives"
    set_pool_policy(world.admin, team, visitExtensionDays=40)
    query = "query($id: ID!) { account(id: $id) { lastVisitAt } }"
    visited = datetime.fromisoformat(rep.ask(query, id=account)["account"]["lastVisitAt"])
    assert release_at(rep, account) == visited + timedelta(days=40)
    age(database_url, [account], 39)
    run_job(database_url)
    assert pools(rep, [account]) == ["PRIVATE"]
    set_pool_policy(world.admin, team, visitExtensionDays=0)
    run_job(database_url)
    assert pools(rep, [account]) == ["PUBLIC"]


def test_exempt_stages_are_never_released(world: World, team: str, database_url: str) -> None:
    set_pool_policy(world.admin, team, exemptStages=["NEGOTIATING", "SIGNED"])
    _, rep = world.member(team)
    signed, lead = world.account(0.01), world.account(0.02)
    for account in (signed, lead):
        claim(rep, account)
    rep.act("advanceAccount", {"accountId": signed, "stage": "SIGNED"})
    age(database_url, [signed, lead], 11)
    assert release_at(rep, signed) is None
    run_job(database_url)
    assert pools(world.admin, [signed, lead]) == ["PRIVATE", "PUBLIC"]


def test_each_account_goes_by_its_owners_unit(world: World, team: str, database_url: str) -> None:
    below = world.unit("Below", team)
    set_pool_policy(world.admin, team, idleDays=5)
    set_pool_policy(world.admin, below, idleDays=50)
    (quick, _), (slow, _) = world.member(team), world.member(below)
    one, other = world.account(0.01), world.account(0.02)
    assign(world.admin, one, quick)
    assign(world.admin, other, slow)
    age(database_url, [one, other], 6)
    run_job(database_url)
    assert pools(world.admin, [one, other]) == ["PUBLIC", "PRIVATE"]


def test_a_manager_has_what_is_due_released_without_a_worker(world: World, team: str, database_url: str) -> None:
    _, rep = world.member(team)
    _, manager = world.member(team, "MANAGER")
    beside = world.unit("Beside")
    accounts = [world.account(0.001 * n) for n in range(3)]
    for account in accounts:
        claim(rep, account)
    age(database_url, accounts[:2], 11)
    assert release_due(rep, team)["__typename"] == "NotAllowed"
    assert release_due(manager, beside)["__typename"] == release_due(manager, "nonsense")["__typename"] == "NotFound"
    assert pools(manager, accounts) == ["PRIVATE"] * 3

    done = {"__typename": "ReleaseDueAccountsSuccess", "remaining": 0}
    assert release_due(manager, team) == {**done, "released": 2}
    assert release_due(manager, team) == {**done, "released": 0}
    assert pools(manager, accounts) == ["PUBLIC", "PUBLIC", "PRIVATE"]


def test_owners_are_warned_once_for_each_instant(world: World, team: str, database_url: str, raw: Connection) -> None:
    set_pool_policy(world.admin, team, warningDays=3)
    member, rep = world.member(team)
    account, later = world.account(0.01), world.account(0.02)
    for each in (account, later):
        claim(rep, each)
    age(database_url, [account], 8)
    warned = text(
        "SELECT payload FROM outbox_event WHERE kind = 'account.release_due' AND subject_id = :id ORDER BY id"
    )

    def warnings(of: str) -> list[dict[str, str]]:
        for _ in range(2):
            run_job(database_url, "accounts.warn_of_releases")
        raw.execute(text("SET LOCAL ROLE doorstep_writer"))
        told = list(raw.execute(warned, {"id": uuid_of(of)}).scalars())
        raw.rollback()
        return told

    [told] = warnings(account)
    assert told["owner"] == str(uuid_of(member))
    assert datetime.fromisoformat(told["releaseAt"]) == release_at(rep, account)
    assert warnings(later) == []
    set_pool_policy(world.admin, team, idleDays=9)
    moved = warnings(account)
    assert len(moved) == 2
    assert datetime.fromisoformat(moved[1]["releaseAt"]) == release_at(rep, account)
    set_pool_policy(world.admin, team, warningDays=0, idleDays=8)
    assert len(warnings(account)) == 2
