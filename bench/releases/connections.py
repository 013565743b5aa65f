"""HTTP/1.1 as plainly as it goes: a request's bytes out, the answer's bytes in, on connections that are kept."""

import asyncio
import re
from types import TracebackType

_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Connections:
    """As many connections to one server as requests are on their way."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._free: list[_Line] = []

    async def __aenter__(self) -> "Connections":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for _, writer in self._free:
            writer.close()

    async def answer(self, request: bytes) -> bytes:
        """The answer to a whole request, its head and its body."""
        while self._free:
            line = self._free.pop()
            if not line[0].at_eof():  # hung up, having been idle for long
                return await self._answer_on(line, request)
        return await self._answer_on(await asyncio.open_connection(self._host, self._port), request)

    async def _answer_on(self, line: _Line, request: bytes) -> bytes:
        reader, writer = line
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = _LENGTH.search(head)
        assert length is not None, "our server says how long its answers are"
        body = await reader.readexactly(int(length[1]))
        self._free.append(line)
        return head + body
