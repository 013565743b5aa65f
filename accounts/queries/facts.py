"""What the room of visits must know of an account, whoever may see it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import ARRAY, TIMESTAMP, Uuid, bindparam, column, func, select
from sqlalchemy.orm import Session

from accounts.kinds import Stage
from accounts.queries.views import on_actors_land
from accounts.tables import Account
from geo import Position


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account as it stands, for a judge. Its visits live under the policy of `policy_unit_id`."""

    id: UUID
    name: str
    position: Position
    geofence_meters: int | None
    "None: as the visit policy says."
    stage: Stage
    region_id: UUID | None
    owner_id: UUID | None
    in_actors_regions: bool
    "For a rep: whether the rep may work in the account's region."
    policy_unit_id: UUID
    "The owner's unit; for a pool account the unit that owns its region, or else the root."


def account_facts(
    session: Session, *, account_id: UUID, now: datetime, lock: Literal["SHARE", "UPDATE"] | None = None
) -> AccountFacts | None:
    """The account as it stands now, and with `lock` until the transaction ends; None where there is none.

    Lock members before accounts. To be called as the writer: sight is for the caller to judge.
    """
    statement = _FACTS.where(Account.id == account_id)
    if lock is not None:
        statement = statement.with_for_update(of=Account, key_share=lock == "UPDATE", read=lock == "SHARE")
    row = session.execute(statement).one_or_none()
    if row is None:
        return None
    return AccountFacts(
        id=row.id,
        name=row.name,
        position=Position(row.longitude, row.latitude),
        geofence_meters=row.geofence_meters,
        stage=Stage(row.stage),
        region_id=row.region_id,
        owner_id=row.owner_id,
        in_actors_regions=row.in_actors_regions,
        policy_unit_id=governing_unit_ids(session, [account_id], now)[account_id],
    )


def governing_unit_ids(session: Session, account_ids: list[UUID], at: datetime) -> dict[UUID, UUID]:
    """The unit whose policies each of the accounts lives under: its owner's, else its region's owner, else the root."""
    rows = session.execute(_GOVERNING_UNITS, {"account_ids": account_ids, "at": at})
    return {row.account_id: row.unit_id for row in rows}


_FACTS = select(
    Account.id,
    Account.name,
    func.ST_X(func.geometry(Account.position)).label("longitude"),
    func.ST_Y(func.geometry(Account.position)).label("latitude"),
    Account.geofence_meters,
    Account.stage,
    Account.region_id,
    Account.owner_id,
    on_actors_land().label("in_actors_regions"),
)
_GOVERNING_UNITS = select(
    func.governing_units(
        bindparam("account_ids", type_=ARRAY(Uuid)), bindparam("at", type_=TIMESTAMP(timezone=True))
    ).table_valued(column("account_id", Uuid), column("unit_id", Uuid))
)
