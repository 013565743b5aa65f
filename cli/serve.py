"""Running the server."""

from functools import partial
from typing import Annotated

import typer
import uvicorn

from api.edge.stream.handover import HandsOver
from api.streams import streams_beside
from cli.database import console, ready_database

_STARTING_SECONDS = 60
"Until a silent server process is replaced: on a busy machine it takes a while to import."


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Server processes.")] = 1,
) -> None:
    """Serve GraphQL at /graphql, on a database made ready first."""
    ready_database()
    console.print(f"Doorstep answers at http://{host}:{port}/graphql", style="green", highlight=False)
    with streams_beside() as address:
        uvicorn.run(
            "api.server:process",
            factory=True,
            host=host,
            port=port,
            workers=workers,
            log_level="warning",
            access_log=False,
            ws=partial(HandsOver, address=address),  # type: ignore[arg-type]  # called like the class
            timeout_worker_healthcheck=_STARTING_SECONDS,
        )
