"""The explorer page for browsers: one file, nothing fetched from elsewhere."""

import hashlib
import re
from base64 import b64encode
from pathlib import Path

from starlette.responses import HTMLResponse

_PAGE = Path(__file__).with_suffix(".html").read_text(encoding="utf-8")


def explorer_page() -> HTMLResponse:
    """The page, allowed to run its own script and to talk to this server, and nothing else."""
    return HTMLResponse(_PAGE, headers={"Content-Security-Policy": _POLICY})


def _hashes(tag: str) -> str:
    contents = re.findall(rf"<{tag}>(.*?)</{tag}>", _PAGE, re.DOTALL)
    digests = (b64encode(hashlib.sha256(content.encode()).digest()).decode() for content in contents)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


_POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src {_hashes('script')}",
        f"style-src {_hashes('style')}",
        "connect-src 'self'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
