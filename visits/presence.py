"""Was the phone at the door? A probability, and what follows from it."""

from visits.evidence import Evidence
from visits.kinds import Presence

ON_SITE_FROM = 0.5
OFF_SITE_BELOW = 0.05


def presence_of(evidence: Evidence) -> Presence:
    """A fix too vague or too old can't tell, however near or far it lies: it is poor proof either way."""
    if evidence.fix is None or evidence.on_site_probability is None:
        return Presence.UNLOCATED
    if evidence.is_vague or evidence.is_stale:
        return Presence.UNCERTAIN
    if evidence.on_site_probability >= ON_SITE_FROM:
        return Presence.ON_SITE
    return Presence.OFF_SITE if evidence.on_site_probability < OFF_SITE_BELOW else Presence.UNCERTAIN
