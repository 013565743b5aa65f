"""Visits into the database: receipts, the visits, every unit's log, positions, credits."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import orjson
import psycopg2.extensions

from bench.world.copying import Row, copy
from bench.world.load_accounts import Landscape
from bench.world.organization import Person
from bench.world.tours import DAYS, KINDS, Kind
from core.ids import id_at

_OUTCOMES = ("MET", "MET", "NOT_MET", "NO_ONE_THERE", "INTERESTED", "ORDER_TAKEN", "DECLINED")
_COLUMNS = (
    "id visit_id member_id unit_path account_id account_name region_id checked_in_at recorded_at sent_at received_at "
    "offline distance_meters on_site_probability geofence_meters presence standing refused rule_version trust_score "
    "signals signal_codes closes_at checked_out_at outcome in_work_hours max_accuracy_meters max_fix_age_seconds "
    "off_site"
).split()
_POSITION_COLUMNS = (
    "visit_id unit_id act position raw_longitude raw_latitude datum accuracy_meters recorded_at provider mocked".split()
)
_PROBABILITIES = {"ON_SITE": 0.99, "UNCERTAIN": 0.4, "OFF_SITE": 0.001, "UNLOCATED": None}


def load_visits(cursor: psycopg2.extensions.cursor, land: Landscape, account_ids: Sequence[UUID]) -> None:
    for days in range(0, DAYS + 40, 25):
        cursor.execute("SELECT ensure_visit_month(%s)", [land.now - timedelta(days=days)])
    instants: list[datetime] = [instant.replace(tzinfo=UTC) for instant in land.tours.instants.tolist()]
    ids, phone_ids = [id_at(instant) for instant in instants], [uuid4() for _ in instants]
    visitors = [land.organization.reps[rep] for rep in land.tours.rep_indexes]
    accounts = [account_ids[account] for account in land.tours.account_indexes]
    kinds = [KINDS[kind] for kind in land.tours.kind_indexes]
    total = len(ids)

    receipts = ((rep.id, phone_id, id, "\\x00") for rep, phone_id, id in zip(visitors, phone_ids, ids, strict=True))
    copy(cursor, "visit_receipt", ("member_id", "visit_id", "id", "input_hash"), receipts, total=total)
    facts = zip(ids, phone_ids, visitors, accounts, _regions(land), instants, kinds, strict=True)
    copy(cursor, "visit", _COLUMNS, _visits(facts), total=total)
    log = [
        (unit_id, mark, id)
        for id, rep, kind in zip(ids, visitors, kinds, strict=True)
        for mark in kind.marks
        for unit_id in rep.unit.path
    ]
    copy(cursor, "visit_log", ("unit_id", "mark", "visit_id"), log, total=len(log))
    located = [i for i, kind in enumerate(kinds) if kind.distance_meters is not None]
    copy(cursor, "visit_position", _POSITION_COLUMNS, _positions(land, ids, instants, located), total=len(located))
    worth = (
        (id, account, rep.id, at, kind.standing)
        for id, account, rep, at, kind in zip(ids, accounts, visitors, instants, kinds, strict=True)
    )
    copy(cursor, "visit_credit", ("visit_id", "account_id", "member_id", "at", "standing"), worth, total=total)


def _regions(land: Landscape) -> Iterator[UUID | None]:
    for territory in land.grounds.territory_of_account[land.tours.account_indexes].tolist():
        yield None if territory < 0 else land.region_ids[territory]


def _visits(
    facts: Iterator[tuple[UUID, UUID, Person, UUID, UUID | None, datetime, Kind]],
) -> Iterator[Row]:
    for number, (id, phone_id, rep, account_id, region_id, at, kind) in enumerate(facts):
        is_over = not kind.refused and number % 20 != 0
        yield (
            id,
            phone_id,
            rep.id,
            f"{{{','.join(map(str, rep.unit.path))}}}",
            account_id,
            f"As it was called at visit {number}",
            region_id,
            *(at, at, at, at, False),
            kind.distance_meters,
            _PROBABILITIES[kind.presence],
            150,
            kind.presence,
            kind.standing,
            kind.refused,
            "1",
            100,
            _signals(kind),
            f"{{{kind.signal or ''}}}",
            at.replace(hour=21, minute=0),
            at + timedelta(minutes=25) if is_over else None,
            _OUTCOMES[number % len(_OUTCOMES)] if is_over else None,
            *(True, 100, 120, "HOLD"),
        )


def _signals(kind: Kind) -> str:
    if kind.signal is None:
        return "[]"
    severity = "HARD" if kind.signal == "MOCKED_FIX" else "INFO"
    signal = {"code": kind.signal, "severity": severity, "weight": 0, "explanation": "As the rules of then said."}
    return orjson.dumps([signal]).decode()


def _positions(
    land: Landscape, ids: Sequence[UUID], instants: Sequence[datetime], located: Sequence[int]
) -> Iterator[Row]:
    accounts = land.tours.account_indexes[located]
    longitudes = land.places.longitudes[accounts].tolist()
    latitudes = land.places.latitudes[accounts].tolist()
    for index, longitude, latitude in zip(located, longitudes, latitudes, strict=True):
        point = f"SRID=4326;POINT({longitude!r} {latitude!r})"
        unit_id = land.organization.reps[land.tours.rep_indexes[index]].unit.id
        yield (
            ids[index],
            unit_id,
            "CHECK_IN",
            point,
            longitude,
            latitude,
            "WGS84",
            12.0,
            instants[index],
            "FUSED",
            False,
        )
