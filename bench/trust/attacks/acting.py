"""What attackers do whatever the attack: they stay at home, on the last of their days."""

from dataclasses import replace

from bench.trust.reps import DAYS, Rep, day_of
from bench.trust.traces import Sample
from geo import Position

LAST_DAY = DAYS - 1


def stay_home(rep: Rep) -> None:
    rep.story.claims = [each for each in rep.story.claims if day_of(each.happened_at) != LAST_DAY]


def name_device(rep: Rep, name: str) -> None:
    """A phone that tells which it is."""
    rep.phone.device = rep.phone.device or f"{name}-{rep.id}"
    for each in rep.story.claims:
        each.device = rep.phone.device


def sample_at(rep: Rep, place: Position) -> Sample:
    samples = [each for way in rep.days for each in way.samples if each.is_satellite] or [rep.days[0].samples[0]]
    return replace(samples[0], longitude=place.longitude, latitude=place.latitude, speed=0.0, is_satellite=True)
