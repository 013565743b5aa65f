"""Accounts by name: every list is the union of a few, each of which an index gives in order.

Under row-level security a list must not be one scan with a filter: who sees little would scan all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Select, Text, Uuid, cast, column, func, select, true, union_all
from sqlalchemy.orm import Session

from accounts.kinds import Pool, Stage
from accounts.queries.views import (
    ACCOUNTS,
    AccountView,
    account_view,
    actors_lands,
    visible_to,
)
from accounts.tables import Account
from core import text
from core.paging import Keyset, Page, PageRequest
from people import Actor, visible_member_ids


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """None: any. `search`: part of the name, whatever the case."""

    pool: Pool | None = None
    stages: Sequence[Stage] | None = None
    region_id: UUID | None = None
    owner_id: UUID | None = None
    external_id: str | None = None
    search: str | None = None


def account_page(session: Session, actor: Actor, filters: AccountFilter, request: PageRequest) -> Page[AccountView]:
    """Accounts in the actor's sight, by name. Raises InvalidInput for a search of nothing or of over 200 characters."""
    wanted = list(_wanted(actor, filters))
    by_number = filters.region_id or filters.owner_id or filters.external_id
    if filters.search is not None and not by_number and _TRIGRAM.search(filters.search):
        wanted.append(Account.id.in_(_named(filters, request)))
    elif not by_number and (actor.is_rep or not actor.at_root):
        return _merged(session, actor, wanted, request)
    return BY_NAME.page(session, ACCOUNTS.where(visible_to(actor), *wanted), request, account_view)


def held_account_pages(
    session: Session, actor: Actor, member_ids: Sequence[UUID], request: PageRequest
) -> dict[UUID, Page[AccountView]]:
    """What each of the members holds, by name, as far as the actor sees it."""
    return BY_NAME.page_per_parent(
        session,
        member_ids,
        lambda member_id: ACCOUNTS.where(Account.owner_id == member_id, visible_to(actor)),
        request,
        account_view,
    )


def _wanted(actor: Actor, filters: AccountFilter) -> Iterator[ColumnElement[bool]]:
    if filters.pool is not None:
        yield Account.owner_id.is_(None) if filters.pool is Pool.PUBLIC else Account.owner_id.is_not(None)
    if filters.stages is not None:
        yield Account.stage.in_(filters.stages)
    if filters.region_id is not None:
        yield Account.land_id == filters.region_id  # what the index holds
        yield Account.region_id == filters.region_id  # no man's land is no region
    if filters.owner_id is not None:
        yield Account.owner_id == filters.owner_id
        yield Account.owner_id.in_(visible_member_ids(actor))  # else it would tell who holds what, out of sight
    if filters.external_id is not None:
        yield Account.external_id == text.line(filters.external_id, "filter.externalId")
    if filters.search is not None:
        yield Account.name.icontains(text.line(filters.search, "filter.search"), autoescape=True)


def _named(filters: AccountFilter, request: PageRequest) -> Select[UUID]:
    """The ids that a page of a search may show, found in the index of trigrams."""
    pattern = text.like_pattern((filters.search or "").strip())
    name, id = ("", UUID(int=0)) if request.after is None else BY_NAME.parse(request.after)
    stages = None if filters.stages is None else [stage.value for stage in filters.stages]
    found = func.account_ids_named(
        pattern, filters.pool, cast(stages, ARRAY(Text)), name, id, request.first + 1, type_=Uuid
    )
    return select(found)


def _merged(
    session: Session, actor: Actor, wanted: list[ColumnElement[bool]], request: PageRequest
) -> Page[AccountView]:
    branches = [branch.subquery() for branch in _branches(actor, wanted, request)]
    merged = union_all(*(select(branch) for branch in branches)).subquery("merged")
    ordered = select(merged).order_by(merged.c.key_0, merged.c.key_1).limit(request.first + 1)
    return BY_NAME.collect(session.execute(ordered).all(), request, account_view)


def _branches(actor: Actor, wanted: list[ColumnElement[bool]], request: PageRequest) -> Iterator[Select[Any]]:
    """Disjoint parts of what the actor sees, each cut to a page."""
    if actor.is_rep:
        yield BY_NAME.sliced(ACCOUNTS.where(Account.owner_id == actor.member_id, *wanted), request)
        yield _on_each_land([Account.owner_id.is_(None), *wanted], request)
        return
    yield _on_each_land(wanted, request)
    yield _held_elsewhere(actor, wanted, request)


def _on_each_land(wanted: list[ColumnElement[bool]], request: PageRequest) -> Select[Any]:
    land = func.unnest(func.actor_land_ids()).table_valued(column("id", Uuid), name="land").render_derived()
    statement = ACCOUNTS.where(Account.land_id == land.c.id, *wanted).correlate(land)
    found = BY_NAME.sliced(statement, request).lateral("found")
    return select(found).select_from(land).join(found, true())


def _held_elsewhere(actor: Actor, wanted: list[ColumnElement[bool]], request: PageRequest) -> Select[Any]:
    """Held by members in sight, but on land out of sight."""
    holder = visible_member_ids(actor).subquery("holder")
    elsewhere = Account.land_id.not_in(actors_lands())
    statement = ACCOUNTS.where(Account.owner_id == holder.c.id, elsewhere, *wanted).correlate(holder)
    found = BY_NAME.sliced(statement, request).lateral("found_elsewhere")
    return select(found).select_from(holder).join(found, true())


BY_NAME = Keyset(columns=(Account.name, Account.id), parsers=(str, UUID))
_TRIGRAM = re.compile(r"\w{3}")
