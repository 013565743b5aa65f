"""A phone's line to the server: each request is tried until it is answered, and the session renewed on the way."""

import time
from collections.abc import Callable
from random import Random
from typing import Any

from demo import operations
from demo.client import Client, NoAnswer, Refused, RequestFailed
from demo.phone.memory import Memory

_SHORTEST_SECONDS, _LONGEST_SECONDS = 0.5, 300.0
_TRY_AGAIN = {"BUSY", "LIMITED", "INTERNAL"}
"Codes of failures after which nothing has happened and the same may be sent again."


class Line:
    """Raises RequestFailed once `most_tries` were in vain, and at once for what no further try would mend."""

    def __init__(
        self,
        client: Client,
        memory: Memory,
        *,
        sign_in: Callable[[], Any],
        most_tries: int,
        sleep: Callable[[float], None] = time.sleep,
        random: Random | None = None,
    ) -> None:
        self._client, self._memory, self._sign_in = client, memory, sign_in
        self._most_tries, self._sleep, self._random = most_tries, sleep, random or Random()
        if (session := memory.session()) is not None:
            client.use_session(session[0])

    def ask(self, document: str, make_input: Callable[[], dict[str, Any]]) -> Any:
        """The result of a mutation, refusals too. `make_input` is called anew for each try: times of sending are fresh.

        Raises RequestFailed.
        """
        return self._try(lambda: self._client.ask(document, input=make_input()), self._renew_session)

    def _try(self, ask: Callable[[], Any], renew: Callable[[], None] | None) -> Any:
        for tried in range(1, self._most_tries + 1):
            try:
                return ask()
            except RequestFailed as failure:
                is_renewable = failure.code == "UNAUTHENTICATED" and renew is not None
                may_try_again = is_renewable or isinstance(failure, NoAnswer) or failure.code in _TRY_AGAIN
                if tried == self._most_tries or not may_try_again:
                    raise
                if is_renewable and renew is not None:
                    renew()
                else:
                    self._sleep(max(failure.retry_after_seconds, self._pause(tried)))
        raise AssertionError("the last try returns or raises")

    def _pause(self, tried: int) -> float:
        """Twice as long after each try, and any part of it, lest all phones come back at the same instant."""
        return self._random.uniform(0, min(_LONGEST_SECONDS, _SHORTEST_SECONDS * 2**tried))

    def _renew_session(self) -> None:
        """By the refresh token where there is one that lives, which may be shown again where its answer was lost."""
        session = self._memory.session()
        renewed = None if session is None else self._refreshed(session[1])
        kept = renewed or self._try(self._sign_in, None)
        self._memory.keep_session(kept["accessToken"], kept["refreshToken"])
        self._client.use_session(kept["accessToken"])

    def _refreshed(self, refresh_token: str) -> Any:
        """None where the session has ended."""
        try:
            return self._try(lambda: self._client.act(operations.REFRESH, input={"refreshToken": refresh_token}), None)
        except Refused:
            return None
