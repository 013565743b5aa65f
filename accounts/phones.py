"""Telephone numbers: one spelling where the number is international, and hidden in the public pool."""

import phonenumbers

from core import text

_LONGEST = 40


def checked_phone(typed: str, field: str) -> str:
    """E.164 where the number begins with + and can be read as one, else as typed. Raises InvalidInput."""
    phone = text.line(typed, field, longest=_LONGEST)
    if not phone.startswith("+"):
        return phone
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    if number.extension is not None:
        return phone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def masked(phone: str) -> str:
    """Only the country code, where it is known, and the last two digits: +358 ••• ••12."""
    digits = [character for character in phone if character.isdigit()]
    ending = "".join(digits[-2:]) if len(digits) > 4 else "••"
    return f"{_country_code(phone)}••• ••{ending}"


def _country_code(phone: str) -> str:
    try:
        return f"+{phonenumbers.parse(phone).country_code} "
    except phonenumbers.NumberParseException:
        return ""
