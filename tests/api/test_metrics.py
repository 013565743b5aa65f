"""The page that a monitor scrapes."""

from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from api.metrics import exposition
from core.db import acting
from tests.api_client import Client
from tests.core.audit_trail import act, head, kept_in, seal_all
from tests.database import migrated_database


def test_the_audits_head_can_be_anchored_from_the_metrics(tmp_path: Path) -> None:
    with kept_in(tmp_path), migrated_database() as url:
        engine = create_engine(url, poolclass=NullPool)
        act(engine, times=2)
        seal_all(engine)
        act(engine)
        with acting(engine) as session:
            page = exposition(session).decode()
        assert f'doorstep_audit_head_info{{hash="{head(engine).hash}"}} 1.0' in page
        assert "doorstep_audit_sealed_rows 2.0" in page
        assert "doorstep_audit_unsealed_rows 1.0" in page


def test_anybody_may_scrape_the_page(nobody: Client) -> None:
    page = nobody.http.get("/metrics")
    assert page.headers["content-type"].startswith("text/plain")
    assert "doorstep_audit_unsealed_rows" in page.text
