"""Devices: enrolled with a key, listed for whom they concern, and revoked."""

import base64
import sys
from functools import partial
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from sqlalchemy import Connection, text

from tests.at_once import at_once, kinds
from tests.visits.signing import enroll, new_key, pem_of
from tests.world import World, uuid_of

REVOKED = "... on RevokeDeviceSuccess { device { id revokedAt } }"
OF_VIEWER = "{ viewer { devices { edges { node { name revokedAt } } } } }"
OF_MEMBER = "query($id: ID!) { node(id: $id) { ... on Member { devices { edges { node { name } } } } } }"
NODE = "query($id: ID!) { node(id: $id) { __typename ... on Device { name } } }"


def public_pem(key: Any, encoding: Encoding = Encoding.PEM) -> str:
    return str(key.public_key().public_bytes(encoding, PublicFormat.SubjectPublicKeyInfo).decode())


def test_enrolling_a_key_again_is_a_retry(world: World) -> None:
    _, rep = world.member(world.top)
    key = new_key()
    first = enroll(rep, key, name="Aino's phone")
    again = enroll(rep, key, name="Another name")
    assert first == again
    assert first["device"]["name"] == "Aino's phone"
    assert first["device"]["revokedAt"] is None


def test_a_key_is_the_same_in_whatever_form_it_is_sent(world: World) -> None:
    _, rep = world.member(world.top)
    key = new_key()
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    prefix = bytes.fromhex("3039301306072a8648ce3d020106082a8648ce3d030107032200")
    body = base64.b64encode(prefix + point).decode()
    compressed = f"-----BEGIN PUBLIC KEY-----\r\n{body}\r\n-----END PUBLIC KEY-----\r\n"
    assert rep.act("enrollDevice", {"publicKeyPem": compressed, "name": "a", "platform": "b"}) == {
        "__typename": "EnrollDeviceSuccess"
    }
    enroll(rep, key)
    assert len(rep.ask(OF_VIEWER)["viewer"]["devices"]["edges"]) == 1


def test_a_key_of_another_member_is_refused_as_a_revoked_one_is(world: World) -> None:
    _, rep = world.member(world.top)
    _, other = world.member(world.top)
    key, revoked_key = new_key(), new_key()
    enroll(rep, key)
    device = enroll(other, revoked_key)["device"]["id"]
    other.act("revokeDevice", {"deviceId": device})

    foreign, revoked = enroll(other, key), enroll(other, revoked_key)
    assert foreign == revoked
    assert (foreign["__typename"], foreign["field"]) == ("InvalidInput", "publicKeyPem")


def test_of_members_who_enroll_one_key_at_once_one_has_it(world: World) -> None:
    reps = [world.member(world.top)[1] for _ in range(3)]
    key = new_key()
    assert kinds(at_once([partial(enroll, rep, key) for rep in reps for _ in range(2)])) == {
        "EnrollDeviceSuccess": 2,
        "InvalidInput": 4,
    }


PRIVATE = new_key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
GOOD = pem_of(new_key())


@pytest.mark.parametrize(
    ("pem", "reason"),
    [
        (PRIVATE, "private key"),
        (public_pem(ec.generate_private_key(ec.SECP384R1())), "P-256"),
        (public_pem(ec.generate_private_key(ec.SECP256K1())), "P-256"),
        (public_pem(rsa.generate_private_key(65537, 2048)), "P-256"),
        (public_pem(ed25519.Ed25519PrivateKey.generate()), "P-256"),
        (GOOD + GOOD, "SPKI PEM"),
        (GOOD.replace("PUBLIC KEY", "CERTIFICATE"), "SPKI PEM"),
        (GOOD[:80] + GOOD[100:], "readable"),
        ("nonsense\u0000", "SPKI PEM"),
        ("", "SPKI PEM"),
        (GOOD + " " * 1000, "characters"),
    ],
    ids=["private", "P-384", "secp256k1", "RSA", "Ed25519", "two", "certificate", "cut", "nonsense", "empty", "long"],
)
def test_any_other_key_is_refused_by_its_field(world: World, pem: str, reason: str) -> None:
    _, rep = world.member(world.top)
    refused = rep.act("enrollDevice", {"publicKeyPem": pem, "name": "Phone", "platform": "iOS 20"})
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", "publicKeyPem")
    assert reason in refused["message"]


@pytest.mark.parametrize("field", ["name", "platform"])
@pytest.mark.parametrize("words", ["", " ", "x" * 101, "a\nb", "a\u0000b"])
def test_name_and_platform_are_a_line_each(world: World, field: str, words: str) -> None:
    _, rep = world.member(world.top)
    refused = enroll(rep, new_key(), **{field: words})
    assert (refused["__typename"], refused["field"]) == ("InvalidInput", field)


