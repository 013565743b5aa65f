"""What a reader makes of one line, feature or map object: an account row, or a rejected one with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.opening_hours import OpeningHours


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row stands in its file, in words (`line 12`), and what was written there, by column."""

    place: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken. `field` is the AddAccountInput's, None where the row as a whole is wrong."""

    source: Source
    field: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class AccountRow:
    """The contract's AddAccountInput, with the file's place for later refusals. Longitude and latitude in WGS 84.

    `remarks` say what was left out of an otherwise good row, such as opening hours that no weekly table can tell.
    """

    source: Source
    name: str
    longitude: float
    latitude: float
    address: str | None = None
    category: str | None = None
    phone: str | None = None
    tax_id: str | None = None
    value: int = 50
    visit_minutes: int = 30
    geofence_meters: int | None = None
    opening_hours: tuple[OpeningHours, ...] | None = None
    external_id: str | None = None
    remarks: tuple[str, ...] = ()

    def rejected(self, reason: str, field: str | None = None) -> RejectedRow:
        """The same row, refused later on: by a region, as a duplicate, or by whatever else looked at it."""
        return RejectedRow(self.source, field, reason)
