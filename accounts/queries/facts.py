"""How accounts stood at instants, for the room of visits, whoever may see them.

To be called as the writer: sight is for the caller to judge.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, TIMESTAMP, Uuid, bindparam, column, func, select, text
from sqlalchemy.orm import Session

from accounts.kinds import Stage
from accounts.outside_region import OutsideYourRegion
from accounts.tables import Account
from geo import Position
from people import Actor

Moment = tuple[UUID, datetime]
"An account at an instant."


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account as it stood at an instant. Its visits lived under the policy of `policy_unit_id`.

    `name`, `geofence_meters` and `stage` have no history: they are today's.
    """

    id: UUID
    name: str
    position: Position
    geofence_meters: int | None
    "None: as the visit policy says."
    stage: Stage
    region_id: UUID | None
    region_name: str | None
    region_owner_name: str | None
    "The name of the unit that owned the region."
    owner_id: UUID | None
    in_actors_regions: bool
    "For a rep: whether the rep might work in the account's region."
    pin_by: UUID | None
    "The member who placed the pin there, where one did; None for imported ones."
    policy_unit_id: UUID
    "The owner's unit; for a pool account the unit that owned its region, or else the root."

    @property
    def outside_your_region(self) -> OutsideYourRegion:
        """The refusal for an account whose region was others' then."""
        return OutsideYourRegion(self.region_id, self.region_name, self.region_owner_name)


def lock_accounts(session: Session, ids: Collection[UUID]) -> None:
    """None of them changes hands, moves or is merged before this transaction ends. Lock members before."""
    if not ids:
        return
    chosen = select(Account.id).where(Account.id.in_(set(ids))).order_by(Account.id)
    session.execute(chosen.with_for_update(key_share=True)).all()


def accounts_then(session: Session, actor: Actor, moments: Collection[Moment]) -> dict[Moment, AccountFacts]:
    """The accounts as they stood, without those that there aren't; each is held still until the transaction ends.

    Lock members before.
    """
    asked = list(set(moments))
    about = {
        "account_ids": [account_id for account_id, _ in asked],
        "instants": [instant for _, instant in asked],
        "visitor_id": actor.member_id,
        "visitor_path": list(actor.unit_path),
    }
    return {(row.account_id, row.at): _facts(row) for row in session.execute(_THEN, about)}


def governing_unit_ids(session: Session, account_ids: list[UUID], at: datetime) -> dict[UUID, UUID]:
    """The unit whose policies each of the accounts lives under: its owner's, else its region's owner, else the root."""
    rows = session.execute(_GOVERNING_UNITS, {"account_ids": account_ids, "at": at})
    return {row.account_id: row.unit_id for row in rows}


def _facts(row: Any) -> AccountFacts:
    return AccountFacts(
        id=row.account_id,
        name=row.name,
        position=Position(row.longitude, row.latitude),
        geofence_meters=row.geofence_meters,
        stage=Stage(row.stage),
        region_id=row.region_id,
        region_name=row.region_name,
        region_owner_name=row.region_owner_name,
        owner_id=row.owner_id,
        in_actors_regions=row.in_visitors_regions,
        pin_by=row.pin_by,
        policy_unit_id=row.policy_unit_id,
    )


_IDS, _INSTANTS = ARRAY(Uuid), ARRAY(TIMESTAMP(timezone=True))
# The second statement sees what others committed while the first one waited.
_THEN = text(
    """
    SELECT FROM account WHERE id = ANY (:account_ids) ORDER BY id FOR NO KEY UPDATE;
    SELECT * FROM accounts_then(:account_ids, :instants, :visitor_id, :visitor_path)
    """
).bindparams(
    bindparam("account_ids", type_=_IDS),
    bindparam("instants", type_=_INSTANTS),
    bindparam("visitor_id", type_=Uuid()),
    bindparam("visitor_path", type_=_IDS),
)
_GOVERNING_UNITS = select(
    func.governing_units(
        bindparam("account_ids", type_=_IDS), bindparam("at", type_=TIMESTAMP(timezone=True))
    ).table_valued(column("account_id", Uuid), column("unit_id", Uuid))
)
