"""Settings as an operator writes them."""

import pytest
from pydantic import ValidationError

from core.settings import Settings


def test_origins_are_a_list_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORSTEP_ALLOWED_ORIGINS", "https://app.example.com, http://localhost:3000,http://[::1]:8000")

    assert Settings().allowed_origins == ("https://app.example.com", "http://localhost:3000", "http://[::1]:8000")


@pytest.mark.parametrize(
    "origin", ["*", "null", "app.example.com", "https://app.example.com/", "https://*.example.com"]
)
def test_what_is_no_origin_is_refused(monkeypatch: pytest.MonkeyPatch, origin: str) -> None:
    monkeypatch.setenv("DOORSTEP_ALLOWED_ORIGINS", f"https://app.example.com,{origin}")

    with pytest.raises(ValidationError, match="is no origin"):
        Settings()
