"""What can be set from outside, each as an environment variable (docs: README, "Configure")."""

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read once a process from `DOORSTEP_…` variables and `DATABASE_URL`."""

    model_config = SettingsConfigDict(env_prefix="DOORSTEP_", frozen=True)

    environment: Literal["development", "production"] = "development"
    data: Path = Path(".doorstep")
    "Folder of the private cluster and of the keys that were made here."
    database_url: str | None = Field(default=None, validation_alias="DATABASE_URL")
    "An external PostGIS database; absent: the private cluster under `data`."
    threads: int = Field(default=8, ge=1, le=64)
    "Operations a server process works on at once, each with a connection of its own."

    @property
    def production(self) -> bool:
        return self.environment == "production"


@cache
def settings() -> Settings:
    return Settings()
