"""Tax numbers of businesses: checked by their countries' own rules, and spelled with the country in front.

The rules are python-stdnum's: lengths, allowed characters and check digits of VAT numbers, and of the register
numbers that businesses go by where there is no VAT number or not every business has one.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from stdnum import get_cc_module
from stdnum.exceptions import ValidationError

from core import text
from core.errors import InvalidInput

_LONGEST = 40
_MEND = "Write it with its country in front, like FI20774740."
_COUNTRY_OF_PREFIX = {"EL": "GR", "XI": "GB"}
"VAT prefixes that aren't their country's code: Greece, Northern Ireland."
_REGISTERS = {
    "CH": ("ch.uid",),
    "EE": ("ee.registrikood",),
    "FI": ("fi.ytunnus",),
    "FR": ("fr.siren", "fr.siret"),
    "NO": ("no.orgnr",),
    "SE": ("se.orgnr",),
    "UA": ("ua.edrpou",),
    "US": ("us.ein",),
}


def checked_tax_id(typed: str, field: str, *, country: str | None = None) -> str:
    """The number in capitals without blanks and punctuation, its country in front: FI20774740.

    One that doesn't say its country is one of `country`. Where no rule is known for a country, anything goes.
    Raises InvalidInput.
    """
    written = text.line(typed, field, longest=_LONGEST)
    plain = re.sub(r"[\s.\-/]", "", written).upper()
    named = _COUNTRY_OF_PREFIX.get(plain[:2], plain[:2])
    unruled = country is not None and not list(_rules(country))
    for candidate in (named, country):
        for rule in _rules(candidate) if candidate else ():
            if (number := _valid(rule, plain)) is not None:
                return number if number.startswith(plain[:2]) and plain[:2].isalpha() else f"{candidate}{number}"
    if unruled and not list(_rules(named)):
        return plain
    raise InvalidInput(field, f"{written} is no valid tax number. {_MEND}")


def _rules(country: str) -> Iterator[ModuleType]:
    if not re.fullmatch("[A-Z]{2}", country):
        return
    vat = get_cc_module(country.lower(), "vat")
    if vat is not None:
        yield vat
    yield from (import_module(f"stdnum.{name}") for name in _REGISTERS.get(country, ()))


def _valid(rule: ModuleType, plain: str) -> str | None:
    try:
        number: str = rule.validate(plain)
    except ValidationError:
        return None
    return number
