"""A member's own data: all of it for the member to have, and what is left when the member is forgotten."""

import json
from dataclasses import dataclass

import pytest
from click.testing import Result
from sqlalchemy import Connection, text
from typer.testing import CliRunner

from cli.main import app
from tests.api_client import Client, Json
from tests.reviews.cases import decide, only_case
from tests.visits.phone import check_in, check_out, fix
from tests.world import PASSWORD, World, signed_in, uuid_of


@dataclass(slots=True)
class Rep:
    world: World
    id: str
    login: str
    client: Client
    manager: Client
    visit: Json


@pytest.fixture
def rep(world: World) -> Rep:
    """A rep who has been somewhere, and whose manager looked."""
    unit = world.unit("Team")
    world.region(unit)
    login = f"rita-{world.top}"
    id, _ = world.member(unit, name=f"Rita {login}", login=login)
    client = signed_in(world.nobody, login)
    _, manager = world.member(unit, "MANAGER", name="Mona Manager")
    client.act("claimAccount", {"accountId": (account := world.account(name="Bakery"))})
    visit = check_in(client, account, fix(world.place()))["visit"]
    check_out(client, visit["visitId"], note="Wants a bigger oven")
    manager.ask("query($id: ID!) { visit(id: $id) { fix { accuracyMeters } } }", id=visit["id"])
    return Rep(world, id, login, client, manager, visit)


def doorstep(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def _export(login: str) -> Json:
    exported = doorstep("export-member", login)
    assert exported.exit_code == 0, exported.output
    kept: Json = json.loads(exported.stdout)
    return kept


def test_a_member_gets_all_that_is_kept_and_who_looked_at_it(rep: Rep) -> None:
    kept = _export(rep.login)
    assert (kept["member"]["name"], kept["member"]["login"]) == (f"Rita {rep.login}", rep.login.casefold())
    assert [held["account"] for held in kept["accountsHeld"]] == ["Bakery"]
    (visit,) = kept["visits"]
    assert (visit["visitId"], visit["note"]) == (rep.visit["visitId"], "Wants a bigger oven")
    assert visit["positions"][0]["latitude"] == pytest.approx(rep.world.place()["latitude"])
    assert [(look["by"], look["visits"]) for look in kept["lookedAtPositions"]] == [
        ("Mona Manager", [rep.visit["visitId"]])
    ]
    assert "trustScore" not in visit


def test_a_decided_case_comes_with_what_spoke_against_its_visits(rep: Rep) -> None:
    _, reviewer = rep.world.member(rep.world.top, "REVIEWER")
    check_in(rep.client, rep.world.account(0.06), fix(rep.world.place(0.06), mocked=True))
    case = only_case(reviewer)
    assert _export(rep.login)["decidedCases"] == []
    decide(reviewer, case, "CLEARED", "A rehearsal.")
    (decided,) = _export(rep.login)["decidedCases"]
    assert (decided["decision"], [signal["code"] for signal in decided["signals"]]) == ("CLEARED", ["MOCKED_FIX"])


def test_another_member_is_in_nobody_elses_data(rep: Rep) -> None:
    _, other = rep.world.member(rep.world.top, login=f"other-{rep.world.top}")
    check_in(other, rep.world.account(0.06), fix(rep.world.place(0.06)))
    assert rep.visit["visitId"] not in json.dumps(_export(f"other-{rep.world.top}"))


def test_whoever_is_still_there_or_unknown_is_not_erased(rep: Rep) -> None:
    refused = doorstep("erase-member", rep.login, "--yes")
    assert refused.exit_code == 1
    assert "deactivate the member first" in refused.output
    assert "Nobody has the login" in doorstep("erase-member", "nobody-at-all", "--yes").output
    assert _export(rep.login)["member"]["name"] == f"Rita {rep.login}"


def test_an_erased_member_is_a_pseudonym_without_places_whose_visits_still_count(rep: Rep, raw: Connection) -> None:
    rep.world.admin.act("deactivateMember", {"memberId": rep.id})
    counted = "{ visits(filter: {standing: [COUNTED]}) { edges { node { member { name } fix { accuracyMeters } } } } }"
    assert len(rep.manager.ask(counted)["visits"]["edges"]) == 1
    erased = doorstep("erase-member", rep.login, "--yes")
    assert erased.exit_code == 0, erased.output
    (edge,) = rep.manager.ask(counted)["visits"]["edges"]
    assert edge["node"]["fix"] is None
    assert edge["node"]["member"]["name"] == f"Former member {uuid_of(rep.id).hex[-8:]}"
    assert _rows_that_name(raw, rep.login) == []
    assert signed_out(rep)


def signed_out(rep: Rep) -> bool:
    answer = rep.world.nobody.act("signIn", {"login": rep.login, "password": PASSWORD})
    return str(answer["__typename"]) == "SignInRefused"


def _rows_that_name(raw: Connection, word: str) -> list[str]:
    """The tables in which the word stands anywhere."""
    raw.execute(text("SET LOCAL ROLE doorstep_owner"))
    tables = raw.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
    found = "SELECT count(*) FROM {} AS row WHERE strpos(lower(row::text), lower(:word)) > 0"
    own = [table for table in tables if table not in ("spatial_ref_sys", "alembic_version")]
    return [table for table in own if raw.execute(text(found.format(table)), {"word": word}).scalar_one()]
