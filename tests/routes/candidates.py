"""Accounts as a plan knows them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from accounts import Stage
from geo import Position
from routes.candidate_facts import CandidateFacts

AT = datetime(2026, 3, 2, 7, tzinfo=UTC)


def candidate_facts(**changes: Any) -> CandidateFacts:
    own_lead: dict[str, Any] = {
        "account_id": UUID(int=1),
        "name": "A",
        "position": Position(24.94, 60.17),
        "value": 60,
        "visit_minutes": 30,
        "opening_hours": None,
        "stage": Stage.LEAD,
        "is_own": True,
        "claimed_at": AT - timedelta(days=8),
        "last_visit_at": None,
        "release_at": None,
        "must": False,
    }
    return CandidateFacts(**(own_lead | changes))
