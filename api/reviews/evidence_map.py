"""The evidence of a case as a map: GeoJSON features, each of which says in `role` what it is."""

from typing import Any

from api.global_ids import global_id
from api.scalars import GeoJSON
from geo import Position, circle
from reviews import CaseEvidence
from visits import Sighting

Feature = dict[str, Any]


def evidence_map(evidence: CaseEvidence) -> GeoJSON:
    """Roles: account, geofence, fix, accuracy of the case's visits; before, between and after of the member's others.

    Without features once the positions are erased: an account's place alone says nothing about the rep.
    """
    features: list[Feature] = []
    if evidence.positions_are_kept:
        for sighting in evidence.sightings:
            features += _account(evidence, sighting) + _fix(sighting, "fix")
        for sighting in evidence.around:
            features += _fix(sighting, _when(evidence, sighting))
    return GeoJSON({"type": "FeatureCollection", "features": features})


def _account(evidence: CaseEvidence, sighting: Sighting) -> list[Feature]:
    account = evidence.accounts.get(sighting.account_id)
    if account is None:
        return []
    named = {"visitId": global_id("Visit", sighting.visit_id), "name": account.name}
    fence = {**named, "radiusMeters": sighting.geofence_meters}
    return [
        _feature("account", _point(account.position), named),
        _feature("geofence", circle(account.position, sighting.geofence_meters), fence),
    ]


def _fix(sighting: Sighting, role: str) -> list[Feature]:
    fix = sighting.fix
    if fix is None:
        return []
    told = {
        "visitId": global_id("Visit", sighting.visit_id),
        "checkedInAt": sighting.checked_in_at.isoformat(),
        "recordedAt": fix.recorded_at.isoformat(),
        "accuracyMeters": fix.accuracy_meters,
        "provider": fix.provider.value,
    }
    features = [_feature(role, _point(fix.position), told)]
    if role == "fix":
        features.append(_feature("accuracy", circle(fix.position, fix.accuracy_meters), told))
    return features


def _when(evidence: CaseEvidence, sighting: Sighting) -> str:
    at = sighting.checked_in_at
    if not evidence.sightings or at < evidence.sightings[0].checked_in_at:
        return "before"
    return "after" if at > evidence.sightings[-1].checked_in_at else "between"


def _point(position: Position) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [position.longitude, position.latitude]}


def _feature(role: str, geometry: dict[str, Any], properties: dict[str, Any]) -> Feature:
    return {"type": "Feature", "geometry": geometry, "properties": {"role": role, **properties}}
