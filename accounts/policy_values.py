"""The values that policies are made of: what each may be, and how it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from accounts.kinds import Stage
from core.errors import InvalidInput


class OffSiteRule(StrEnum):
    """What becomes of a check-in that was off site."""

    REFUSE = "REFUSE"
    HOLD = "HOLD"


Value = int | OffSiteRule | tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from `lowest` to `highest`; `default` where no unit has set it."""

    default: int
    lowest: int
    highest: int

    def read(self, stored: str) -> int:
        return int(stored)

    def check(self, value: Value, field: str) -> None:
        """Raises InvalidInput."""
        if not isinstance(value, int) or not self.lowest <= value <= self.highest:
            raise InvalidInput(field, f"{field} is {value}: it lies between {self.lowest} and {self.highest:,}.")


@dataclass(frozen=True, slots=True)
class Choice:
    default: OffSiteRule

    def read(self, stored: str) -> OffSiteRule:
        return OffSiteRule(stored)

    def check(self, value: Value, field: str) -> None:
        """The type has checked it already."""


@dataclass(frozen=True, slots=True)
class Stages:
    """A set of stages, in the order of the sale."""

    default: tuple[Stage, ...] = ()

    def read(self, stored: str) -> tuple[Stage, ...]:
        return tuple(Stage(name) for name in stored.split())

    def check(self, value: Value, field: str) -> None:
        """The type has checked it already."""


Kind = Number | Choice | Stages

POOL_VALUES: Mapping[str, Kind] = {
    "capacity": Number(100, lowest=0, highest=100_000),
    "daily_claims": Number(20, lowest=0, highest=100_000),
    "idle_days": Number(10, lowest=1, highest=3650),
    "max_hold_days": Number(0, lowest=0, highest=3650),
    "protection_days": Number(30, lowest=0, highest=3650),
    "visit_extension_days": Number(0, lowest=0, highest=3650),
    "exempt_stages": Stages(),
    "warning_days": Number(2, lowest=0, highest=365),
}
VISIT_VALUES: Mapping[str, Kind] = {
    "geofence_meters": Number(150, lowest=10, highest=10_000),
    "max_accuracy_meters": Number(100, lowest=1, highest=10_000),
    "max_fix_age_seconds": Number(120, lowest=1, highest=86_400),
    "max_late_hours": Number(72, lowest=0, highest=8760),
    "off_site": Choice(OffSiteRule.HOLD),
    "retain_positions_days": Number(180, lowest=1, highest=3650),
    "appeal_days": Number(7, lowest=0, highest=365),
}


def check_values(values: Mapping[str, Value | None], kinds: Mapping[str, Kind]) -> None:
    """Raises InvalidInput with the path of the first value that can't be set; None goes back to inheriting."""
    for name, value in values.items():
        if value is not None:
            kinds[name].check(value, f"policy.{contract_name(name)}")


def contract_name(name: str) -> str:
    """daily_claims is dailyClaims in the contract."""
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


def stored(value: Value) -> str:
    """As `Kind.read` reads it, the same for equal values."""
    if isinstance(value, tuple):
        return " ".join(stage for stage in Stage if stage in value)
    return str(value)
