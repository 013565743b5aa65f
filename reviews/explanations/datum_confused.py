"""Chinese maps and phones differ by 300 to 600 m where one datum is taken for the other."""

from geo import Datum, Fix, Position, distance_meters, from_wgs84, to_wgs84
from reviews.evidence import CaseEvidence
from reviews.explanations.explanation import Checked, InnocentExplanation


def datum_confused(evidence: CaseEvidence) -> Checked:
    pairs = [
        (sighting.fix, account.position, sighting.geofence_meters)
        for sighting in evidence.sightings
        if sighting.fix is not None and (account := evidence.accounts.get(sighting.account_id)) is not None
    ]
    in_china = [pair for pair in pairs if to_wgs84(pair[0].position, Datum.GCJ02) != pair[0].position]
    if not in_china:
        return Checked(InnocentExplanation.DATUM_CONFUSED, None, "None of the fixes kept lies in mainland China.")
    explained = [pair for pair in in_china if _would_fit(*pair)]
    figures = f"{len(explained)} of {len(in_china)} fixes lie off the pin, and would lie on it in another datum."
    return Checked(InnocentExplanation.DATUM_CONFUSED, bool(explained), figures)


def _would_fit(fix: Fix, pin: Position, geofence_meters: int) -> bool:
    if distance_meters(fix.position, pin) <= geofence_meters:
        return False
    shifted = [
        convert(fix.position, datum) for convert in (to_wgs84, from_wgs84) for datum in (Datum.GCJ02, Datum.BD09)
    ]
    return any(distance_meters(each, pin) <= geofence_meters for each in shifted)
