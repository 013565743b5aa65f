"""History replays: whatever was changed behind the server's back is named, with its account."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from accounts import verify_pools
from cli.main import app
from tests.accounts.calls import assign, claim, release, set_pool_policy
from tests.accounts.test_hands import first_order
from tests.api_client import Client
from tests.database import migrated_database
from tests.visits.phone import check_in, check_out, fix
from tests.world import World, new_world, uuid_of
from visits import verify_credits


class Story:
    """Accounts that have been through everything, and the reps they went through."""

    def __init__(self, world: World) -> None:
        team = world.unit("Team")
        world.region(team)
        (one_id, one), (other_id, other) = world.member(team), world.member(team)
        first, second, third = (world.account(0.01 * n) for n in (1, 2, 3))
        claim(one, first)
        visit = check_in(one, first, fix(world.place(0.01)))["visit"]["visitId"]
        check_out(one, visit)
        release(one, first)
        claim(other, first)
        assign(world.admin, first, one_id)
        check_in(one, first, None, noFixReason="In a cellar")
        claim(one, second)
        world.admin.act("deactivateMember", {"memberId": other_id})
        world.account(0.04, by=one)
        first_order(world.member(team, "INTEGRATION")[1], third, f"order {uuid4()}")
        # What comes later condemns nobody.
        set_pool_policy(world.admin, team, capacity=1, dailyClaims=1, protectionDays=365)
        self.team, self.one, self.other = uuid_of(team), uuid_of(one_id), uuid_of(other_id)
        self.first, self.second, self.third = uuid_of(first), uuid_of(second), uuid_of(third)

    @property
    def accounts(self) -> tuple[UUID, ...]:
        return self.first, self.second, self.third


@pytest.fixture(scope="module")
def story(nobody: Client, root_admin: Client) -> Story:
    return Story(new_world(nobody, root_admin))


def found(session: Session, story: Story) -> list[str]:
    """What differs in the story's accounts."""
    checked = verify_pools(session)
    assert checked.accounts >= len(story.accounts)
    differences = [*checked.differences, *verify_credits(session)]
    return [one.what for one in differences if one.account_id in story.accounts]


def test_what_went_through_the_server_differs_in_nothing(story: Story, superuser: Session) -> None:
    assert found(superuser, story) == []


@pytest.mark.parametrize(
    ("spoilt", "named"),
    [
        ("UPDATE account SET owner_id = '{other}' WHERE id = '{first}'", "Its owner is {other}; by its events it is"),
        ("UPDATE account SET claimed_at = claimed_at - interval '1 day' WHERE id = '{first}'", "Its owner is {one} si"),
        ("UPDATE account SET owner_id = '{one}', claimed_at = now() WHERE id = '{third}'", "it is with nobody"),
        ("UPDATE holding SET member_id = '{other}' WHERE account_id = '{second}'", "it is {other}'s by CLAIMED"),
        ("UPDATE holding SET began = 'ASSIGNED' WHERE account_id = '{second}'", "is {one}'s by ASSIGNED"),
        ("UPDATE holding SET ends_at = now() WHERE account_id = '{second}'", "the holding that is open is nobody's"),
        ("DELETE FROM holding WHERE account_id = '{first}' AND ends_at IS NOT NULL", "By its events holding 2 is"),
        ("DELETE FROM pool_event WHERE account_id = '{first}' AND kind = 'RELEASED'", "took it from the public pool;"),
        ("DELETE FROM pool_event WHERE account_id = '{third}'", "The account has no events."),
        (
            "DELETE FROM pool_event WHERE account_id = '{second}' AND kind = 'ADDED'",
            "Event 1 of the account is CLAIMED",
        ),
        ("UPDATE pool_event SET to_id = '{other}' WHERE account_id = '{second}' AND kind = 'CLAIMED'", "it is {one}'s"),
        ("UPDATE account SET last_visit_at = now() WHERE id = '{second}'", "the latest that counts is of never"),
        (
            "UPDATE account SET held_visits = 0 WHERE id = '{first}'",
            "It has 0 visits on hold; by its credits there are",
        ),
        ("UPDATE account SET kept_until = now() WHERE id = '{first}'", "the hold that is open is until no instant"),
        ("UPDATE account SET stage = 'CUSTOMER' WHERE id = '{first}'", "its first order is not on record"),
        ("UPDATE account SET stage = 'LEAD' WHERE id = '{third}'", "Its stage is LEAD; its first order is order"),
        ("DELETE FROM visit_credit WHERE account_id = '{first}' AND standing = 'HELD'", "its credit is nobody's"),
        ("UPDATE visit_credit SET standing = 'VOIDED' WHERE account_id = '{first}'", "VOIDED."),
    ],
)
def test_what_was_changed_behind_the_servers_back_is_named(
    story: Story, superuser: Session, spoilt: str, named: str
) -> None:
    superuser.execute(text(spoilt.format(**vars(story))))
    differences = found(superuser, story)
    assert any(named.format(**vars(story)) in what for what in differences), differences


@pytest.mark.parametrize(
    ("policy", "named"),
    [
        ({"capacity": 1}, "it was number 2 in the private pool of {one}, which took 1."),
        ({"daily_claims": 1}, "it was claim number 2 of the day of {one}, who had 1."),
    ],
)
def test_what_broke_a_limit_of_then_is_named(
    story: Story, superuser: Session, policy: dict[str, int], named: str
) -> None:
    """As if the policy had been in force all the time."""
    [(field, value)] = policy.items()
    superuser.execute(text("DELETE FROM policy_setting WHERE unit_id = :unit"), {"unit": story.team})
    setting = """INSERT INTO policy_setting (id, unit_id, field, value, starts_at, ends_at, set_by)
        VALUES (gen_random_uuid(), :unit, :field, :value, now() - interval '1 day', NULL, :by)"""
    superuser.execute(text(setting), {"unit": story.team, "field": field, "value": str(value), "by": story.one})
    differences = found(superuser, story)
    assert any(named.format(**vars(story)) in what for what in differences), differences


def test_a_claim_under_protection_is_named(story: Story, superuser: Session) -> None:
    claimed = "UPDATE pool_event SET to_id = :one WHERE account_id = :first AND kind = 'CLAIMED' AND to_id = :other"
    superuser.execute(text(claimed), {"one": story.one, "first": story.first, "other": story.other})
    assert any(f"{story.one} claimed it at" in what for what in found(superuser, story))


def test_the_command_names_the_account_and_says_so_by_its_status(
    story: Story, superuser: Session, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.verify.ready_database", lambda: database_url)
    spoil = text("UPDATE account SET held_visits = :visits WHERE id = :second")
    superuser.execute(spoil, {"visits": 7, "second": story.second})
    superuser.commit()
    spoilt = CliRunner().invoke(app, ["verify", "pools"])
    superuser.execute(spoil, {"visits": 0, "second": story.second})
    superuser.commit()
    assert spoilt.exit_code == 1
    assert f"account {story.second}: It has 7 visits on hold; by its credits there are 0." in spoilt.stdout


def test_the_command_is_content_with_a_house_that_is_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    with migrated_database() as url:
        monkeypatch.setattr("cli.verify.ready_database", lambda: url)
        clean = CliRunner().invoke(app, ["verify", "pools"])
    assert clean.exit_code == 0
    assert "0 accounts, 0 events, 0 holdings, 0 visits" in " ".join(clean.output.split())