def test_a_member_has_so_many_devices_in_force(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["people.enroll_device"], "MOST_DEVICES", 2)
    _, rep = world.member(world.top)
    keys = [new_key() for _ in range(5)]
    results = at_once([partial(enroll, rep, key) for key in keys])
    assert kinds(results) == {"EnrollDeviceSuccess": 2, "InvalidInput": 3}
    enrolled = next(result["device"]["id"] for result in results if "device" in result)
    rep.act("revokeDevice", {"deviceId": enrolled})
    assert enroll(rep, new_key())["__typename"] == "EnrollDeviceSuccess"


def test_devices_are_seen_by_their_member_and_those_who_manage_the_member(world: World) -> None:
    team, beside = world.unit("Team"), world.unit("Beside")
    rep_id, rep = world.member(team)
    device = enroll(rep, new_key(), name="Aino's phone")["device"]["id"]
    sees = {"edges": [{"node": {"name": "Aino's phone"}}]}

    for viewer in (rep, world.admin, world.member(team, "MANAGER")[1]):
        assert viewer.ask(OF_MEMBER, id=rep_id)["node"]["devices"] == sees
        assert viewer.ask(NODE, id=device)["node"] == {"__typename": "Device", "name": "Aino's phone"}
    for role in ("REVIEWER", "INTEGRATION"):
        viewer = world.member(team, role)[1]
        assert viewer.ask(OF_MEMBER, id=rep_id)["node"]["devices"] == {"edges": []}
        assert viewer.ask(NODE, id=device)["node"] is None
    for viewer in (world.member(team)[1], world.member(beside, "MANAGER")[1]):
        assert viewer.ask(NODE, id=device)["node"] is None


def test_a_device_is_revoked_once_by_its_member_or_a_manager(world: World, raw: Connection) -> None:
    team = world.unit("Team")
    _, rep = world.member(team)
    _, manager = world.member(team, "MANAGER")
    device = enroll(rep, new_key())["device"]["id"]

    for stranger in (world.member(team)[1], world.member(team, "REVIEWER")[1]):
        foreign = stranger.act("revokeDevice", {"deviceId": device})
        assert foreign == stranger.act("revokeDevice", {"deviceId": "nonsense"})
        assert foreign["__typename"] == "NotFound"
    revoked = manager.act("revokeDevice", {"deviceId": device}, REVOKED)
    assert revoked["device"]["revokedAt"] is not None
    assert rep.act("revokeDevice", {"deviceId": device}, REVOKED) == revoked

    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    acts = raw.execute(
        text("SELECT act, outcome FROM audit_entry WHERE subject_id = :id ORDER BY id"), {"id": uuid_of(device)}
    )
    assert [tuple(row) for row in acts] == [
        ("enrollDevice", "DONE"),
        ("revokeDevice", "NotFound"),
        ("revokeDevice", "NotFound"),
        ("revokeDevice", "DONE"),
    ]


def test_a_page_of_devices_is_newest_first(world: World) -> None:
    _, rep = world.member(world.top)
    for name in ("first", "second", "third"):
        enroll(rep, new_key(), name=name)
    query = """query($after: String) { viewer { devices(first: 2, after: $after) {
        edges { node { name } } pageInfo { hasNextPage endCursor } } } }"""
    page = rep.ask(query)["viewer"]["devices"]
    assert [edge["node"]["name"] for edge in page["edges"]] == ["third", "second"]
    rest = rep.ask(query, after=page["pageInfo"]["endCursor"])["viewer"]["devices"]
    assert [edge["node"]["name"] for edge in rest["edges"]] == ["first"]


def test_raw_sql_as_the_reader_shows_no_key_nor_a_foreign_device(world: World, raw: Connection) -> None:
    rep_id, rep = world.member(world.top)
    stranger_id, _ = world.member(world.top)
    enroll(rep, new_key())
    raw.execute(text("SET LOCAL ROLE doorstep_reader"))
    for member_id, seen in ((rep_id, 1), (stranger_id, 0)):
        raw.execute(text("SELECT set_config('doorstep.actor', :id, true)"), {"id": str(uuid_of(member_id))})
        assert raw.scalar(text("SELECT count(id) FROM device WHERE member_id = :id"), {"id": uuid_of(rep_id)}) == seen
    denied = raw.scalar(text("SELECT has_column_privilege('device', 'public_key', 'SELECT')"))
    assert denied is False
