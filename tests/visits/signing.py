"""A phone that signs its check-ins, as docs/phones.md has it."""

import base64
import hashlib
import json
from dataclasses import dataclass, field

import rfc8785
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.api_client import Client, Json

ENROLLED = "... on EnrollDeviceSuccess { device { id name platform enrolledAt revokedAt } }"
FIRST = "0" * 64


def new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def pem_of(key: ec.EllipticCurvePrivateKey) -> str:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def enroll(client: Client, key: ec.EllipticCurvePrivateKey, **more: str) -> Json:
    device = {"publicKeyPem": pem_of(key), "name": "A phone", "platform": "Android 17", **more}
    return client.act("enrollDevice", device, ENROLLED)


def sign(key: ec.EllipticCurvePrivateKey, payload: str) -> str:
    return base64.b64encode(key.sign(payload.encode(), ec.ECDSA(SHA256()))).decode()


def hash_of(payload: str) -> str:
    return hashlib.sha256(payload.encode()).hexdigest()


@dataclass(slots=True)
class SigningPhone:
    """An installation with a key of its own; its chain grows with each check-in that it signs."""

    device_id: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=new_key)
    sequence: int = 0
    previous_hash: str = FIRST

    @classmethod
    def of(cls, rep: Client) -> "SigningPhone":
        phone = cls("")
        phone.device_id = enroll(rep, phone.key)["device"]["id"]
        return phone

    def signed(self, check_in: Json) -> Json:
        """The check-in with a signature, which is the next of the chain."""
        self.sequence += 1
        payload = payload_of(check_in, self.sequence, self.previous_hash)
        self.previous_hash = hash_of(payload)
        return self.resigned(check_in, payload)

    def resigned(self, check_in: Json, payload: str) -> Json:
        """The check-in with the signature of any payload, wherever that stands."""
        values = json.loads(payload)
        signature = {
            "deviceId": self.device_id,
            "payload": payload,
            "sequence": values["sequence"],
            "previousHash": values["previousHash"],
            "signature": sign(self.key, payload),
        }
        return check_in | {"evidence": check_in.get("evidence", {}) | {"signature": signature}}


def payload_of(check_in: Json, sequence: int, previous_hash: str) -> str:
    signed = {name: check_in[name] for name in ("visitId", "accountId", "recordedAt", "fix")}
    return rfc8785.dumps({**signed, "sequence": sequence, "previousHash": previous_hash}).decode()
