"""The rings that were found, and all that speaks for them; see migration 0010."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Table


class PoolSwap(Table):
    """A ring. `seen` hand-ons stand against `expected` ones of the kind that gave it away; see `search.Ring`."""

    __tablename__ = "pool_swap"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    region_id: Mapped[UUID] = mapped_column(ForeignKey("region.id"))
    found_at: Mapped[datetime]
    extended_at: Mapped[datetime]
    seen: Mapped[int]
    expected: Mapped[float]
    chance: Mapped[float]


class PoolSwapMember(Table):
    """`place`: in the round, where accounts went round."""

    __tablename__ = "pool_swap_member"

    swap_id: Mapped[UUID] = mapped_column(ForeignKey("pool_swap.id"), primary_key=True)
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"), primary_key=True)
    place: Mapped[int]


class PoolSwapHandOn(Table):
    __tablename__ = "pool_swap_hand_on"

    swap_id: Mapped[UUID] = mapped_column(ForeignKey("pool_swap.id"), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), primary_key=True)
    claimed_at: Mapped[datetime] = mapped_column(primary_key=True)
    from_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    to_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    let_go_at: Mapped[datetime]
    expired: Mapped[bool]
