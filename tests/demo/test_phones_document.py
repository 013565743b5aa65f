"""docs/phones.md says what the reference phone does, and what the server takes."""

import base64
import json
import re
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from people.device_key import read_public_key
from tests.demo.vectors import key, number_rows, vectors
from visits.chain.payload import read_payload
from visits.chain.signature import signature_fault

DOCUMENT = (Path(__file__).parents[2] / "docs/phones.md").read_text()


def test_the_documents_vectors_are_those_that_the_reference_phone_makes() -> None:
    [printed] = [block for block in re.findall(r"```json\n(.*?)```", DOCUMENT, re.DOTALL) if "privateKeyHex" in block]
    assert json.loads(printed) == vectors(), "python -m tests.demo.vectors prints what belongs there"
    first = vectors()["links"][0]
    assert f"```\n{first['payload']}\n```" in DOCUMENT
    assert f"{len(first['payload'])} bytes" in DOCUMENT
    assert f"`{first['sha256']}`" in DOCUMENT
    assert json.dumps(first["checkIn"], indent=2) in DOCUMENT
    assert "\n".join(number_rows()) in DOCUMENT


def test_the_server_takes_the_vectors() -> None:
    public_key = read_public_key(vectors()["publicKeyPem"], "publicKeyPem")
    for sequence, link in enumerate(vectors()["links"], start=1):
        payload = read_payload(link["payload"])
        assert (payload.sequence, payload.fault, payload.hash.hex()) == (sequence, None, link["sha256"])
        for signature in (link["signatureByRfc6979"], key().sign(link["payload"])):
            assert signature_fault(public_key, payload.signed, signature) is None
        raw = base64.b64encode(key().private.sign(link["payload"].encode() + b" ", ec.ECDSA(SHA256()))).decode()
        assert signature_fault(public_key, payload.signed, raw) is not None
