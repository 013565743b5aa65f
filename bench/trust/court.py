"""Stories judged in the order of their arrival, by the API's own code, with all that had arrived before as history."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from uuid import UUID

from accounts import OffSiteRule
from bench.trust.claims import Claim, Move, Story, instant
from geo import distance_meters, on_site_probability
from visits.device_time import happened_at
from visits.evidence import Evidence
from visits.history import Book, PinMove, Sighting
from visits.history.book import PROVED_METERS
from visits.judgement import Judgement, judge
from visits.kinds import Presence
from visits.phone_evidence import PhoneEvidence
from visits.signals import CURRENT, Rules, Severity, SignalCode

GEOFENCE_METERS, MAX_ACCURACY_METERS, MAX_FIX_AGE_SECONDS = 150, 100, 120
_LIVE_SECONDS = 120.0


@dataclass(slots=True)
class Verdict:
    claim: Claim
    judgement: Judgement
    codes: set[SignalCode] = field(default_factory=set)
    "The suspicious ones, also those that came to light later."
    suspected: bool = False


class Court:
    """One book for one story; `verdicts` in the order of arrival."""

    def __init__(self, story: Story, rules: Rules = CURRENT) -> None:
        self._rules = rules
        self._book = Book(registered_devices=story.registered)
        self._by_id: dict[UUID, Verdict] = {}
        self._proved: set[UUID] = set()
        self._ids = Random(len(story.claims))
        for entry in _in_order(story):
            self._move(entry) if isinstance(entry, Move) else self._judge(entry)

    @property
    def verdicts(self) -> Sequence[Verdict]:
        return list(self._by_id.values())

    def _move(self, move: Move) -> None:
        customer = move.customer
        self._book.add_move(
            PinMove(
                account_id=customer.id,
                member_id=move.member_id,
                at=move.at,
                before=customer.pin,
                to=move.to,
                was_proved_before=customer.id in self._proved,
            )
        )
        customer.pin, customer.pin_by = move.to, move.member_id

    def _judge(self, claim: Claim) -> None:
        sighting = self._sighting(claim)
        judgement = judge(_evidence(sighting, self._book), OffSiteRule.HOLD, self._rules)
        codes = [signal.code for signal in judgement.signals]
        self._book.add(sighting.judged(suspected=judgement.suspected, codes=codes))
        if judgement.presence is Presence.ON_SITE and (sighting.distance_meters or 0.0) <= PROVED_METERS:
            self._proved.add(claim.customer.id)
        verdict = Verdict(claim, judgement)
        self._by_id[sighting.id] = verdict
        if judgement.suspected:
            verdict.suspected = True
            verdict.codes |= {each.code for each in judgement.signals if each.severity is not Severity.INFO}
        for accusation in judgement.accusations:
            self._book.suspect(accusation.visit_id, accusation.signal.code)
            self._by_id[accusation.visit_id].suspected = True
            self._by_id[accusation.visit_id].codes.add(accusation.signal.code)

    def _sighting(self, claim: Claim) -> Sighting:
        phone = PhoneEvidence(
            burst=claim.burst,
            device=claim.device,
            uptime_seconds=claim.uptime,
            sent_uptime_seconds=claim.sent_uptime,
            boot_id=claim.boot_id,
            surroundings=claim.surroundings,
            integrity=claim.integrity,
        )
        recorded_at, sent_at, received_at = map(instant, (claim.recorded_at, claim.sent_at, claim.received_at))
        at = happened_at(recorded_at=recorded_at, sent_at=sent_at, received_at=received_at, phone=phone)
        distance = None if claim.fix is None else distance_meters(claim.fix.position, claim.customer.pin)
        return Sighting(
            id=UUID(int=int(at.timestamp() * 1000) << 80 | self._ids.getrandbits(80)),
            member_id=claim.member_id,
            account_id=claim.customer.id,
            pin=claim.customer.pin,
            pin_by=claim.customer.pin_by,
            checked_in_at=at,
            recorded_at=recorded_at,
            sent_at=sent_at,
            received_at=received_at,
            fix=claim.fix,
            phone=phone,
            distance_meters=distance,
            on_site_probability=None
            if claim.fix is None or distance is None
            else on_site_probability(
                distance_meters=distance,
                accuracy_meters=claim.fix.accuracy_meters,
                geofence_meters=GEOFENCE_METERS,
            ),
        )


def _in_order(story: Story) -> list[Claim | Move]:
    """By arrival; what arrives together in the order of its happening."""
    entries: list[tuple[float, float, Claim | Move]] = [
        *((claim.received_at, claim.happened_at, claim) for claim in story.claims),
        *((move.at, move.at, move) for move in story.moves),
    ]
    return [replace(entry) if isinstance(entry, Move) else entry for *_, entry in sorted(entries, key=lambda e: e[:2])]


def _evidence(this: Sighting, book: Book) -> Evidence:
    return Evidence(
        fix=this.fix,
        phone=this.phone,
        recorded_at=this.recorded_at,
        sent_at=this.sent_at,
        checked_in_at=this.checked_in_at,
        received_at=this.received_at,
        offline=this.received_at.timestamp() - this.at > _LIVE_SECONDS,
        in_work_hours=True,
        distance_meters=this.distance_meters,
        on_site_probability=this.on_site_probability,
        geofence_meters=GEOFENCE_METERS,
        max_accuracy_meters=MAX_ACCURACY_METERS,
        max_fix_age_seconds=MAX_FIX_AGE_SECONDS,
        signature_check=None,
        history=book.history_of(this),
    )
