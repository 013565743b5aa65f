"""Tax numbers of businesses: checked by their countries' own rules, and spelled with the country in front.

The rules are python-stdnum's: lengths, allowed characters and check digits of VAT numbers, and of the register
numbers that businesses go by where there is no VAT number or not every business has one.
"""

import re
from collections.abc import Callable, Iterator
from importlib import import_module

from stdnum import get_cc_module
from stdnum.exceptions import ValidationError

from core import text
from core.errors import InvalidInput

_LONGEST = 40
_Rule = Callable[[str], str]
"The number in its plain spelling; raises ValidationError."
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
    for candidate in filter(None, (named, country)):
        for rule in _rules(candidate):
            if (number := _valid(rule, plain)) is not None:
                return number if number.startswith(candidate) else f"{candidate}{number}"
    if unruled and not list(_rules(named)):
        return plain
    raise InvalidInput(field, f"{written} is no valid tax number. {_MEND}")


def _rules(country: str) -> Iterator[_Rule]:
    if not re.fullmatch("[A-Z]{2}", country):
        return
    vat = get_cc_module(country.lower(), "vat")
    if vat is not None:
        yield vat.validate
    yield from (import_module(f"stdnum.{name}").validate for name in _REGISTERS.get(country, ()))


def _valid(rule: _Rule, plain: str) -> str | None:
    try:
        return rule(plain)
    except ValidationError:
        return None
