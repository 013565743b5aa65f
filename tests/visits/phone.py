"""What a rep's phone sends."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.api_client import Client, Json

VISIT = """id visitId status presence standing onSiteProbability distanceMeters checkedInAt checkedOutAt offline
    trustScore signals { code } fix { position { longitude latitude } } outcome note"""
CHECKED_IN = f"""... on CheckInSuccess {{ visit {{ {VISIT} }} }}
    ... on TooFarFromAccount {{ distanceMeters allowedMeters visit {{ {VISIT} }} }}
    ... on VisitAlreadyOpen {{ visit {{ id }} }} ... on TooLate {{ maxLateHours }}
    ... on OutsideYourRegion {{ region {{ id }} ownerUnitName }}"""
CHECKED_OUT = f"... on CheckOutSuccess {{ visit {{ {VISIT} }} }}"


def now() -> datetime:
    return datetime.now(UTC)


def fix(place: Json, *, metres_north: float = 0, accuracy: float = 10, age_seconds: float = 5, **more: Any) -> Json:
    latitude = place["latitude"] + metres_north / 111_200
    recorded_at = (now() - timedelta(seconds=age_seconds)).isoformat()
    return {
        "longitude": place["longitude"],
        "latitude": latitude,
        "accuracyMeters": accuracy,
        "recordedAt": recorded_at,
        "provider": "GPS",
        **more,
    }


def check_in_input(account: str, position_fix: Json | None, **more: Any) -> Json:
    return {
        "visitId": str(uuid4()),
        "accountId": account,
        "fix": position_fix,
        "sentAt": now().isoformat(),
        **more,
    }


def check_in(rep: Client, account: str, position_fix: Json | None, **more: Any) -> Json:
    return rep.act("checkIn", check_in_input(account, position_fix, **more), CHECKED_IN)


def check_out(rep: Client, visit_id: str, **more: Any) -> Json:
    leaving = {"visitId": visit_id, "sentAt": now().isoformat(), "outcome": "MET", **more}
    return rep.act("checkOut", leaving, CHECKED_OUT)
