"""Logs as an operator's tools read them: those of a process of its own, since a process has one set."""

import json
import subprocess
import sys

PROCESS = """
import logging
import logging.config
from uvicorn.config import LOGGING_CONFIG
from api.edge.logging import configure_logging
from api.edge.masking import Masking

def reads(latitude):
    try:
        float(latitude)
    except ValueError as error:
        raise RuntimeError(f"No latitude: {latitude}") from error

logging.config.dictConfig(LOGGING_CONFIG)
configure_logging(production=True)
try:
    reads("60-north")
except RuntimeError as error:
    Masking(lambda _: None).shown(error, "an id")
logging.getLogger("uvicorn.error").warning("Invalid %s received.", "HTTP request")
"""


def test_production_logs_json_lines_and_tells_a_bug_by_its_types_and_places_without_its_words() -> None:
    logged = subprocess.run([sys.executable, "-c", PROCESS], capture_output=True, text=True, check=True).stderr
    bug, warning = (json.loads(line) for line in logged.splitlines())

    assert (bug["level"], bug["event"], bug["correlation_id"]) == ("error", "A bug", "an id")
    assert [raised["type"] for raised in bug["exception"]] == ["RuntimeError", "ValueError"]
    assert [frame["name"] for frame in bug["exception"][1]["frames"]] == ["reads"]
    assert "60-north" not in logged
    assert (warning["level"], warning["event"]) == ("warning", "Invalid HTTP request received.")
