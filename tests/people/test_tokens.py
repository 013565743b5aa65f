"""Access tokens: what is refused, and how their keys take turns."""

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from core.ids import new_id
from people.token_keys import public_keys, rotate, signing_key, verifying_keys
from people.tokens import issue_access_token, session_of_access_token
from tests.environment import environment

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
SESSION = new_id()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty folder for this test's keys."""
    with environment(DOORSTEP_DATA=str(tmp_path)):
        yield tmp_path / "keys"


def token(at: datetime = NOW) -> str:
    return issue_access_token(member_id=new_id(), session_id=SESSION, now=at)[0]


def session_of(text: str, at: datetime = NOW) -> UUID | None:
    return session_of_access_token(text, at)


def key_of(text: str) -> str:
    return str(jwt.get_unverified_header(text)["kid"])


def published(at: datetime) -> set[str]:
    return {key["kid"] for key in public_keys(at)["keys"]}


def forged(headers: dict[str, Any] | None = None, *, key: Any = None, algorithm: str = "ES256", **claims: Any) -> str:
    """A token with the server's own key and the right claims, but for what is given; a claim of None is left out."""
    right = jwt.decode(token(), options={"verify_signature": False}) | claims
    own = signing_key(NOW)
    kept = {name: value for name, value in right.items() if value is not None}
    return jwt.encode(kept, key or own.private, algorithm=algorithm, headers={"kid": own.id} | (headers or {}))


@pytest.mark.usefixtures("folder")
def test_a_token_names_its_session_while_it_lives_and_30_seconds_more() -> None:
    issued = token()
    for at in (NOW - 30 * SECOND, NOW, NOW + 10 * MINUTE + 29 * SECOND):
        assert session_of(issued, at) == SESSION
    for at in (NOW - 31 * SECOND, NOW + 10 * MINUTE + 30 * SECOND):
        assert session_of(issued, at) is None
    assert session_of(forged()) == SESSION, "what the tests below forge is right but for one thing"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("claim", ["iss", "aud", "exp", "iat", "sub", "sid"])
def test_each_claim_is_required_and_is_checked(claim: str) -> None:
    assert session_of(forged(**{claim: None})) is None
    wrong = ["another"] if claim in ("iss", "sub") else ["another", [1, {}], 10**400]
    for value in wrong if claim != "sub" else [7]:
        assert session_of(forged(**{claim: value})) is None, value


@pytest.mark.usefixtures("folder")
def test_tokens_that_the_server_did_not_sign_are_refused() -> None:
    signing_key(NOW)
    foreign = ec.generate_private_key(ec.SECP256R1())
    embedded = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(foreign.public_key()))
    strangers = [
        forged(key=foreign),
        forged({"jwk": embedded}, key=foreign),
        forged({"kid": "../../etc/passwd"}, key=foreign),
        forged({"kid": "another"}),
        forged(key=ec.generate_private_key(ec.SECP384R1()), algorithm="ES384"),
        forged(key=rsa.generate_private_key(65537, 2048), algorithm="RS256"),
    ]
    assert [session_of(stranger) for stranger in strangers] == [None] * len(strangers)


@pytest.mark.usefixtures("folder")
def test_no_other_algorithm_is_taken_not_even_none() -> None:
    header, payload, signature = token().split(".")
    kid = key_of(token())
    public = signing_key(NOW).private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    by_public_key = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(
        f"{part({'alg': 'HS256', 'kid': kid})}.{payload}".encode(), public
    )
    twisted = [
        f"{part({'alg': 'none', 'kid': kid})}.{payload}.",
        f"{part({'alg': 'None', 'kid': kid})}.{payload}.{signature}",
        f"{part({'alg': 'HS256', 'kid': kid})}.{payload}.{part(by_public_key)}",
        f"{header}.{part({'sid': str(new_id())})}.{signature}",
        f"{header}.{payload}.",
        f"{header}.{payload}.{part(b'0' * 64)}",
        f"{header}.{payload}",
        f"{part([])}.{payload}.{signature}",
        f"{part({'alg': 'ES256'})}.{payload}.{signature}",
        f"{part({'alg': 'ES256', 'kid': 7})}.{payload}.{signature}",
        "",
        ".",
        "..",
        "é.é.é",
    ]
    assert [session_of(text) for text in twisted] == [None] * len(twisted)


@pytest.mark.usefixtures("folder")
def test_a_new_key_is_published_before_it_signs_and_the_old_one_until_its_last_token_expired() -> None:
    old = token()
    new = rotate(NOW).id
    assert published(NOW) == {key_of(old), new}

    last_of_old = token(NOW + 15 * MINUTE - SECOND)
    assert key_of(last_of_old) == key_of(old)
    assert key_of(token(NOW + 15 * MINUTE)) == new

    expires = NOW + 25 * MINUTE - SECOND
    assert session_of(last_of_old, expires + 29 * SECOND) == SESSION
    assert key_of(old) in published(expires + 30 * SECOND)
    assert published(expires + 2 * MINUTE) == {new}


def test_a_retired_key_vouches_for_nothing_and_goes_with_the_next_rotation(folder: Path) -> None:
    retired = signing_key(NOW)
    rotate(NOW)
    later = NOW + timedelta(days=1)
    fresh = forged(iat=int(later.timestamp()), exp=int((later + 10 * MINUTE).timestamp()))
    assert session_of(fresh, later) is None

    rotate(later)
    assert retired.path not in folder.iterdir()
    assert len(list(folder.glob("access-*"))) == 2


def test_deleting_a_key_ends_its_tokens_at_once(folder: Path) -> None:
    leaked = token()
    rotate(NOW)
    signing_key(NOW).path.unlink()
    assert session_of(leaked) is None
    assert session_of(token()) == SESSION
    assert len(list(folder.glob("access-*"))) == 2


@pytest.mark.usefixtures("folder")
def test_the_published_keys_verify_tokens_with_any_library_and_hold_nothing_private() -> None:
    issued = token()
    [known] = public_keys(NOW)["keys"]
    assert set(known) == {"kty", "crv", "x", "y", "use", "alg", "kid"}
    claims = jwt.decode(
        issued,
        jwt.PyJWK(known).key,
        algorithms=[known["alg"]],
        audience="doorstep",
        options={"verify_exp": False, "verify_iat": False},
    )
    assert claims["sid"] == str(SESSION)
    assert set(verifying_keys(NOW)) == {known["kid"]}


def part(content: Any) -> str:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
