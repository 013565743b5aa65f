"""The first step of every verb on one account: the account itself, held still, and what the actor has to do with it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from accounts.queries.views import ACCOUNTS, AccountView, account_view, on_actors_land, visible_to
from accounts.tables import Account
from core.errors import NotFound
from people import Actor, visible_member_ids


@dataclass(frozen=True, slots=True)
class LockedAccount:
    """An account that no other transaction changes before this one ends; in sight of the actor or not."""

    view: AccountView
    tax_id: str | None
    phone: str | None
    "In clear."
    in_sight: bool
    on_actors_land: bool
    owner_in_sight: bool

    @property
    def id(self) -> UUID:
        return self.view.id


def lock_account(session: Session, actor: Actor, account_id: UUID) -> LockedAccount:
    """Raises NotFound where there is no such account at all: sight is for the verb to judge. Lock members before."""
    columns = (
        Account.tax_id,
        Account.phone.label("clear_phone"),
        visible_to(actor).label("in_sight"),
        on_actors_land().label("on_actors_land"),
        Account.owner_id.in_(visible_member_ids(actor)).label("owner_in_sight"),
    )
    statement = ACCOUNTS.add_columns(*columns).where(Account.id == account_id)
    row = session.execute(statement.with_for_update(of=Account, key_share=True)).one_or_none()
    if row is None:
        raise NotFound("account")
    return LockedAccount(
        view=account_view(row),
        tax_id=row.tax_id,
        phone=row.clear_phone,
        in_sight=bool(row.in_sight),
        on_actors_land=row.on_actors_land,
        owner_in_sight=bool(row.owner_in_sight),
    )


def lock_account_in_sight(session: Session, actor: Actor, account_id: UUID) -> LockedAccount:
    """Raises NotFound for an account that the actor doesn't see, as for one that there isn't."""
    account = lock_account(session, actor, account_id)
    if not account.in_sight:
        raise NotFound("account")
    return account
