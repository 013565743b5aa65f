"""A morning in the life of nine reps: what they claim, whom they visit, and what goes wrong."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from random import Random
from threading import Barrier
from typing import Any

from demo import operations
from demo.phone import Reception, reading_at
from demo.reps import Rep

CLAIMS_EACH = 6
VISITS_EACH = 4
_OUTCOMES = {"MET": 4, "INTERESTED": 3, "ORDER_TAKEN": 2, "NO_ONE_THERE": 2, "DECLINED": 1, "NOT_MET": 1}
_TROUBLES: Mapping[tuple[int, int], Reception] = {
    (0, 2): Reception.VAGUE,
    (1, 1): Reception.ELSEWHERE,
    (4, 3): Reception.VAGUE,
    (5, 0): Reception.BLOCKED,
    (8, 2): Reception.ELSEWHERE,
}
"(rep, visit), both counted from 0: everybody else's phone knows well where it is."


@dataclass(frozen=True, slots=True)
class Incident:
    """Something worth telling, in a few words and a sentence."""

    title: str
    story: str


def play_morning(reps: Sequence[Rep], clock: Callable[[], datetime], advance: Callable[[], None]) -> list[Incident]:
    """Claims, a race, a claim in a foreign region, and every rep's visits, one after another all round.

    The same morning each time but for the instants: the dice are seeded. `advance` is called after each visit.
    """
    random = Random("a morning in Helsinki")
    own = [_fill_private_pool(rep) for rep in reps]
    claims = ", ".join(f"{rep.person.name} holds {len(accounts)}" for rep, accounts in zip(reps, own, strict=True))
    incidents = [
        Incident("Everybody claims the nearest leads worth a visit", claims),
        _race(reps[0], reps[1]),
        _claim_abroad(reps[3], neighbour=reps[0]),
    ]
    for visit in range(VISITS_EACH):
        for number, rep in enumerate(reps):
            if visit < len(own[number]):
                reception = _TROUBLES.get((number, visit), Reception.GOOD)
                incidents += _visit(rep, own[number][visit], reception, clock(), random)
            advance()
    return incidents


def _fill_private_pool(rep: Rep) -> list[Any]:
    """The accounts that the rep holds, at least `CLAIMS_EACH` where there are as many to claim nearby."""
    own = rep.own_accounts()
    wanted = CLAIMS_EACH - len(own)
    pool = rep.nearby_pool(first=wanted, least_value=50) if wanted > 0 else []
    return own + [edge["node"] for edge in pool if _claim(rep, edge["node"])["__typename"] == "AccountSuccess"]


def _race(one: Rep, other: Rep) -> Incident:
    """Both tap "claim" on the same account at the same moment."""
    account = one.nearby_pool(first=1)[0]["node"]
    start = Barrier(2)

    def claim(rep: Rep) -> Any:
        start.wait()
        return _claim(rep, account)

    with ThreadPoolExecutor(2) as phones:
        answers = dict(zip((one, other), phones.map(claim, (one, other)), strict=True))
    told = [
        f"{rep.person.name} was told: {answer['message']}" if "message" in answer else f"{rep.person.name} got it"
        for rep, answer in answers.items()
    ]
    return Incident(f"Two reps claim {account['name']} at the same moment", "; ".join(told))


def _claim_abroad(rep: Rep, neighbour: Rep) -> Incident:
    """A rep claims from the pool of the neighbour's team."""
    account = neighbour.nearby_pool(first=1)[0]["node"]
    answer = _claim(rep, account)
    story = f"{rep.person.name} of {rep.team} was told: {answer.get('message', 'it is yours')}"
    return Incident(
        f"A claim of {account['name']} in {account['region']['name']}, the region of {neighbour.team}", story
    )


def _claim(rep: Rep, account: Mapping[str, Any]) -> Any:
    return rep.client.ask(operations.CLAIM, input={"accountId": account["id"]})


def _visit(rep: Rep, account: Mapping[str, Any], reception: Reception, now: datetime, random: Random) -> list[Incident]:
    """Check-in and check-out at the account's door; a phone without signal keeps both until it has one again."""
    pin, phone = account["position"], rep.phone
    reading = reading_at(pin["longitude"], pin["latitude"], reception=reception, now=now, random=random)
    visit_id = phone.check_in(account["id"], reading)
    has_signal = reception is not Reception.BLOCKED
    if has_signal:
        phone.send(visit_id)
    [outcome] = random.choices(list(_OUTCOMES), list(_OUTCOMES.values()))
    phone.check_out(visit_id, outcome)
    if has_signal:
        phone.send(visit_id)
        return _lost_answers(rep, visit_id)
    count = phone.sync()
    return [
        Incident(
            f"A check-in at {account['name']}, where there is no signal",
            f"{rep.person.name}'s phone kept {count} visit and sent it from the street.",
        )
    ]


def _lost_answers(rep: Rep, visit_id: str) -> list[Incident]:
    """Told once, of the one phone whose line loses an answer."""
    if not rep.line.tell_of_lost_answer():
        return []
    stored = [visit for visit in rep.visit_log(since=None) if visit["visitId"] == visit_id]
    return [
        Incident(
            "A check-in whose answer was lost, so that the phone sent it again",
            f"{rep.person.name} has {len(stored)} visit of it: {visit_id}",
        )
    ]
