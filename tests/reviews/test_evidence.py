"""What a reviewer sees beside the visits: the map, and the innocent explanations."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import orjson
import pytest
from sqlalchemy import Connection, text

from accounts import AccountView, Stage
from geo import Datum, Fix, FixProvider, Position, from_wgs84
from reviews import CaseEvidence, InnocentExplanation, innocent_explanations
from tests.api_client import Client, Json
from tests.reviews.cases import Team, only_case, visit
from tests.world import uuid_of
from visits import Sighting

MAP = "{ reviewCases { edges { node { evidenceMap } } } }"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
RIGA = Position(24.1, 56.95)
BEIJING = Position(116.40, 39.90)


def features(viewer: Client) -> list[Json]:
    (edge,) = viewer.ask(MAP)["reviewCases"]["edges"]
    assert edge["node"]["evidenceMap"]["type"] == "FeatureCollection"
    found: list[Json] = edge["node"]["evidenceMap"]["features"]
    return found


def roles(found: list[Json]) -> list[str]:
    return [feature["properties"]["role"] for feature in found]


def test_the_map_shows_the_members_own_fixes_and_nobody_elses(team: Team, raw: Connection) -> None:
    account = team.world.account()
    _, colleague = team.world.member(team.unit)
    visit(team, metres_north=30, account=account)
    doubted = visit(team, metres_north=25, account=account, mocked=True)
    visit(team, metres_north=20, account=account, rep=colleague)
    visit(team, metres_north=12, account=account)

    found = features(team.reviewer)
    assert roles(found) == ["account", "geofence", "fix", "accuracy", "before", "after"]
    place = team.world.place()
    assert found[0]["geometry"]["coordinates"] == pytest.approx([place["longitude"], place["latitude"]])
    assert found[2]["properties"]["visitId"] == doubted["id"]
    ring = found[1]["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert max(point[1] for point in ring) - place["latitude"] == pytest.approx(150 / 111_200, rel=0.02)

    raw.execute(text("SET LOCAL ROLE doorstep_writer"))
    statement = text("SELECT entry FROM audit_entry WHERE act = 'lookAtPositions' AND member_id = :id")
    (look,) = [orjson.loads(entry) for (entry,) in raw.execute(statement, {"id": uuid_of(team.reviewer_id)})]
    assert look["details"]["members"] == [str(uuid_of(team.rep_id))]


def test_the_map_is_empty_once_positions_are_erased(team: Team, raw: Connection) -> None:
    doubted = visit(team, mocked=True)
    assert features(team.reviewer)
    raw.execute(text("SET LOCAL ROLE doorstep_owner"))
    raw.execute(text("DELETE FROM visit_position WHERE visit_id = :id"), {"id": uuid_of(doubted["id"])})
    raw.commit()
    assert features(team.reviewer) == []


def test_a_customer_where_others_stood_off_the_pin_too_has_a_bad_pin(team: Team) -> None:
    account = team.world.account()
    for metres in (402, 395):
        visit(team, metres_north=metres, account=account, rep=team.world.member(team.unit)[1])
    visit(team, metres_north=398, account=account)
    case = only_case(team.reviewer, memberId=team.rep_id)
    asked = (
        "query($id: ID!) { node(id: $id) { ... on ReviewCase { innocentExplanations { explanation holds figures } } } }"
    )
    checked = team.reviewer.ask(asked, id=case["id"])["node"]["innocentExplanations"]
    answers = {each["explanation"]: each for each in checked}
    assert set(answers) == set(InnocentExplanation)
    assert answers["BAD_PIN"]["holds"] is True
    assert "2 visits of 2 others lie 39" in answers["BAD_PIN"]["figures"]
    assert answers["COLLEAGUES_TOGETHER"]["holds"] is True


def sighting(place: Position, minutes: float = 0, **more: object) -> Sighting:
    provider = more.pop("provider", FixProvider.GPS)
    at = NOON + timedelta(minutes=minutes)
    fix = Fix(
        position=place,
        raw=place,
        datum=Datum.WGS84,
        accuracy_meters=10,
        recorded_at=at,
        altitude_meters=None,
        speed_meters_per_second=None,
        bearing_degrees=None,
        provider=provider,  # type: ignore[arg-type]
        mocked=False,
    )
    values: dict[str, object] = {
        "visit_id": uuid4(),
        "member_id": uuid4(),
        "account_id": uuid4(),
        "checked_in_at": at,
        "clock_offset_seconds": 0.0,
        "geofence_meters": 150,
        "device": None,
        "fix": fix,
    }
    return Sighting(**(values | more))  # type: ignore[arg-type]


def account_at(place: Position) -> AccountView:
    values = dict.fromkeys(AccountView.__dataclass_fields__)
    return AccountView(**(values | {"name": "Bakery", "position": place, "stage": Stage.LEAD}))  # type: ignore[arg-type]


def holds(explanation: InnocentExplanation, evidence: CaseEvidence) -> bool | None:
    (answer,) = [each.holds for each in innocent_explanations(evidence) if each.explanation is explanation]
    return answer


def evidence_of(*sightings: Sighting, pins: dict[UUID, Position] | None = None, **more: object) -> CaseEvidence:
    accounts = {id: account_at(place) for id, place in (pins or {}).items()}
    parts: dict[str, object] = {"around": (), "others": (), "accounts": accounts, "users_of_devices": {}}
    return CaseEvidence(sightings=sightings, **(parts | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("degrees_east", "minutes", "holds_good"),
    [(1.0, 15, True), (1.0, 5, False), (12.0, 60, True), (12.0, 20, False)],
    ids=["a train", "no train", "a plane", "no plane"],
)
def test_trains_and_planes_explain_what_they_can_do(degrees_east: float, minutes: float, holds_good: bool) -> None:
    there = Position(RIGA.longitude + degrees_east, RIGA.latitude)
    seen = evidence_of(sighting(there, minutes), around=(sighting(RIGA),))
    assert holds(InnocentExplanation.FAST_JOURNEY, seen) is holds_good
    assert holds(InnocentExplanation.FAST_JOURNEY, evidence_of(sighting(RIGA))) is None


def test_a_confused_datum_is_recognised_in_china_only() -> None:
    account_id = uuid4()
    confused = evidence_of(
        sighting(from_wgs84(BEIJING, Datum.GCJ02), account_id=account_id), pins={account_id: BEIJING}
    )
    assert holds(InnocentExplanation.DATUM_CONFUSED, confused) is True
    right = evidence_of(sighting(BEIJING, account_id=account_id), pins={account_id: BEIJING})
    assert holds(InnocentExplanation.DATUM_CONFUSED, right) is False
    in_riga = evidence_of(sighting(RIGA, account_id=account_id), pins={account_id: RIGA})
    assert holds(InnocentExplanation.DATUM_CONFUSED, in_riga) is None


def test_a_steady_clock_offset_explains_and_a_jumping_one_does_not() -> None:
    steady = [sighting(RIGA, minutes, clock_offset_seconds=3600.0 + minutes) for minutes in (0, 30)]
    jumping = [sighting(RIGA, minutes, clock_offset_seconds=minutes * 60.0) for minutes in (0, 90)]
    right = [sighting(RIGA, minutes, clock_offset_seconds=2.0) for minutes in (0, 30)]
    answers = [holds(InnocentExplanation.CLOCK_OFFSET, evidence_of(*seen)) for seen in (steady, jumping, right)]
    assert answers == [True, False, False]


def test_one_building_network_fixes_and_pooled_phones_explain() -> None:
    near = Position(RIGA.longitude + 0.0005, RIGA.latitude)
    far = Position(RIGA.longitude + 0.01, RIGA.latitude)
    for other, expected in ((near, True), (far, False)):
        seen = evidence_of(sighting(RIGA), pins={uuid4(): RIGA, uuid4(): other})
        assert holds(InnocentExplanation.SHARED_BUILDING, seen) is expected
    network = sighting(RIGA, provider=FixProvider.NETWORK)
    assert holds(InnocentExplanation.NETWORK_FIX, evidence_of(network)) is True
    assert holds(InnocentExplanation.NETWORK_FIX, evidence_of(network, sighting(RIGA))) is False
    assert holds(InnocentExplanation.POOLED_PHONE, evidence_of(sighting(RIGA), users_of_devices={"p": 3})) is True
    assert holds(InnocentExplanation.POOLED_PHONE, evidence_of(sighting(RIGA), users_of_devices={"p": 2})) is False
