"""The country whose national numbers a person writes: that of the person's own time zone.

No map of countries is at hand, and a position near a border would tell less than who is speaking. A zone of no country
(UTC), and an operator without a zone, leave it open: numbers must then say their country themselves.
"""

from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo


def country_of(zone: ZoneInfo) -> str | None:
    """ISO 3166 code of the country that a time zone belongs to, after the tz database's zone.tab; None for no one's."""
    return _countries().get(zone.key)


@cache
def _countries() -> dict[str, str]:
    lines = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {row[2]: row[0] for row in rows}
