"""The words in which a visit is judged and told."""

from enum import StrEnum


class Presence(StrEnum):
    ON_SITE = "ON_SITE"
    UNCERTAIN = "UNCERTAIN"
    OFF_SITE = "OFF_SITE"
    UNLOCATED = "UNLOCATED"


class Standing(StrEnum):
    COUNTED = "COUNTED"
    HELD = "HELD"
    VOIDED = "VOIDED"


class VisitStatus(StrEnum):
    OPEN = "OPEN"
    COMPLETED = "COMPLETED"
    REFUSED = "REFUSED"


class VisitOutcome(StrEnum):
    MET = "MET"
    NOT_MET = "NOT_MET"
    NO_ONE_THERE = "NO_ONE_THERE"
    CLOSED = "CLOSED"
    INTERESTED = "INTERESTED"
    ORDER_TAKEN = "ORDER_TAKEN"
    DECLINED = "DECLINED"
