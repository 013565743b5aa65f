"""The minute's budget on the real server: each member has one, and strangers have none."""

from tests.api_client import Client, Json
from tests.world import World


def cost(client: Client, query: str) -> Json:
    told: Json = client.answer(query)["extensions"]["cost"]
    return told


def test_an_answer_tells_a_member_what_the_minute_leaves(world: World) -> None:
    _, rep = world.member(world.top)
    page = "{ regions(first: 50) { edges { node { id } } } }"
    before, after = cost(rep, "{ viewer { id } }"), cost(rep, page)

    assert (before["requested"], after["requested"]) == (2, 2 + 50 * 2)
    assert before["minuteBudget"] - 2 == before["minuteLeft"]
    assert before["minuteLeft"] - 102 <= after["minuteLeft"] < before["minuteBudget"]
    assert cost(world.nobody, page) == {"requested": 102, "budget": 20_000}
