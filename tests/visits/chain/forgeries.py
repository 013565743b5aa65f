"""What doesn't hold of a signed check-in, each with words of the reason that is given for it."""

import json
from collections.abc import Callable
from typing import Any

import rfc8785

from tests.api_client import Json
from tests.visits.signing import FIRST, SigningPhone, new_key, payload_of, sign


def resigned(phone: SigningPhone, claim: Json, **changes: Any) -> Json:
    """Number 1, with other values in its payload than those sent; an Ellipsis takes a key out."""
    signed = {name: claim[name] for name in ("visitId", "accountId", "recordedAt", "fix")}
    values = {**signed, "sequence": 1, "previousHash": FIRST, **changes}
    payload = rfc8785.dumps({name: value for name, value in values.items() if value is not ...}).decode()
    return with_payload(phone, claim, payload)


def with_payload(phone: SigningPhone, claim: Json, payload: str, **changes: Any) -> Json:
    signature = {"deviceId": phone.device_id, "payload": payload, "sequence": 1, "previousHash": FIRST}
    signature |= {"signature": sign(phone.key, payload), **changes}
    return claim | {"evidence": {"signature": signature}}


def good(claim: Json, **changes: Any) -> str:
    return payload_of({**claim, **changes}, 1, FIRST)


FORGED: dict[str, tuple[Callable[[SigningPhone, Json], Json], str]] = {
    "a key of one's own": (
        lambda phone, claim: with_payload(phone, claim, good(claim), signature=sign(new_key(), good(claim))),
        "doesn't fit",
    ),
    "a payload edited after signing": (
        lambda phone, claim: with_payload(
            phone, claim, good(claim), signature=sign(phone.key, good(claim, recordedAt="2026-01-01T00:00:00Z"))
        ),
        "doesn't fit",
    ),
    "r and s, not DER": (
        lambda phone, claim: with_payload(phone, claim, good(claim), signature="A" * 86 + "=="),
        "doesn't fit",
    ),
    "no Base64": (lambda phone, claim: with_payload(phone, claim, good(claim), signature="ä\u0000"), "Base64"),
    "an endless signature": (
        lambda phone, claim: with_payload(phone, claim, good(claim), signature="A" * 100_000),
        "Base64",
    ),
    "an unknown device": (
        lambda phone, claim: with_payload(phone, claim, good(claim), deviceId="nonsense"),
        "hasn't enrolled",
    ),
    "another visit": (lambda phone, claim: resigned(phone, claim, visitId=FIRST[:32]), "visitId"),
    "another account": (lambda phone, claim: resigned(phone, claim, accountId=claim["accountId"] + "="), "accountId"),
    "another time": (lambda phone, claim: resigned(phone, claim, recordedAt="2026-03-02T10:00:00Z"), "recordedAt"),
    "no time": (lambda phone, claim: resigned(phone, claim, recordedAt=None), "no instant"),
    "another place": (
        lambda phone, claim: resigned(
            phone, claim, fix={**claim["fix"], "latitude": claim["fix"]["latitude"] + 0.00045}
        ),
        "50.",
    ),
    "a better accuracy": (
        lambda phone, claim: resigned(phone, claim, fix={**claim["fix"], "accuracyMeters": 5}),
        "fix.accuracyMeters is 5, the one sent is 10",
    ),
    "an altitude that wasn't sent": (
        lambda phone, claim: resigned(phone, claim, fix={**claim["fix"], "altitudeMeters": 12.5}),
        "12.5, the one sent is absent",
    ),
    "another provider": (
        lambda phone, claim: resigned(phone, claim, fix={**claim["fix"], "provider": "FUSED"}),
        "fix.provider",
    ),
    "a mark that it is no mock": (
        lambda phone, claim: resigned(phone, {**claim, "fix": {**claim["fix"], "mocked": True}}, fix=claim["fix"]),
        "fix.mocked",
    ),
    "an older fix": (
        lambda phone, claim: resigned(phone, claim, fix={**claim["fix"], "recordedAt": "2026-03-02T10:00:00Z"}),
        "fix.recordedAt",
    ),
    "a fix that wasn't sent": (
        lambda phone, claim: resigned(phone, {**claim, "fix": None, "noFixReason": "x"}, fix=claim["fix"]),
        "none sent",
    ),
    "no fix where one was sent": (lambda phone, claim: resigned(phone, claim, fix=None), "none signed"),
    "a fix that is none": (lambda phone, claim: resigned(phone, claim, fix=[24.9, 60.1]), "no JSON object"),
    "more in the fix": (lambda phone, claim: resigned(phone, claim, fix={**claim["fix"], "more": 1}), "1 keys"),
    "more": (lambda phone, claim: resigned(phone, claim, more=1), "1 keys"),
    "less": (lambda phone, claim: resigned(phone, claim, fix=...), "lacks fix"),
    "white space": (
        lambda phone, claim: with_payload(phone, claim, good(claim).replace(",", ", ")),
        "RFC 8785",
    ),
    "keys in another order": (
        lambda phone, claim: with_payload(
            phone, claim, json.dumps(dict(reversed(json.loads(good(claim)).items())), separators=(",", ":"))
        ),
        "RFC 8785",
    ),
    "10.0 for 10": (
        lambda phone, claim: with_payload(
            phone, claim, good(claim).replace('"accuracyMeters":10', '"accuracyMeters":10.0')
        ),
        "RFC 8785",
    ),
    "a key that stands twice": (
        lambda phone, claim: with_payload(phone, claim, good(claim).replace("{", '{"accountId":"x",', 1)),
        "RFC 8785",
    ),
    "another number beside it": (lambda phone, claim: with_payload(phone, claim, good(claim), sequence=2), "number 2"),
    "another previousHash beside it": (
        lambda phone, claim: with_payload(phone, claim, good(claim), previousHash="1" * 64),
        "previousHash",
    ),
    "a number below 0": (lambda phone, claim: resigned(phone, claim, sequence=-1), "sequence"),
    "half a number": (lambda phone, claim: resigned(phone, claim, sequence=1.5), "sequence"),
    "a number as text": (lambda phone, claim: resigned(phone, claim, sequence="1"), "sequence"),
    "true for a number": (lambda phone, claim: resigned(phone, claim, sequence=True), "sequence"),
    "upper-case hex": (lambda phone, claim: resigned(phone, claim, previousHash="A" * 64), "lower-case"),
    "no JSON": (lambda phone, claim: with_payload(phone, claim, "\u0000{"), "no JSON"),
    "not a number": (lambda phone, claim: with_payload(phone, claim, good(claim).replace("10", "NaN")), "RFC 8785"),
    "depth": (lambda phone, claim: with_payload(phone, claim, "[" * 4000), "no JSON"),
    "5 kB": (lambda phone, claim: with_payload(phone, claim, good(claim) + " " * 5000), "bytes"),
}
