"""The two questions of the bench: how many honest check-ins are suspected, and how many false ones aren't."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from bench.trust.attacks import Attack, colleague_of
from bench.trust.claims import Story
from bench.trust.court import Court, Verdict
from bench.trust.crews import new_crew
from bench.trust.measures import Share, Tally, share
from bench.trust.phones import Tells
from bench.trust.reps import new_rep
from visits.signals import CURRENT, Rules, SignalCode


@dataclass(slots=True)
class HonestTrial:
    suspected: Share
    codes: Counter[SignalCode]
    held: Share
    "Those whose presence isn't proved: a person looks, and suspects nobody."


@dataclass(slots=True)
class AttackTrial:
    name: str
    tells: Tells
    check_ins: Share
    episodes: Share
    neighbours: Share
    "Honest check-ins beside the attack, of the same reps and of their colleagues."
    codes: Counter[SignalCode] = field(default_factory=Counter)
    "By which suspected check-ins were."
    alone: Counter[SignalCode] = field(default_factory=Counter)
    "By which alone."


def try_honest(crews: int, *, is_harsh: bool, seed: int, rules: Rules = CURRENT) -> HonestTrial:
    random = Random(f"{seed} honest {is_harsh}")
    suspected, held, codes = [], [], Counter[SignalCode]()
    for _ in range(crews):
        verdicts = Court(new_crew(random, is_harsh=is_harsh), rules).verdicts
        suspected.append(_tally(verdicts))
        held.append(Tally(sum(each.judgement.standing != "COUNTED" for each in verdicts), len(verdicts)))
        codes.update(code for verdict in verdicts if verdict.suspected for code in verdict.codes)
    return HonestTrial(share(suspected), codes, share(held))


def try_attack(attack: Attack, episodes: int, *, tells: Tells, seed: int, rules: Rules = CURRENT) -> AttackTrial:
    random = Random(f"{seed} {attack.__name__} {tells}")
    false, whole, neighbours = [], [], []
    codes, alone = Counter[SignalCode](), Counter[SignalCode]()
    for _ in range(episodes):
        verdicts = Court(_attacked(attack, tells, random), rules).verdicts
        fakes = [each for each in verdicts if each.claim.attack]
        if not fakes:
            continue
        tally = _tally(fakes)
        false.append(tally)
        whole.append(Tally(int(tally.hits > 0), 1))
        neighbours.append(_tally([each for each in verdicts if not each.claim.attack]))
        for each in fakes:
            codes.update(each.codes)
            alone.update(each.codes if len(each.codes) == 1 else ())
    name = attack.__name__.replace("_", " ")
    return AttackTrial(name, tells, share(false), share(whole), share(neighbours), codes, alone)


def _attacked(attack: Attack, tells: Tells, random: Random) -> Story:
    rep = new_rep(random, is_harsh=False, tells=tells)
    colleague = colleague_of(rep, random, tells)
    attack(rep, colleague, random)
    return rep.story.joined([colleague.story])


def _tally(verdicts: Sequence[Verdict]) -> Tally:
    return Tally(sum(each.suspected for each in verdicts), len(verdicts))
