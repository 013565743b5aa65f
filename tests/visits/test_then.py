"""What happened is judged by what was true then: owner, region, exception, policy, place."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, text

from tests.api_client import Client
from tests.visits.queue import entry, kinds_of, left, sync
from tests.world import World, uuid_of

HOUR = timedelta(hours=1)


def turn_back(raw: Connection, hours: float, ids: list[str | UUID]) -> None:
    """Let all that is known of accounts, regions, members and units be `hours` older than it is."""
    raw.execute(text("SET LOCAL ROLE doorstep_owner"))
    known = [id if isinstance(id, UUID) else uuid_of(id) for id in ids]
    for table, key, columns in (
        ("account", "id", ("created_at", "claimed_at")),
        ("holding", "account_id", ("starts_at", "ends_at")),
        ("account_past_placement", "account_id", ("until",)),
        ("region", "id", ("created_at",)),
        ("region_ownership", "region_id", ("starts_at", "ends_at")),
        ("cross_region_grant", "member_id", ("starts_at", "until", "revoked_at")),
        ("policy_setting", "unit_id", ("starts_at", "ends_at")),
    ):
        changes = ", ".join(f"{column} = {column} - :by" for column in columns)
        raw.execute(
            text(f"UPDATE {table} SET {changes} WHERE {key} = ANY (:ids)"),
            {"by": timedelta(hours=hours), "ids": known},
        )
    raw.commit()


def test_an_owner_then_visited_an_own_account_whoever_has_it_now(world: World, team: str, raw: Connection) -> None:
    (_, first), (second_id, second) = world.member(team), world.member(team)
    account = world.account()
    first.act("claimAccount", {"accountId": account})
    turn_back(raw, 3, [account])
    world.admin.act("assignAccount", {"accountId": account, "memberId": second_id, "reason": "Swap"})
    turn_back(raw, 2, [account])

    def visits(rep: Client, hours_ago: float) -> list[str | None]:
        return kinds_of(sync(rep, left(entry(account, world.place(), minutes_ago=hours_ago * 60), after_minutes=1)))

    assert [visits(first, 3), visits(first, 1)] == [["CheckInSuccess"], ["NotYourAccount"]]
    assert [visits(second, 3), visits(second, 1)] == [["NotYourAccount"], ["CheckInSuccess"]]


def test_a_visit_that_arrives_after_the_release_counts_and_brings_nothing_back(
    world: World, team: str, raw: Connection
) -> None:
    _, rep = world.member(team)
    account = world.account()
    rep.act("claimAccount", {"accountId": account})
    turn_back(raw, 2, [account])
    rep.act("releaseAccount", {"accountId": account, "reason": "Enough"})
    (late,) = sync(rep, left(entry(account, world.place(), minutes_ago=60)))
    assert (late["result"]["visit"]["standing"]) == "COUNTED"
    seen = world.admin.ask(
        "query($id: ID!) { account(id: $id) { pool owner { id } lastVisitAt releaseAt } }", id=account
    )["account"]
    assert (seen["pool"], seen["owner"], seen["releaseAt"]) == ("PUBLIC", None, None)
    assert seen["lastVisitAt"] == late["result"]["visit"]["checkedInAt"]


def test_a_region_then_anothers_is_refused_though_it_is_the_own_now(world: World, team: str, raw: Connection) -> None:
    beside = world.unit("Beside")
    region = world.region(beside, world.square(0.2))
    account, place = world.account(0.25), world.place(0.25)
    turn_back(raw, 4, [region, account])
    assigned = world.admin.act("assignRegion", {"regionId": region, "orgUnitId": team})
    assert assigned["__typename"] == "RegionSuccess"
    turn_back(raw, 1, [region])
    _, rep = world.member(team)
    refused, taken = sync(rep, entry(account, place, minutes_ago=90), entry(account, place, minutes_ago=30))
    assert refused["result"]["__typename"] == "OutsideYourRegion"
    assert refused["result"]["ownerUnitName"] == "Beside"
    assert taken["result"]["__typename"] == "CheckInSuccess"


def test_an_exception_counts_for_its_time_only(world: World, team: str, raw: Connection) -> None:
    region = world.region(world.unit("Beside"), world.square(0.2))
    account, place = world.account(0.25), world.place(0.25)
    rep_id, rep = world.member(team)
    turn_back(raw, 9, [region, account])
    until = (datetime.now().astimezone() + 2 * HOUR).isoformat()
    grant = {"memberId": rep_id, "regionId": region, "until": until, "reason": "Help"}
    world.admin.act("grantCrossRegion", grant)
    turn_back(raw, 4, [rep_id])  # from four hours ago until two hours ago
    queue = [entry(account, place, minutes_ago=60 * hours) for hours in (5, 3, 1)]
    assert kinds_of(sync(rep, *queue)) == ["OutsideYourRegion", "CheckInSuccess", "OutsideYourRegion"]


def test_policy_and_place_are_those_of_then(world: World, team: str, raw: Connection) -> None:
    _, rep = world.member(team)
    account = world.account()
    world.admin.act("setVisitPolicy", {"orgUnitId": team, "policy": {"geofenceMeters": 2000, "offSite": "REFUSE"}})
    turn_back(raw, 3, [account, team])
    world.admin.act("setVisitPolicy", {"orgUnitId": team, "policy": {"geofenceMeters": 50, "offSite": "HOLD"}})
    moved = {"accountId": account, "position": world.place(0.08)}
    assert world.admin.act("updateAccount", moved)["__typename"] == "AccountSuccess"
    turn_back(raw, 1, [account, team])

    def visit(minutes_ago: float, x: float) -> dict[str, object]:
        (outcome,) = sync(rep, left(entry(account, world.place(x), minutes_ago=minutes_ago), after_minutes=1))
        visit: dict[str, object] = outcome["result"]["visit"]
        return visit

    kilometre = 0.018  # degrees of longitude, at sixty degrees
    assert visit(120, 0.05 + kilometre)["presence"] == "ON_SITE", "the old pin, the wide geofence"
    assert visit(30, 0.08)["presence"] == "ON_SITE"
    assert visit(20, 0.05)["presence"] == "OFF_SITE"
    assert visit(110, 0.09)["status"] == "REFUSED"


def test_how_late_a_visit_may_arrive_is_todays_rule(world: World, team: str, raw: Connection) -> None:
    _, rep = world.member(team)
    account = world.account()
    turn_back(raw, 50, [account])
    queued = entry(account, world.place(), minutes_ago=30 * 60)
    world.admin.act("setVisitPolicy", {"orgUnitId": team, "policy": {"maxLateHours": 24}})
    (refused,) = sync(rep, queued)
    assert (refused["result"]["__typename"], refused["result"]["maxLateHours"]) == ("TooLate", 24)
    world.admin.act("setVisitPolicy", {"orgUnitId": team, "policy": {"maxLateHours": 48}})
    assert kinds_of(sync(rep, queued)) == ["CheckInSuccess"]
