"""Who looked at whose positions and at which cases: on record, once an operation, where the viewer isn't the rep."""

from collections.abc import Collection

import reviews
from api.context import Context, Look
from core import audit
from core.db import writing


def record_looks(context: Context) -> None:
    """Put on record the visits whose fixes this operation has shown to another than their reps, and the cases."""
    if not context.looks and not context.looked_at_cases:
        return
    session, viewer_id, now = context.session, context.actor.member_id, context.now
    with writing(session):
        if context.looked_at_cases:
            reviews.record_views(session, context.looked_at_cases, by_id=viewer_id, now=now)
        if context.looks:
            audit.record(session, now=now, member_id=viewer_id, act=audit.LOOK, details=_told(context.looks))


def _told(looks: Collection[Look]) -> dict[str, list[str]]:
    visits, members = {str(look.visit_id) for look in looks}, {str(look.member_id) for look in looks}
    return {"visits": sorted(visits), "members": sorted(members)}
