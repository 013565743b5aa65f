"""The random sample of clean visits: the only honest estimate of what the signals miss.

Which visits fall into it is fixed by their ids under a key that only the servers know, so that no rep can tell, nor
have a visit left out by sending it again.
"""

import hashlib
import hmac
from uuid import UUID

from core.keys import secret
from core.settings import settings


def is_sampled(visit_id: UUID) -> bool:
    """Whether the visit is of the fraction `settings().sample_rate`."""
    digest = hmac.digest(secret("sample.key"), visit_id.bytes, hashlib.sha256)
    return int.from_bytes(digest[:8]) < settings().sample_rate * 2**64
