"""GET /.well-known/jwks.json: the keys with which anybody may verify access tokens."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from core import clock
from people import public_keys


def _jwks(_: Request) -> Response:
    return JSONResponse(public_keys(clock.now()))


PUBLIC_KEYS = Route("/.well-known/jwks.json", _jwks, methods=["GET"])
