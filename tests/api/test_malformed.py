"""Values that no form would send, in every place of some inputs: refused by name, or taken, and never a bug."""

from itertools import product

import orjson

from tests.api_client import Client, Json
from tests.visits.phone import check_in_input, fix
from tests.world import World

HOSTILE = {
    "deep list": b"[" * 1_000 + b"]" * 1_000,
    "deep object": b'{"a":' * 1_000 + b"1" + b"}" * 1_000,
    "deep collection": b'{"type":"GeometryCollection","geometries":[' * 400 + b"]}" * 400,
    "long list": b"[" + b"1," * 20_000 + b"1]",
    "many keys": b"{" + b",".join(b'"k%d":1' % index for index in range(5_000)) + b"}",
    "huge integer": b"9" * 5_000,
    "huge float": b"1e308",
    "tiny float": b"-1e-320",
    "no number": b"NaN",
    "negative infinity": b"-Infinity",
    "beyond floats": b"1e999",
    "long text": b'"' + b"x" * 100_000 + b'"',
    "text of nulls": b'"\\u0000\\u0000"',
    "noncharacters": b'"\\uffff\\ufdd0\\u202e\\u200d"',
    "surrogate": b'"\\ud800"',
    "bad UTF-8": b'"\xff\xfe"',
    "true": b"true",
    "null": b"null",
}


def send(client: Client, verb: str, input: Json, place: str, value: bytes) -> Json:
    """The answer to `verb` with `value`, as raw JSON, at the dotted `place` of its input."""
    kind = verb[0].upper() + verb[1:] + "Input"
    holder = input
    *way, last = place.split(".")
    for name in way:
        holder = holder[name]
    holder[last] = "the place"
    query = f"mutation($input: {kind}!) {{ {verb}(input: $input) {{ __typename }} }}"
    body = orjson.dumps({"query": query, "variables": {"input": input}}).replace(b'"the place"', value)
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {client.token}"}
    response = client.http.post("/graphql", content=body, headers=headers)
    assert response.status_code < 500
    answer: Json = response.json()
    return answer


def test_hostile_values_are_no_bugs(world: World) -> None:
    _, rep = world.member(world.top)
    world.region(world.top)
    places = {
        "addRegion": (world.admin, ["code", "boundary", "boundary.coordinates"]),
        "addAccount": (world.admin, ["name", "phone", "taxId", "value", "openingHours", "position.latitude"]),
        "checkIn": (
            rep,
            ["visitId", "accountId", "sentAt", "noFixReason", "fix.longitude", "fix.recordedAt", "evidence"],
        ),
        "signIn": (world.nobody, ["login", "password"]),
    }
    for (verb, (client, ways)), (name, value) in product(places.items(), HOSTILE.items()):
        for way in ways:
            answer = send(client, verb, sensible_input(world, verb), way, value)
            codes = [error["extensions"]["code"] for error in answer.get("errors", ())]
            assert "INTERNAL" not in codes, (verb, way, name)


def sensible_input(world: World, verb: str) -> Json:
    return {
        "addRegion": {"code": "R", "name": "R", "boundary": world.square(1, 1), "ownerOrgUnitId": world.top},
        "addAccount": {"name": "A", "position": world.place()},
        "checkIn": check_in_input("none", fix(world.place())),
        "signIn": {"login": "a", "password": "b"},
    }[verb]
