"""The 18 attacks, each with parameters of its own drawing, acted out by one rep, or by two, on one day."""

from collections.abc import Callable
from random import Random

from bench.trust.attacks.clocks import clock_shift, forged_time, reboot_and_offline
from bench.trust.attacks.homes import home_visits, pin_to_home
from bench.trust.attacks.mocks import (
    expert_noise,
    jitter_mock,
    on_the_pin,
    static_mock_flagged,
    static_mock_hidden,
    wifi_proxy,
)
from bench.trust.attacks.pairs import (
    colleague_of,
    collusion_same_fix,
    jittered_collusion,
    shared_device,
    two_devices,
)
from bench.trust.attacks.replays import jittered_replay, saved_replay, teleport
from bench.trust.reps import Rep

Attack = Callable[[Rep, Rep, Random], None]
"""(the attacker, a colleague, random): changes what they did on the last of their days."""

SHOWN_BY_LOCATION: tuple[Attack, ...] = (
    static_mock_flagged,
    static_mock_hidden,
    on_the_pin,
    saved_replay,
    teleport,
    shared_device,
    clock_shift,
    forged_time,
    pin_to_home,
    collusion_same_fix,
)
HARDLY_SHOWN: tuple[Attack, ...] = (
    home_visits,
    jitter_mock,
    expert_noise,
    jittered_replay,
    jittered_collusion,
    wifi_proxy,
    two_devices,
    reboot_and_offline,
)

__all__ = ["HARDLY_SHOWN", "SHOWN_BY_LOCATION", "Attack", "colleague_of"]
