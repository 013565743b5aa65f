"""How finely a phone tells its coordinates: typed ones have fewer decimals than measured ones."""

from collections.abc import Iterable

from visits.history import Sighting
from visits.signals.digits import decimals_of
from visits.signals.thresholds import Thresholds

_NEARLY_ALL = 0.95


def is_coarser_than_usual(this: Sighting, known: Iterable[Sighting], limits: Thresholds) -> bool:
    """Whether its coordinates are cut, and those of the same phone among the `known`, some at least, aren't."""
    if this.fix is None or decimals_of(this.fix) > limits.typed_decimals:
        return False
    of_phone = [
        decimals_of(each.fix)
        for each in known
        if each.fix is not None and each.phone.device == this.phone.device and not each.suspected
    ]
    fine = sum(decimals >= limits.measured_decimals for decimals in of_phone)
    return fine >= limits.typed_known_fixes and fine >= _NEARLY_ALL * len(of_phone)
