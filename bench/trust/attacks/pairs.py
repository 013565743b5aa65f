"""Two people and two phones: who is where, and with which."""

from random import Random

from bench.trust.attacks.acting import LAST_DAY, name_device, stay_home
from bench.trust.forging import again, claim, home_of, near, real_looking, times, victims
from bench.trust.phones import Tells, new_phone
from bench.trust.places import new_customer
from bench.trust.reps import MONDAY, Rep, new_rep


def shared_device(rep: Rep, colleague: Rep, random: Random) -> None:
    """The colleague checks in for the rep, who isn't there, between own visits, on the colleague's phone."""
    name_device(colleague, "the-colleague's")
    name_device(rep, "the-rep's")
    chosen = victims(rep, random)
    stay_home(rep)
    own = sorted(colleague.claims_of(LAST_DAY), key=lambda each: each.happened_at)
    for index, customer in enumerate(chosen):
        at = own[index % len(own)].happened_at + random.uniform(120, 900) if own else times(random, LAST_DAY, 1)[0]
        fix = real_looking(colleague, near(customer.place, 10, random), at, random)
        made = claim(colleague, customer, at, fix, "shared device", random, is_there=True)
        made.member_id = rep.id
        rep.story.claims.append(made)


def collusion_same_fix(rep: Rep, colleague: Rep, random: Random) -> None:
    _collude(rep, colleague, random, "collusion, same fix", noise=0.0)


def jittered_collusion(rep: Rep, colleague: Rep, random: Random) -> None:
    _collude(rep, colleague, random, "jittered collusion", noise=random.uniform(1, 6))


def _collude(rep: Rep, colleague: Rep, random: Random, name: str, *, noise: float) -> None:
    """One of the two is there; both send it, at customers in the same houses."""
    chosen = victims(rep, random)
    stay_home(rep)
    stay_home(colleague)
    for customer, at in zip(chosen, times(random, LAST_DAY, len(chosen)), strict=True):
        fix = real_looking(rep, customer.place, at, random)
        other = again(fix, at + colleague.phone.clock_offset + random.uniform(0, 3), meters=noise, random=random)
        rep.story.claims.append(claim(rep, customer, at, fix, name, random, is_there=True))
        beside_it = new_customer(random, customer.place, error=12)
        colleague.story.claims.append(claim(colleague, beside_it, at + random.uniform(1, 20), other, name, random))


def two_devices(rep: Rep, _: Rep, random: Random) -> None:
    """An accomplice visits under the rep's login; the rep checks in near home with the own phone in between."""
    other = new_phone(random, is_ios=False, is_harsh=rep.is_harsh, since=MONDAY)
    other.device = other.device or "the-accomplice's"
    name_device(rep, "the-rep's")
    chosen, mine = victims(rep, random), rep.phone
    stay_home(rep)
    for customer, at in zip(chosen, times(random, LAST_DAY, len(chosen)), strict=True):
        rep.phone = other
        fix = real_looking(rep, customer.place, at, random)
        rep.story.claims.append(claim(rep, customer, at, fix, "two devices", random, is_there=True))
        rep.phone = mine
    for at in times(random, LAST_DAY, 2):
        by_home = new_customer(random, near(home_of(rep), 30, random), error=10)
        fix = real_looking(rep, home_of(rep), at, random)
        rep.story.claims.append(claim(rep, by_home, at, fix, "two devices", random, is_there=True))


def colleague_of(rep: Rep, random: Random, tells: Tells = "mixed") -> Rep:
    """Half of all colleagues work elsewhere, half in the same streets."""
    return new_rep(random, is_harsh=rep.is_harsh, like=rep if random.random() < 0.5 else None, tells=tells)
