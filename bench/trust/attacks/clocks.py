"""Tours that took place, claimed for other hours."""

from random import Random

from bench.trust.attacks.acting import LAST_DAY
from bench.trust.forging import again
from bench.trust.reps import MONDAY, Rep


def clock_shift(rep: Rep, _: Rep, random: Random) -> None:
    _shift_tour(rep, random, "clock shift", forges_fix_times=False, restarts=False)


def forged_time(rep: Rep, _: Rep, random: Random) -> None:
    _shift_tour(rep, random, "forged time", forges_fix_times=True, restarts=False)


def reboot_and_offline(rep: Rep, _: Rep, random: Random) -> None:
    _shift_tour(rep, random, "reboot and offline", forges_fix_times=True, restarts=True)


def _shift_tour(rep: Rep, random: Random, name: str, *, forges_fix_times: bool, restarts: bool) -> None:
    """A tour that took place, claimed for other hours; sent when the clock is right again."""
    shift = random.choice([-1, 1]) * random.uniform(1, 10) * 3600
    today = rep.claims_of(LAST_DAY)
    evening = max([each.received_at for each in today], default=MONDAY) + max(shift, 0) + 3600
    started = min([each.happened_at for each in today], default=0.0) - 300
    for each in today:
        each.attack = name
        each.recorded_at += shift
        each.received_at, each.sent_at = evening, evening + rep.phone.clock_offset
        if each.uptime is not None and restarts:
            each.uptime, each.boot_id = each.happened_at - started, None if each.boot_id is None else "between"
        if each.uptime is not None:
            each.sent_uptime = evening - rep.phone.boot_at if not restarts else 600.0
        if forges_fix_times:
            each.fix = each.fix and again(each.fix, each.fix.recorded_at.timestamp() + shift)
            each.burst = tuple(again(fix, fix.recorded_at.timestamp() + shift) for fix in each.burst)
