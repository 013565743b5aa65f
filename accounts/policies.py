"""The policies that a unit's accounts and visits live under, inherited value by value from the units above."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ARRAY, TIMESTAMP, Text, Uuid, column, func, select
from sqlalchemy.orm import Session

from core.db import literal_array


class OffSiteRule(StrEnum):
    REFUSE = "REFUSE"
    HOLD = "HOLD"
