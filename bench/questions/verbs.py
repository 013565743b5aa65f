"""What reps do: claim, plan, check in."""

from uuid import uuid4

from accounts import Along, CandidatesWanted, candidates, claim_account
from bench.questions.asking import REPS, Asking, Subjects
from core.db import writing
from geo import Fix, FixProvider, Position
from visits import CheckIn, check_in


def _claim(by: Asking) -> object:
    with writing(by.session):
        return claim_account(by.session, by.actor, account_id=by.viewer.pool_account_id, now=by.now)


def _candidates(by: Asking) -> object:
    """Of a day that goes 20 km east and back."""
    here, there = (Position(by.viewer.longitude + shift, by.viewer.latitude) for shift in (0.0, 0.2))
    along = Along([here, there, here], reach_meters=5_000, weekday=1)
    wanted = CandidatesWanted(named=[], start=here, most_own=300, most_pool=300, along=along)
    with writing(by.session):
        return candidates(by.session, by.actor.member_id, wanted, now=by.now)


def _check_in(by: Asking) -> object:
    fix = Fix.checked(
        longitude=by.viewer.longitude,
        latitude=by.viewer.latitude,
        accuracy_meters=12,
        recorded_at=by.now,
        provider=FixProvider.GPS,
    )
    claim = CheckIn(
        visit_id=uuid4(),
        account_id=by.viewer.account_id,
        recorded_at=None,
        fix=fix,
        no_fix_reason=None,
        sent_at=by.now,
    )
    with writing(by.session):
        return check_in(by.session, by.actor, claim, file=lambda _: None, now=by.now)


VERBS: Subjects = (
    ("claimAccount", _claim, ("rep, dense", "rep, sparse", "rep, 300 regions")),
    ("candidates of a day", _candidates, REPS),
    ("checkIn", _check_in, ("rep, dense", "rep, sparse", "rep, no region", "rep, 300 regions")),
)
