"""Whether a device's key signed a payload: ECDSA on P-256 with SHA-256 over its very bytes, DER in Base64."""

import base64
import binascii
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

_LONGEST = 200
"Characters; a signature has 96 or a little less."


def signature_fault(public_key: bytes, signed: bytes, signature: str) -> str | None:
    """What is wrong with the signature, in a sentence; None where it is right. `public_key` is SPKI in DER."""
    try:
        der = base64.b64decode(signature[: _LONGEST + 1], validate=True)
    except (binascii.Error, ValueError):
        return "The signature is no Base64."
    try:
        _load(public_key).verify(der, signed, ECDSA(SHA256()))
    except InvalidSignature:
        return "The signature doesn't fit the payload and the device's key."
    return None


@lru_cache(maxsize=4096)
def _load(public_key: bytes) -> EllipticCurvePublicKey:
    key = load_der_public_key(public_key)
    assert isinstance(key, EllipticCurvePublicKey), "only such keys are enrolled"
    return key
