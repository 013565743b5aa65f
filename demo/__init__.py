"""The demo: a morning of a sales team in the real centre of Helsinki, played through the HTTP API."""

from demo.failure import DemoFailed
from demo.play import Credentials, credentials, run

__all__ = ["Credentials", "DemoFailed", "credentials", "run"]
