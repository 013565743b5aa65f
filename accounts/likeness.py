"""How likely two accounts are the same customer: pure, and each reason in a sentence that gives nothing away.

The likelihood joins independent evidence: 1 - product of (1 - p). The weights were set by hand: identical names
within 25 m are near certain; branches of one chain on different streets are not duplicates; a telephone number
belongs to one account, so that two who share it ask for a look whatever their names, and a tax number that two
share where their names are alike, too, wherever they lie.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

NEAR_METERS = 150.0
LIKELY = 0.5
"From here on a person should look before adding."
CERTAIN = 0.9
"From here on an import refuses the row."

_HERE_METERS = 25.0
_SAME_NAME_HERE, _FADING = 0.95, 0.4
"The likelihood of one name at one place, and how much of it is lost at NEAR_METERS."
_SAME_PHONE, _SAME_TAX_ID, _AND_NAME = LIKELY, 0.45, 0.8
"A number that two share, by itself and where their names are the same as well."
_CONTAINED = 0.75
_LEGAL_FORMS = frozenset("ab ag as bv co gmbh inc kg ky llc ltd nv oy oyj plc sa sarl sas spa srl the tmi".split())


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells one customer from another."""

    name: str
    address: str | None
    phone: str | None
    tax_id: str | None
    external_id: str | None


@dataclass(frozen=True, slots=True)
class Likeness:
    likelihood: float
    "0 to 1."
    because: tuple[str, ...]


def likeness(one: Traits, other: Traits, distance_meters: float) -> Likeness:
    """What speaks for one customer behind both. No sentence tells more of the other than that it is alike."""
    alike = _alikeness(one.name, other.name)
    same_tax_id = _SAME_TAX_ID + (_AND_NAME - _SAME_TAX_ID) * alike
    same_phone = _SAME_PHONE + (_AND_NAME - _SAME_PHONE) * alike
    found = [
        (1.0, "The external number is the same.") if _same(one.external_id, other.external_id) else None,
        (same_tax_id, "The tax number is the same.") if _same(one.tax_id, other.tax_id) else None,
        (same_phone, "The phone number is the same.") if _same(one.phone, other.phone) else None,
        _by_name_and_place(alike, one.address, other.address, distance_meters),
    ]
    evidence = [reason for reason in found if reason is not None]
    doubt = 1.0
    for probability, _ in evidence:
        doubt *= 1.0 - probability
    return Likeness(1.0 - doubt, tuple(sentence for _, sentence in evidence))


def reach_meters(least: float) -> float:
    """Beyond this distance, names and places alone never make a likelihood of `least`."""
    closeness = least / _SAME_NAME_HERE
    return min(NEAR_METERS, _HERE_METERS + (1.0 - closeness) / _FADING * (NEAR_METERS - _HERE_METERS))


def name_similarity(one: str, other: str) -> float:
    """0 to 1: shared trigrams of the folded names (Jaccard), or 0.75 where one holds all words of the other."""
    a, b = folded(one), folded(other)
    if a == b:
        return 1.0
    shared, total = _trigrams(a) & _trigrams(b), _trigrams(a) | _trigrams(b)
    shorter, longer = sorted((set(a.split()), set(b.split())), key=len)
    contained = _CONTAINED if shorter <= longer and len("".join(shorter)) >= 4 else 0.0
    return max(contained, len(shared) / len(total))


@lru_cache(maxsize=20_000)
def folded(name: str) -> str:
    """Without case, accents, punctuation and legal forms: "Café Ekberg Oy" becomes "cafe ekberg"."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = re.findall(r"\w+", plain)
    return " ".join([word for word in words if word not in _LEGAL_FORMS] or words or [name.casefold()])


def _alikeness(one: str, other: str) -> float:
    """Name similarity, from which what any two names share is taken off: 0 to 1."""
    return max(0.0, (name_similarity(one, other) - 0.3) / 0.7)


def _by_name_and_place(
    alike: float, address: str | None, other_address: str | None, distance_meters: float
) -> tuple[float, str] | None:
    if distance_meters > NEAR_METERS or alike == 0:
        return None
    here = distance_meters <= _HERE_METERS
    closeness = 1.0 if here else 1.0 - _FADING * (distance_meters - _HERE_METERS) / (NEAR_METERS - _HERE_METERS)
    elsewhere = (0.8 if here else 0.5) if _addresses_differ(address, other_address) else 1.0
    name = "The name is the same" if alike == 1.0 else "The name is alike"
    place = _HERE_METERS if here else NEAR_METERS
    return _SAME_NAME_HERE * alike * closeness * elsewhere, f"{name}, and it lies within {place:.0f} m."


def _addresses_differ(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    shorter, longer = sorted((set(folded(one).split()), set(folded(other).split())), key=len)
    return not shorter <= longer


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and one == other


@lru_cache(maxsize=20_000)
def _trigrams(text: str) -> frozenset[str]:
    padded = [f"  {word} " for word in text.split()]
    return frozenset(word[i : i + 3] for word in padded for i in range(len(word) - 2))
