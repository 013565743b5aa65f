"""python -m bench [WORDS]: what the main queries cost (those whose names begin with WORDS), see bench/README.md."""

import sys
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console
from sqlalchemy import URL, Engine

import visits
from bench import report
from bench.plans import inspect, make_inspector
from bench.questions import Question, questions
from bench.report import Result
from bench.statements import statements_of
from bench.timing import time_statements
from bench.world import Viewer, ensure_world, viewers
from core import clock
from core.db import acting, make_engine, transaction
from core.postgres import SUPERUSER, PostgresUnavailable, stop_cluster
from core.provision import OWNER
from core.settings import settings
from demo.package_file import CannotFetch

_FOLDER = settings().data / "bench"


@dataclass(frozen=True, slots=True)
class _Bench:
    engine: Engine
    unwalled: Engine
    inspector: Engine
    viewers: dict[str, Viewer]

    @classmethod
    def at(cls, address: URL) -> "_Bench":
        engine, unwalled = (make_engine(address.render_as_string(), threads=1) for _ in range(2))
        with acting(engine) as session:
            visits.ensure_coming_months(session, clock.now())
        with transaction(engine) as session:
            session.connection().exec_driver_sql(f"SET LOCAL ROLE {OWNER}")
            asking = viewers(session)
        return cls(engine, unwalled, make_inspector(address.set(username=SUPERUSER)), asking)

    def measure(self, question: Question) -> Result:
        viewer = self.viewers[question.viewer_name]
        statements = statements_of(self.engine, question, viewer)
        timing = time_statements(self.engine, self.unwalled, question, viewer, statements)
        return Result(question, len(statements), timing, inspect(self.inspector, question, viewer, statements))


def main(words: str) -> None:
    console = Console()
    bench = _Bench.at(ensure_world(_FOLDER))
    results: list[Result] = []
    wanted = (question for question in questions() if question.name.startswith(words))
    for subject, asked in groupby(wanted, key=lambda question: question.subject):
        answered = [bench.measure(question) for question in asked]
        console.print(report.table(subject, answered))
        results += answered
    path = _FOLDER / "report.md"
    path.write_text(f"{report.markdown(results)}\n{report.plans(results)}", encoding="utf-8")
    console.print(f"All figures and every plan: {path}")


if __name__ == "__main__":
    try:
        main(" ".join(sys.argv[1:]))
    except (CannotFetch, PostgresUnavailable) as error:
        sys.exit(str(error))
    finally:
        stop_cluster(_FOLDER)
