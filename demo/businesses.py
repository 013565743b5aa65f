"""Helsinki's businesses, imported into the public pools through the API."""

from collections.abc import Callable, Sequence
from typing import Any

from accounts.readers import AccountRow, RejectedRow
from demo import operations
from demo.client import Client, Refused

BATCH = 250


def ensure_accounts(admin: Client, rows: Sequence[AccountRow], advance: Callable[[int], None]) -> list[RejectedRow]:
    """Imports what isn't there yet, in batches that are whole or not at all; gives the rows that the server refused.

    `advance` is told of the rows done.
    """
    known = {account["externalId"] for account in admin.all(operations.EXTERNAL_IDS)}
    missing = [row for row in rows if row.external_id not in known]
    advance(len(rows) - len(missing))
    refused: list[RejectedRow] = []
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        refused += _import(admin, batch)
        advance(len(batch))
    return refused


def account_input(row: AccountRow) -> dict[str, Any]:
    """The row as the contract's AddAccountInput. Likeness is no reason to refuse: chains have branches side by side."""
    hours = row.opening_hours
    return {
        "name": row.name,
        "position": {"longitude": row.longitude, "latitude": row.latitude},
        "address": row.address,
        "category": row.category,
        "phone": row.phone,
        "taxId": row.tax_id,
        "value": row.value,
        "visitMinutes": row.visit_minutes,
        "geofenceMeters": row.geofence_meters,
        "openingHours": None
        if hours is None
        else [
            {"weekday": entry.weekday, "opens": f"{entry.opens:%H:%M}", "closes": f"{entry.closes:%H:%M}"}
            for entry in hours
        ],
        "externalId": row.external_id,
        "evenIfDuplicate": True,
    }


def _import(admin: Client, batch: Sequence[AccountRow]) -> list[RejectedRow]:
    """Sends the batch and, where rows are refused, once more without them."""
    try:
        _send(admin, batch)
    except Refused as refusal:
        if refusal.kind != "ImportRefused":
            raise
        reasons = {row["index"]: row for row in refusal.payload["rows"]}
        _send(admin, [row for index, row in enumerate(batch) if index not in reasons])
        return [batch[index].rejected(row["reason"], row["field"]) for index, row in reasons.items()]
    return []


def _send(admin: Client, batch: Sequence[AccountRow]) -> None:
    admin.act(operations.IMPORT_ACCOUNTS, input={"accounts": [account_input(row) for row in batch]})
