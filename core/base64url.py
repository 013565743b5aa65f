"""Base64 for addresses and tokens: RFC 4648, section 5, without padding."""

import base64


def encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode(text: str) -> bytes:
    """Raises ValueError for most texts that `encode` never made; what no alphabet has is passed over."""
    return base64.urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
