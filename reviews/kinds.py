"""The words in which cases are told."""

from enum import StrEnum


class CaseKind(StrEnum):
    UNVERIFIED = "UNVERIFIED"
    SUSPICION = "SUSPICION"
    SAMPLE = "SAMPLE"


class CaseStatus(StrEnum):
    OPEN = "OPEN"
    TAKEN = "TAKEN"
    DECIDED = "DECIDED"
    APPEALED = "APPEALED"
    CLOSED = "CLOSED"


class Decision(StrEnum):
    CLEARED = "CLEARED"
    CONFIRMED = "CONFIRMED"
    BAD_ACCOUNT_DATA = "BAD_ACCOUNT_DATA"
    INCONCLUSIVE = "INCONCLUSIVE"


class CaseEventKind(StrEnum):
    OPENED = "OPENED"
    VISIT_ADDED = "VISIT_ADDED"
    TAKEN = "TAKEN"
    LAPSED = "LAPSED"
    DECIDED = "DECIDED"
    APPEALED = "APPEALED"
    CLOSED = "CLOSED"
    VIEWED = "VIEWED"
