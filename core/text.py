"""Words that people typed, made safe to store: trimmed, printable, of bounded length."""

import re
import unicodedata

from core.errors import InvalidInput

_SPECIAL_IN_LIKE = re.compile(r"[\\%_]")
_LINE_BREAKS = frozenset("\n\t")


def line(value: str, field: str, *, longest: int = 200) -> str:
    """One non-empty line of at most `longest` characters, trimmed.

    Raises InvalidInput for empty text, control characters, lone surrogates and excess length.
    """
    return _clean(value, field, longest, allowed=frozenset())


def note(value: str, field: str, *, longest: int = 4000) -> str:
    """Like `line`, with line breaks and tabs allowed and more room."""
    return _clean(value.replace("\r\n", "\n"), field, longest, allowed=_LINE_BREAKS)


def like_pattern(part: str) -> str:
    """What LIKE takes for any text that holds `part`, whatever signs are in it."""
    escaped = _SPECIAL_IN_LIKE.sub(r"\\\g<0>", part)
    return f"%{escaped}%"


def _clean(value: str, field: str, longest: int, allowed: frozenset[str]) -> str:
    trimmed = value.strip()
    if not trimmed:
        raise InvalidInput(field, f"{field} is empty: give it at least one character.")
    if len(trimmed) > longest:
        raise InvalidInput(field, f"{field} has {len(trimmed)} characters: {longest} at most.")
    for place, character in enumerate(trimmed):
        if character not in allowed and unicodedata.category(character) in ("Cc", "Cs"):
            raise InvalidInput(
                field,
                f"{field} holds the control character U+{ord(character):04X}, or half a character, at {place}: "
                "remove it.",
            )
    return trimmed
