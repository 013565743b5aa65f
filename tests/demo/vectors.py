"""The test vectors of docs/phones.md. `python -m tests.demo.vectors` prints them, for pasting into the document."""

import base64
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from demo.phone.evidence import FIRST, Key, hash_of, payload_of

SECRET = 0xC9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721
"The private key of RFC 6979, A.2.5: known to everybody, and to be used for nothing else."
CHECK_INS: list[dict[str, Any]] = [
    {
        "visitId": "0190b5a4-7c3e-4d2a-9f51-3c1e8a2b4d6f",
        "accountId": "YQGQtaQAAHAAgAAAAAAAAAE",
        "recordedAt": "2026-03-02T09:30:00.000Z",
        "fix": {
            "longitude": 24.9384,
            "latitude": 60.1699,
            "accuracyMeters": 5.0,
            "recordedAt": "2026-03-02T09:29:57.250Z",
            "altitudeMeters": -0.5,
            "speedMetersPerSecond": 1e-7,
            "provider": "GPS",
        },
    },
    {
        "visitId": "0190B5A4-8D4F-4E3B-8A62-4D2F9B3C5E70",
        "accountId": "YQGQtaQAAHAAgAAAAAAAAAI",
        "recordedAt": "2026-03-02T12:05:10.123+02:00",
        "fix": None,
    },
    {
        "visitId": "0190b5a4-9e50-4f4c-8b73-5e30ac4d6f81",
        "accountId": "YQGQtaQAAHAAgAAAAAAAAAM",
        "recordedAt": "2026-03-02T11:00:00Z",
        "fix": {
            "longitude": 121.4737021,
            "latitude": 31.2303904,
            "accuracyMeters": 12.300000190734863,
            "recordedAt": "2026-03-02T11:00:00Z",
            "altitudeMeters": 0.0,
            "bearingDegrees": 359.5,
            "provider": "FUSED",
            "mocked": False,
            "datum": "GCJ02",
        },
    },
]
NUMBERS = {
    "5.0": 5.0,
    "-0.0": -0.0,
    "24.938400": 24.9384,
    "0.000001": 0.000001,
    "0.0000001": 0.0000001,
    "the 32-bit float 12.3": 12.300000190734863,
    "0.1 + 0.2": 0.1 + 0.2,
    "1e20": 1e20,
    "1e21": 1e21,
}


def key() -> Key:
    return Key(ec.derive_private_key(SECRET, ec.SECP256R1()))


def vectors() -> dict[str, Any]:
    """One device's first three check-ins."""
    links, previous_hash = [], FIRST
    for sequence, check_in in enumerate(CHECK_INS, start=1):
        payload = payload_of(check_in, sequence=sequence, previous_hash=previous_hash)
        previous_hash = hash_of(payload)
        signature = key().private.sign(payload.encode(), ec.ECDSA(SHA256(), deterministic_signing=True))
        signed = {
            "payload": payload,
            "sha256": previous_hash,
            "signatureByRfc6979": base64.b64encode(signature).decode(),
        }
        links.append({"checkIn": check_in, **signed})
    return {"privateKeyHex": f"{SECRET:064x}", "publicKeyPem": key().public_pem, "links": links}


def number_rows() -> list[str]:
    """Lines of the document's table of numbers."""
    return [f"| {told} | `{written}` |" for told, written in ((name, _written(n)) for name, n in NUMBERS.items())]


def _written(number: float) -> str:
    payload = payload_of({"fix": number}, sequence=1, previous_hash=FIRST)
    return str(payload.split('"fix":')[1].split(",")[0])


if __name__ == "__main__":
    print("\n".join(number_rows()))
    print("```json\n" + json.dumps(vectors(), indent=2) + "\n```")
