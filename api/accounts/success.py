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
    return account_node(info, loaders.account_views(info).need(account_id))


def account_success(info: Info, account_id: UUID) -> AccountSuccess:
    return AccountSuccess(account=changed_account(info, account_id))
