"""The bytes that a phone signs, and the signature: docs/phones.md, "Signing"."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

FIRST = "0" * 64
"The previousHash of a device's first check-in."
_SIGNED = ("visitId", "accountId", "recordedAt", "fix")


@dataclass(frozen=True, slots=True)
class Key:
    """A real phone makes it in its secure hardware, from which the private half never comes out."""

    private: ec.EllipticCurvePrivateKey

    @classmethod
    def new(cls) -> "Key":
        return cls(ec.generate_private_key(ec.SECP256R1()))

    @classmethod
    def from_pem(cls, pem: str) -> "Key":
        key = load_pem_private_key(pem.encode(), password=None)
        assert isinstance(key, ec.EllipticCurvePrivateKey), "a phone keeps no other key"
        return cls(key)

    @property
    def private_pem(self) -> str:
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()

    @property
    def public_pem(self) -> str:
        return self.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def sign(self, payload: str) -> str:
        """Base64 of the DER-encoded ECDSA signature with SHA-256 over the payload's bytes."""
        return base64.b64encode(self.private.sign(payload.encode(), ec.ECDSA(SHA256()))).decode()


def payload_of(check_in: Mapping[str, Any], *, sequence: int, previous_hash: str) -> str:
    """What is signed of a check-in, in the canonical form of RFC 8785."""
    signed = {name: check_in.get(name) for name in _SIGNED}
    return rfc8785.dumps({**signed, "sequence": sequence, "previousHash": previous_hash}).decode()


def hash_of(payload: str) -> str:
    """By which the next payload names this one."""
    return hashlib.sha256(payload.encode()).hexdigest()
