"""Who looked at whose positions and at which cases: on record, once an operation, where the viewer isn't the rep."""

import reviews
from api.context import Context
from core import audit
from core.db import writing


def record_looks(context: Context) -> None:
    """Put on record the visits whose fixes this operation has shown to another than their reps, and the cases."""
    if context.looked_at_cases:
        with writing(context.session):
            viewer_id = context.actor.member_id
            reviews.record_views(context.session, context.looked_at_cases, by_id=viewer_id, now=context.now)
    looks = context.looks
    if not looks:
        return
    with writing(context.session):
        audit.record(
            context.session,
            now=context.now,
            member_id=context.actor.member_id,
            act=audit.LOOK,
            details={
                "visits": sorted(str(look.visit_id) for look in looks),
                "members": sorted({str(look.member_id) for look in looks}),
            },
        )
