"""Latency in front of the database: a socket that hands everything on, and what clients send a little later."""

import asyncio
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, make_url

_MOST_BYTES = 1 << 16


@contextmanager
def slowed(database_url: str, *, seconds: float) -> Iterator[str]:
    """The URL of the same database, each of whose round trips takes `seconds` longer."""
    address = make_url(database_url)
    with tempfile.TemporaryDirectory(prefix="slow") as folder:
        port = address.port or 5432
        name = f".s.PGSQL.{port}"
        proxy = _Proxy(Path(_host(address)) / name, Path(folder) / name, seconds)
        with proxy.running():
            slow = address.set(host=None).update_query_dict({"host": folder, "port": str(port)})
            yield slow.render_as_string(hide_password=False)


def _host(address: URL) -> str:
    host = address.query.get("host", address.host)
    assert isinstance(host, str)
    return host


class _Proxy:
    def __init__(self, target: Path, path: Path, seconds: float) -> None:
        self._target, self._path, self._seconds = target, path, seconds
        self._loop = asyncio.new_event_loop()
        self._pumps: set[asyncio.Task[None]] = set()

    @contextmanager
    def running(self) -> Iterator[None]:
        thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        thread.start()
        server = self._run(asyncio.start_unix_server(self._connect, self._path))
        self._path.chmod(0o777)
        try:
            yield
        finally:
            server.close()
            self._run(self._hang_up())
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join(timeout=10)
            self._loop.close()

    def _run(self, work):  # type: ignore[no-untyped-def]
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    async def _hang_up(self) -> None:
        for pump in self._pumps:
            pump.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server_reader, server_writer = await asyncio.open_unix_connection(self._target)
        for pump in (self._pump(reader, server_writer, self._seconds), self._pump(server_reader, writer, 0.0)):
            task = self._loop.create_task(pump)
            self._pumps.add(task)
            task.add_done_callback(self._pumps.discard)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float) -> None:
        """What arrives while something waits waits no longer for that: each piece is late by itself."""
        late: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        sender = self._loop.create_task(self._send(late, writer))
        try:
            while data := await reader.read(_MOST_BYTES):
                late.put_nowait((self._loop.time() + seconds, data))
            late.put_nowait((self._loop.time() + seconds, b""))
            await sender
        except OSError:
            pass
        finally:
            sender.cancel()
            writer.close()

    async def _send(self, late: "asyncio.Queue[tuple[float, bytes]]", writer: asyncio.StreamWriter) -> None:
        while True:
            due, data = await late.get()
            await asyncio.sleep(max(0.0, due - self._loop.time()))
            if not data:
                return
            writer.write(data)
            await writer.drain()
