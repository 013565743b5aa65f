"""What can be set from outside, each as an environment variable (docs: README, "Configure")."""

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

_ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[a-z0-9.:\[\]-]+")


def _separated(given: object) -> object:
    return [part for part in re.split(r"[\s,]+", given) if part] if isinstance(given, str) else given


def _origin(given: str) -> str:
    if not _ORIGIN.fullmatch(given):
        raise ValueError(f"{given!r} is no origin. Write each like https://app.example.com, in lower case, no path.")
    return given


class Settings(BaseSettings):
    """Read once a process from `DOORSTEP_…` variables and `DATABASE_URL`."""

    model_config = SettingsConfigDict(env_prefix="DOORSTEP_", frozen=True)

    environment: Literal["development", "production"] = "development"
    data: Path = Path(".doorstep")
    "Folder of the private cluster and of the keys that were made here."
    database_url: str | None = Field(default=None, validation_alias="DATABASE_URL")
    "An external PostGIS database; absent: the private cluster under `data`."
    direct_url: str | None = None
    "Past a pgbouncer, to PostgreSQL itself: for the worker, LISTEN and migrations. Absent: DATABASE_URL."
    threads: int = Field(default=8, ge=1, le=64)
    "Operations a server process works on at once, each with a connection of its own."
    cost_per_minute: int = Field(default=1_000_000, ge=20_000)
    "Fields that one member may ask of one server process in a minute (see `api.edge.cost`)."
    sample_rate: float = Field(default=0.01, ge=0, le=1)
    "The fraction of clean visits that a person reviews all the same, chosen at random."
    allowed_origins: Annotated[
        tuple[Annotated[str, AfterValidator(_origin)], ...], NoDecode, BeforeValidator(_separated)
    ] = ()
    "Origins whose pages may call the API from a browser, separated by commas or spaces."

    chinese_datums_also_in: Annotated[
        tuple[Literal["HONG_KONG", "MACAU", "TAIWAN"], ...], NoDecode, BeforeValidator(_separated)
    ] = ()
    "Where, beside mainland China, positions in GCJ-02 and BD-09 are converted, separated by commas or spaces."

    @property
    def production(self) -> bool:
        return self.environment == "production"


@cache
def settings() -> Settings:
    return Settings()
