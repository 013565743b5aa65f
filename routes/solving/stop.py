"""A sign that nobody waits for an answer any more; it wakes who waits on connections."""

import os
import select
from types import TracebackType


class Stop:
    """To be used in a `with`; any thread may `give` the sign meanwhile."""

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()

    def give(self) -> None:
        os.write(self._writer, b".")

    def is_given(self) -> bool:
        return bool(select.select([self], [], [], 0)[0])

    def fileno(self) -> int:
        """Readable once the sign is given."""
        return self._reader

    def __enter__(self) -> "Stop":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._reader)
        os.close(self._writer)
