"""Whether a check-in may become a visit at all: pure, from what was true when it happened."""

from core.errors import DomainError, NotFound
from people import Actor
from visits.arrival import Arrival
from visits.check_in_facts import Facts
from visits.device_time import require_in_time


class NotYourAccount(DomainError):
    """Neither the rep's own nor in a public pool of the rep's regions."""

    def __init__(self) -> None:
        super().__init__("This account is another's: a rep visits own accounts and the own regions' public pool.")


def require_admissible(actor: Actor, arrival: Arrival, facts: Facts) -> None:
    """Raises NotFound, OutsideYourRegion, NotYourAccount, TooLate, in this order."""
    account = facts.account
    if account is None:
        raise NotFound("account")
    if account.owner_id != actor.member_id:
        if not account.in_actors_regions:
            raise account.outside_your_region
        if account.owner_id is not None:
            raise NotYourAccount
    require_in_time(arrival.checked_in_at, received_at=arrival.received_at, max_late_hours=facts.max_late_hours)
