"""A reference phone: keeps its check-ins on disk, signs them, and sends each until it has an answer.

An app developer may read it beside docs/phones.md, which says the same without a line of Python.
"""

from demo.phone.clocks import Clocks, timestamp
from demo.phone.phone import Phone
from demo.phone.readings import Reading, Reception, reading_at

__all__ = ["Clocks", "Phone", "Reading", "Reception", "reading_at", "timestamp"]
