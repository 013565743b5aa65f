"""`doorstep rescore`: what other rules would say of the visits that are stored; nothing is changed."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

import orjson
import typer
from rich.table import Table
from sqlalchemy import Engine

import visits
from cli.database import console, engine_for, failed, ready_database
from core.db import acting

_SHOWN = 50


def rescore(
    since: Annotated[datetime, typer.Option("--from", help="Visits received from this instant on (UTC).")],
    until: Annotated[datetime, typer.Option("--to", help="And before this one (UTC).")],
    rules: Annotated[
        str | None, typer.Option(help="The version of the rules to try; without it each visit's own version.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="A line of JSON for each visit whose verdict differs.")] = False,
) -> None:
    """Judge stored visits again, from the evidence that is kept, and show what would differ; changes nothing."""
    if rules is not None and rules not in visits.RULES:
        raise failed(f"There are no rules {rules}. Known versions: {', '.join(visits.RULES)}.")
    counts: Counter[str] = Counter()
    differing = 0
    table = _table()
    with engine_for(ready_database()) as engine:
        for visit in _rescored(engine, since.replace(tzinfo=UTC), until.replace(tzinfo=UTC), rules):
            counts.update(_words(visit))
            if not visit.differs:
                continue
            differing += 1
            if json:
                typer.echo(orjson.dumps(_plain(visit)))
            elif differing <= _SHOWN:
                table.add_row(str(visit.visit_id), visit.rule_version, *_change(visit))
    if not json:
        _tell(table, counts, differing)


def _rescored(engine: Engine, since: datetime, until: datetime, rules: str | None) -> Iterator[visits.Rescored]:
    """In chunks, each in a transaction of its own."""
    last: visits.Rescored | None = None
    while True:
        with acting(engine) as session:
            chunk = visits.rescore(
                session,
                since=since,
                until=until,
                rules=None if rules is None else visits.RULES[rules],
                after=None if last is None else (last.received_at, last.visit_id),
            )
        yield from chunk
        if not chunk:
            return
        last = chunk[-1]


def _words(visit: visits.Rescored) -> Iterator[str]:
    if visit.after is None:
        yield "not judged: the evidence is no longer kept, or its rules are unknown"
        return
    yield "judged"
    before, after = ({signal.code for signal in verdict.signals} for verdict in (visit.before, visit.after))
    yield from (f"+ {code}" for code in after - before)
    yield from (f"- {code}" for code in before - after)
    if visit.before.suspected != visit.after.suspected:
        yield "newly suspected" if visit.after.suspected else "no longer suspected"


def _change(visit: visits.Rescored) -> tuple[str, str]:
    assert visit.after is not None
    return _brief(visit.before), _brief(visit.after)


def _brief(verdict: visits.Verdict) -> str:
    codes = ", ".join(signal.code for signal in verdict.signals) or "no signal"
    return f"{verdict.presence} {verdict.trust_score}: {codes}"


def _plain(visit: visits.Rescored) -> dict[str, object]:
    return {
        "visit": str(visit.visit_id),
        "receivedAt": visit.received_at,
        "ruleVersion": visit.rule_version,
        "before": _plain_verdict(visit.before),
        "after": visit.after and _plain_verdict(visit.after),
    }


def _plain_verdict(verdict: visits.Verdict) -> dict[str, object]:
    return {
        "presence": verdict.presence,
        "suspected": verdict.suspected,
        "trustScore": verdict.trust_score,
        "signals": [visits.signal_to_json(signal) for signal in verdict.signals],
    }


def _table() -> Table:
    table = Table(title=f"Verdicts that differ (the first {_SHOWN})")
    for heading in ("Visit", "Rules then", "Then", "Now"):
        table.add_column(heading)
    return table


def _tell(table: Table, counts: Counter[str], differing: int) -> None:
    if differing:
        console.print(table)
    for word, count in sorted(counts.items()):
        console.print(f"{count:>8,} {word}", markup=False, highlight=False)
    console.print(f"Verdicts that differ: {differing:,}. Nothing was changed.", style="green")
