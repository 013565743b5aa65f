"""Telephone numbers: checked against the numbering plans, one spelling, and hidden in the public pool."""

import phonenumbers

from core import text
from core.errors import InvalidInput

_LONGEST = 40
_MEND = "Write it with its country code, like +358 40 1234567."


def checked_phone(typed: str, field: str, *, country: str | None = None) -> str:
    """E.164, with `;ext=` behind it for an extension; a number without country code is one of `country`.

    Raises InvalidInput for what is no number, or one that its country's numbering plan doesn't know.
    """
    phone = text.line(typed, field, longest=_LONGEST)
    number = _parsed(phone, country)
    if number is None:
        raise InvalidInput(field, f"{phone} can't be read as a telephone number. {_MEND}")
    if not phonenumbers.is_valid_number(number):
        raise InvalidInput(field, f"There is no telephone number like {phone}. {_MEND}")
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{e164};ext={number.extension}" if number.extension else e164


def international_phone(written: str) -> str | None:
    """What `checked_phone` makes of a number, or None where it makes nothing of it: for data that nobody can mend."""
    number = _parsed(written[:_LONGEST], None)
    valid = number is not None and phonenumbers.is_valid_number(number)
    return checked_phone(written[:_LONGEST], "phone") if valid else None


def masked(phone: str) -> str:
    """Only the country code, where it is known, and the last two digits: +358 ••• ••12."""
    digits = [character for character in phone if character.isdigit()]
    ending = "".join(digits[-2:]) if len(digits) > 4 else "••"
    return f"{_country_code(phone)}••• ••{ending}"


def _parsed(phone: str, country: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(phone, country)
    except phonenumbers.NumberParseException:
        return None


def _country_code(phone: str) -> str:
    number = _parsed(phone, None)
    return "" if number is None else f"+{number.country_code} "
