"""What most verbs on an account answer with: the account as it is now."""

from uuid import UUID

import strawberry

from api.accounts import loaders
from api.accounts.types import Account, account_node
from api.context import Info


@strawberry.type
class AccountSuccess:
    account: Account


def changed_account(info: Info, account_id: UUID) -> Account:
    view = loaders.account_views(info).get(account_id)
    assert view is not None, "whoever changed an account sees it"
    return account_node(info, view)


def account_success(info: Info, account_id: UUID) -> AccountSuccess:
    return AccountSuccess(account=changed_account(info, account_id))
