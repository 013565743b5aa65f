"""caseOpened: reviewers hear of the cases of their units, and nobody else does."""

from tests.stream.ear import Ear, socket
from tests.visits.phone import check_in, check_out, fix
from tests.world import World

OPENED = "subscription($after: String) { caseOpened(after: $after) { id kind member { name } } }"


def _suspect(world: World, unit: str, x: float) -> str:
    """The rep about whom a case is opened."""
    world.region(unit, world.square(x))
    _, rep = world.member(unit)
    done = check_in(rep, world.account(x + 0.05), fix(world.place(x + 0.05), mocked=True))["visit"]
    check_out(rep, done["visitId"])
    return str(rep.ask("{ viewer { name } }")["viewer"]["name"])


def test_a_reviewer_hears_of_the_cases_of_the_own_unit_only(world: World) -> None:
    here, beside = world.unit("Here"), world.unit("Beside")
    _, reviewer = world.member(here, "REVIEWER")
    with socket(reviewer) as connection:
        listening = Ear(connection)
        listening.subscribe(OPENED, after=listening.begin(reviewer.token))
        _suspect(world, beside, 0.3)
        suspect = _suspect(world, here, 0)
        opened = listening.event()["data"]["caseOpened"]
    assert (opened["kind"], opened["member"]["name"]) == ("SUSPICION", suspect)


def test_a_rep_hears_of_no_case(world: World) -> None:
    _, rep = world.member(world.unit("Here"))
    with socket(rep) as connection:
        listening = Ear(connection)
        listening.subscribe(OPENED, after=listening.begin(rep.token))
        assert "Cases are opened for reviewers" in listening.hear()["payload"][0]["message"]
