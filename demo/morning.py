"""A morning in the life of nine reps: what they claim, whom they visit, and what goes wrong."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from random import Random
from threading import Barrier
from typing import Any
from uuid import uuid4

from demo import operations
from demo.phone import Reception, reading_at, timestamp
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
                check_in = _check_in(rep, own[number][visit], reception, clock(), random)
                if (number, visit) == (2, 0):
                    incidents.append(_send_again(rep, check_in, clock()))
                _check_out(rep, check_in, clock(), random)
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


def _check_in(
    rep: Rep, account: Mapping[str, Any], reception: Reception, now: datetime, random: Random
) -> dict[str, Any]:
    """Sends a check-in at the account's door; gives what was sent."""
    pin = account["position"]
    reading = reading_at(pin["longitude"], pin["latitude"], reception=reception, now=now, random=random)
    check_in = {
        "visitId": str(uuid4()),
        "accountId": account["id"],
        "recordedAt": timestamp(now),
        "fix": reading.fix,
        "noFixReason": reading.no_fix_reason,
        "sentAt": timestamp(now),
    }
    rep.client.act(operations.CHECK_IN, input=check_in)
    return check_in


def _send_again(rep: Rep, check_in: dict[str, Any], now: datetime) -> Incident:
    again = rep.client.act(operations.CHECK_IN, input={**check_in, "sentAt": timestamp(now)})
    return Incident(
        "A check-in sent twice, for the first answer was lost",
        f"{rep.person.name} has one visit of it: {again['visit']['visitId']}",
    )


def _check_out(rep: Rep, check_in: dict[str, Any], now: datetime, random: Random) -> None:
    [outcome] = random.choices(list(_OUTCOMES), list(_OUTCOMES.values()))
    answer = {"visitId": check_in["visitId"], "recordedAt": timestamp(now), "sentAt": timestamp(now)}
    rep.client.act(operations.CHECK_OUT, input={**answer, "outcome": outcome})
