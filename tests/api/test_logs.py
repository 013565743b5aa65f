"""What the server logs of real acts: who-knows-what stays out, whatever becomes of the act."""

import logging

import pytest
import structlog

from tests.api_client import Client
from tests.visits.phone import check_in, fix
from tests.world import PASSWORD, World


def test_logs_hold_no_password_token_or_coordinate(world: World, caplog: pytest.LogCaptureFixture) -> None:
    team = world.unit("Team")
    world.region(team)
    _, rep = world.member(team)
    account = world.account(by=rep)
    place = world.place(0.0512345, 0.0554321)
    session = "... on SignInSuccess { accessToken refreshToken }"

    with structlog.testing.capture_logs() as logs, caplog.at_level(logging.INFO):
        refused = world.nobody.act("signIn", {"login": "nobody at all", "password": "a guess at a password"}, session)
        signed_in = world.nobody.act("signIn", {"login": "root", "password": PASSWORD}, session)
        world.nobody.act("refreshSession", {"refreshToken": signed_in["refreshToken"]}, session)
        Client(rep.http, signed_in["accessToken"] + "x").answer("{ viewer { id } }")
        checked_in = check_in(rep, account, fix(place))
        bad = rep.answer(
            "mutation($input: CheckInInput!) { checkIn(input: $input) { __typename } }",
            input={"accountId": account, "fix": {**place, "accuracyMeters": "far"}},
        )
        literal = f"{{ longitude: {place['longitude']}, latitude: {place['latitude']} }}"
        rep.answer(f"{{ regionAt(position: {literal}) {{ id }} }}")

    assert (refused["__typename"], checked_in["__typename"]) == ("SignInRefused", "CheckInSuccess")
    assert bad["errors"]
    written = f"{logs} {caplog.text}"
    assert written.count("milliseconds") >= 7
    secrets = [PASSWORD, "a guess", "nobody at all", signed_in["accessToken"], signed_in["refreshToken"], rep.token]
    digits = [str(place["longitude"]), str(place["latitude"]), "512345", "554321"]
    assert [secret for secret in [*secrets, *digits] if secret and secret in written] == []
