"""Who sees the same of an event: what is shown once, and to whom."""

from collections.abc import Hashable, Iterable

from api.edge.execution import Prepared
from people import Actor
from visits import Stamp

_SAME_FOR_A_UNIT = {
    "Subscription": {"visitRecorded"},
    "Visit": {
        *("id", "visitId", "member", "account", "accountName", "region", "status", "checkedInAt", "checkedOutAt"),
        *("receivedAt", "offline", "distanceMeters", "onSiteProbability", "presence", "standing", "outcome", "note"),
        *("trustScore", "signals", "evidenceValid", "evidenceFault"),
    },
    "Signal": {"code", "severity", "weight", "explanation", "innocentExplanation"},
    "Member": {"id", "name", "role", "timeZone", "status", "orgUnit"},
    "OrgUnit": {"id", "name", "parent"},
    "Account": {"id", "name", "address", "category", "externalId", "stage", "region", "owner"},
    "Region": {"id", "code", "name"},
}
"""Of types, the fields that the policies show alike to all of one role in one unit, reps apart, but for what is the
viewer's own. Fixes are left out, since each look at one is put on record."""


def sight(prepared: Prepared, actor: Actor, stamps: Iterable[Stamp]) -> Hashable:
    """Equal for those who see the same of events with these stamps: one member, or many of one role in one unit."""
    if actor.is_rep or not _is_same_for_a_unit(prepared) or any(stamp.member_id == actor.member_id for stamp in stamps):
        return prepared.words, actor.member_id
    return prepared.words, actor.role, actor.unit_id


def _is_same_for_a_unit(prepared: Prepared) -> bool:
    return all(field == "__typename" or field in _SAME_FOR_A_UNIT.get(on, ()) for on, field in prepared.fields)
