"""The public key with which a device signs: ECDSA on the curve P-256, given as SPKI in PEM (RFC 7468, RFC 5480)."""

import re

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from core.errors import InvalidInput

_LONGEST_PEM = 1000
"Characters; a key on P-256 has 178."
_PEM = re.compile(r"\s*-----BEGIN PUBLIC KEY-----\s[A-Za-z0-9+/=\s]+-----END PUBLIC KEY-----\s*")


def read_public_key(pem: str, field: str) -> bytes:
    """The key as SPKI in DER, in the one form that each key has. Raises InvalidInput for everything else."""
    if len(pem) > _LONGEST_PEM:
        raise InvalidInput(field, f"{field} has {len(pem)} characters: a P-256 public key in PEM has about 178.")
    if "PRIVATE KEY" in pem:
        raise InvalidInput(field, f"{field} is a private key, which must never leave the phone: make a new pair.")
    if not _PEM.fullmatch(pem):
        raise InvalidInput(field, f"{field} is no SPKI PEM: it begins with -----BEGIN PUBLIC KEY-----.")
    try:
        key = load_pem_public_key(pem.encode())
    except (ValueError, UnsupportedAlgorithm):
        raise InvalidInput(field, f"{field} holds no readable public key: send SPKI as DER in Base64.") from None
    if not isinstance(key, EllipticCurvePublicKey) or not isinstance(key.curve, SECP256R1):
        raise InvalidInput(field, f"{field} is a key of another kind: make one for ECDSA on the curve P-256.")
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
