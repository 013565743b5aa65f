"""A rep claims from the public pool: what is granted, and in which order what is refused."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text

from core import clock
from tests.accounts.calls import assign, claim, new_phone, release, set_pool_policy
from tests.world import Later, World, uuid_of


def test_a_claimed_account_is_the_reps_and_claiming_it_again_is_success(world: World, team: str) -> None:
    member, rep = world.member(team)
    phone = new_phone()
    account = world.account(phone=phone)

    for _ in range(2):
        claimed = claim(rep, account)["account"]
        assert claimed["owner"] == {"id": member}
        assert claimed["pool"] == "PRIVATE"
        assert claimed["phone"] == phone
    query = (
        "query($id: ID!) { account(id: $id) { history { edges { node { kind from { id } to { id } by { id } } } } } }"
    )
    events = [edge["node"] for edge in rep.ask(query, id=account)["account"]["history"]["edges"]]
    assert events == [
        {"kind": "CLAIMED", "from": None, "to": {"id": member}, "by": {"id": member}},
        {"kind": "ADDED", "from": None, "to": None, "by": None},
    ], "the admin who added it is out of the rep's sight"


def test_in_the_pool_phones_are_masked(world: World, team: str) -> None:
    _, rep = world.member(team)
    phone = new_phone()
    account = world.account(phone=phone)
    for viewer in (rep, world.admin):
        seen = viewer.ask("query($id: ID!) { account(id: $id) { phone } }", id=account)
        assert seen["account"]["phone"] == f"+358 ••• ••{phone[-2:]}"


def test_an_account_of_others_tells_its_region_and_owning_unit_and_nothing_else(world: World, team: str) -> None:
    beside = world.unit("Beside")
    region = world.region(beside, world.square(0.2))
    _, rep = world.member(team)
    foreign = world.account(0.25, 0.05)

    refused = claim(rep, foreign)
    assert refused.pop("message")
    assert refused == {"__typename": "OutsideYourRegion", "region": {"id": region}, "ownerUnitName": "Beside"}
    assert claim(rep, world.top)["__typename"] == "NotFound"
    assert rep.ask("query($id: ID!) { account(id: $id) { id } }", id=foreign) == {"account": None}


def test_a_refused_attempt_is_on_the_audit_trail(world: World, team: str, raw: Connection) -> None:
    world.region(world.unit("Beside"), world.square(0.2))
    member, rep = world.member(team)
    foreign = world.account(0.25, 0.05)
    claim(rep, foreign)
    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    tried = text("SELECT act, outcome FROM audit_entry WHERE member_id = :member AND subject_id = :account")
    assert raw.execute(tried, {"member": uuid_of(member), "account": uuid_of(foreign)}).all() == [
        ("claimAccount", "OutsideYourRegion")
    ]


def test_only_reps_claim(world: World, team: str) -> None:
    account = world.account()
    for role in ("MANAGER", "REVIEWER", "ADMIN", "INTEGRATION"):
        _, other = world.member(team, role)
        assert claim(other, account)["__typename"] == "NotAllowed"
        query = "query($id: ID!) { account(id: $id) { claimability { claimable refusal } } }"
        seen = other.ask(query, id=account)["account"]["claimability"]
        assert seen == {"claimable": False, "refusal": "NOT_A_REP"}


def test_a_former_owner_waits_also_when_others_held_it_since(world: World, team: str, later: Later) -> None:
    (_, rep), (_, buddy) = world.member(team), world.member(team)
    account = world.account()
    for holder in (rep, buddy):
        assert claim(holder, account)["__typename"] == "AccountSuccess"
        release(holder, account)

    refused = claim(rep, account)
    assert refused["__typename"] == "ProtectedFromFormerOwner"
    waits = datetime.fromisoformat(refused["eligibleAt"]) - datetime.now(UTC)
    assert timedelta(days=29, hours=23) < waits < timedelta(days=30)
    seen = rep.ask("query($id: ID!) { account(id: $id) { claimability { refusal eligibleAt } } }", id=account)
    assert seen["account"]["claimability"] == {"refusal": "PROTECTED", "eligibleAt": refused["eligibleAt"]}

    set_pool_policy(world.admin, team, protectionDays=1)
    (rep,) = later(timedelta(hours=25), rep)
    assert claim(rep, account)["__typename"] == "AccountSuccess"


def test_a_full_pool_takes_no_more_wherever_its_accounts_came_from(world: World, team: str) -> None:
    set_pool_policy(world.admin, team, capacity=2)
    member, rep = world.member(team)
    first, second, third = (world.account(0.01 * n) for n in (1, 2, 3))
    assign(world.admin, first, member)
    claim(rep, second)

    refused = claim(rep, third)
    assert (refused["__typename"], refused["capacity"]) == ("CapacityReached", 2)
    release(rep, second)
    assert claim(rep, third)["__typename"] == "AccountSuccess"


def test_claims_of_the_day_count_though_released_and_end_at_local_midnight(
    world: World, team: str, later: Later
) -> None:
    set_pool_policy(world.admin, team, dailyClaims=2)
    _, rep = world.member(team, timeZone="Asia/Kathmandu")
    first, second, third = (world.account(0.01 * n) for n in (1, 2, 3))
    for account in (first, second):
        claim(rep, account)
        release(rep, account)

    refused = claim(rep, third)
    assert refused["__typename"] == "DailyLimitReached"
    local = datetime.fromisoformat(refused["eligibleAt"]).astimezone(ZoneInfo("Asia/Kathmandu"))
    assert (local.hour, local.minute) == (0, 0)
    assert timedelta() < local - datetime.now(UTC) <= timedelta(days=1)
    (rep,) = later(local - clock.now(), rep)
    assert claim(rep, third)["__typename"] == "AccountSuccess"


def test_refusals_come_in_one_order(world: World, team: str) -> None:
    """Each rule is broken at once; mending one shows the next."""
    region = world.region(world.unit("Beside"), world.square(0.2))
    set_pool_policy(world.admin, team, capacity=1)
    _, rep = world.member(team)
    other_id, _ = world.member(team)
    account = world.account(0.25, 0.05)
    grant_away = {"regionId": region, "orgUnitId": team}

    assert claim(rep, account)["__typename"] == "OutsideYourRegion"
    world.admin.act("assignRegion", grant_away)
    assert claim(rep, account)["__typename"] == "AccountSuccess"
    release(rep, account)
    assign(world.admin, account, other_id)
    claim(rep, world.account())
    set_pool_policy(world.admin, team, dailyClaims=0)

    assert claim(rep, account)["__typename"] == "AlreadyOwned"
    release(world.admin, account)
    assert claim(rep, account)["__typename"] == "ProtectedFromFormerOwner"
    set_pool_policy(world.admin, team, protectionDays=0)
    assert claim(rep, account)["__typename"] == "CapacityReached"
    set_pool_policy(world.admin, team, capacity=5)
    assert claim(rep, account)["__typename"] == "DailyLimitReached"
    set_pool_policy(world.admin, team, dailyClaims=5)
    assert claim(rep, account)["__typename"] == "AccountSuccess"
