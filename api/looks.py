"""Who looked at whose positions: on record, one row an operation, where the viewer isn't the rep."""

from api.context import Context
from core import audit
from core.db import writing


def record_looks(context: Context) -> None:
    """Put on record the visits whose fixes this operation has shown to another than their reps."""
    looks = context.looks
    if not looks:
        return
    with writing(context.session):
        audit.record(
            context.session,
            now=context.now,
            member_id=context.actor.member_id,
            act="lookAtPositions",
            details={
                "visits": sorted(str(look.visit_id) for look in looks),
                "members": sorted({str(look.member_id) for look in looks}),
            },
        )
