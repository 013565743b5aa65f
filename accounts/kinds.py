"""The words of this room, as the contract has them."""

from enum import StrEnum


class Stage(StrEnum):
    """How far the sale has come."""

    LEAD = "LEAD"
    CONTACTED = "CONTACTED"
    INTERESTED = "INTERESTED"
    NEGOTIATING = "NEGOTIATING"
    SIGNED = "SIGNED"
    CUSTOMER = "CUSTOMER"
    LOST = "LOST"


class Pool(StrEnum):
    PUBLIC = "PUBLIC"
    PRIVATE = "PRIVATE"


class Change(StrEnum):
    """How an account came to change hands."""

    ADDED = "ADDED"
    CLAIMED = "CLAIMED"
    RELEASED = "RELEASED"
    EXPIRED = "EXPIRED"
    ASSIGNED = "ASSIGNED"
    HANDED_OVER = "HANDED_OVER"
    RETURNED = "RETURNED"


class ClaimRefusal(StrEnum):
    ALREADY_OWNED = "ALREADY_OWNED"
    OUTSIDE_REGION = "OUTSIDE_REGION"
    PROTECTED = "PROTECTED"
    CAPACITY_REACHED = "CAPACITY_REACHED"
    DAILY_LIMIT_REACHED = "DAILY_LIMIT_REACHED"
    NOT_A_REP = "NOT_A_REP"


class Standing(StrEnum):
    """What a visit is worth: COUNTED moves the release clock, HELD suspends it, VOIDED does neither."""

    COUNTED = "COUNTED"
    HELD = "HELD"
    VOIDED = "VOIDED"
