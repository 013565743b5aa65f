"""One session's operations take turns, and keep nobody else's waiting."""

import asyncio

import pytest

from api.edge.request_errors import Busy
from api.edge.turns import Turns


def test_a_sender_has_few_at_once_and_the_others_follow_in_their_order() -> None:
    async def run() -> None:
        turns, under_way, most, order = Turns(at_once=2, waiting=9), 0, 0, list[int]()

        async def work(number: int) -> None:
            nonlocal under_way, most
            async with turns.of("rep", seconds=60):
                under_way += 1
                most = max(most, under_way)
                order.append(number)
                await asyncio.sleep(0)
                under_way -= 1

        await asyncio.gather(*(work(number) for number in range(9)))
        assert (most, order) == (2, list(range(9)))

    asyncio.run(run())


def test_others_and_those_without_a_session_wait_for_nobody() -> None:
    async def run() -> None:
        turns = Turns(at_once=1, waiting=1)
        async with (
            turns.of("rep", seconds=60),
            turns.of("other", seconds=60) as left,
            turns.of(None, seconds=60) as unhurried,
        ):
            assert 59 < left <= 60 == unhurried

    asyncio.run(run())


def test_whoever_waits_in_vain_or_finds_the_line_full_is_busy_and_takes_no_turn() -> None:
    async def run() -> None:
        turns = Turns(at_once=1, waiting=1)
        async with turns.of("rep", seconds=60):
            with pytest.raises(Busy):
                async with turns.of("rep", seconds=0):
                    pass
            in_line = asyncio.create_task(turns.of("rep", seconds=60).__aenter__())
            await asyncio.sleep(0)
            with pytest.raises(Busy):
                async with turns.of("rep", seconds=60):
                    pass
        assert await in_line > 0

    asyncio.run(run())
