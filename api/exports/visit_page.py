"""GET /exports/visits?link=…: the visits of a link, streamed a chunk a transaction, its right asked anew each time."""

from collections.abc import AsyncIterator

from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

import people
from api.context import Context
from api.edge.limits import OPERATION_SECONDS
from api.edge.request_errors import Busy, Code, RequestError, formatted
from api.edge.workers import Workers
from api.exports.link import ExportFormat, VisitExport, read_token
from api.exports.visit_rows import Chunk, chunk_of_visits, csv_of, features_of
from api.looks import record_looks
from api.operate import opened
from core import clock

PATH = "/exports/visits"
_EXPORTS_AT_ONCE = 2


class VisitExportPage:
    """Streams exports in threads of its own, so that a large one and an operation don't wait for each other."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._workers = Workers("export", threads=_EXPORTS_AT_ONCE, waiting=64)

    def route(self) -> Route:
        return Route(PATH, self._get, methods=["GET"])

    async def _get(self, request: Request) -> Response:
        export = read_token(request.query_params.get("link", ""), clock.now())
        if export is None:
            return _refused(403, Code.UNAUTHENTICATED, "This link is no longer good: ask for another by exportVisits.")
        address = request.client.host if request.client else ""
        try:
            first = await self._chunk(export, address, None)
        except Busy as busy:
            return _refused(429, Code.BUSY, busy.message)
        if first is None:
            return _refused(403, Code.UNAUTHENTICATED, "The session of this link is over: sign in again.")
        return StreamingResponse(
            self._body(export, address, first),
            media_type=_MEDIA[export.format],
            headers={"Content-Disposition": f'attachment; filename="visits.{export.format.lower()}"'},
        )

    async def _body(self, export: VisitExport, address: str, first: Chunk) -> AsyncIterator[bytes]:
        """Breaks off where the session ends on the way, so that nobody takes a part for the whole."""
        part_of = _PARTS[export.format]
        chunk: Chunk | None = first
        while chunk is not None:
            yield part_of(chunk, is_first=chunk is first)
            if chunk.next is None:
                return
            chunk = await self._chunk(export, address, chunk.next)
        raise RequestError(Code.UNAUTHENTICATED, "The session ended during its export.")

    async def _chunk(self, export: VisitExport, address: str, after: str | None) -> Chunk | None:
        """None where the session is over."""

        def read() -> Chunk | None:
            now = clock.now()
            with opened(self._engine) as session:
                viewer = people.enter(session, export.session_id, now=now, for_reading=True)
                if viewer is None:
                    return None
                context = Context(session=session, viewer=viewer, now=now, client_address=address)
                chunk = chunk_of_visits(context, export.filter, after)
                record_looks(context)
                return chunk

        return await self._workers.run(read, seconds=OPERATION_SECONDS)


def _csv(chunk: Chunk, *, is_first: bool) -> bytes:
    return csv_of(chunk.rows, with_heading=is_first)


def _geojson(chunk: Chunk, *, is_first: bool) -> bytes:
    features = features_of(chunk.rows)
    before = b'{"type":"FeatureCollection","features":[' if is_first else b",\n" if features else b""
    return before + b",\n".join(features) + (b"]}" if chunk.next is None else b"")


_PARTS = {ExportFormat.CSV: _csv, ExportFormat.GEOJSON: _geojson}
_MEDIA = {ExportFormat.CSV: "text/csv; charset=utf-8", ExportFormat.GEOJSON: "application/geo+json"}


def _refused(status: int, code: Code, message: str) -> Response:
    return JSONResponse({"errors": [formatted(RequestError(code, message))]}, status)
