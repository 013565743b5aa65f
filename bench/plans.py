"""How PostgreSQL carries statements out, those inside functions too, and what of it should be better."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, Engine, event

from bench.questions import Question
from bench.statements import entered
from bench.world import Viewer
from core.db import make_engine

_MOST_SCANNED = 1_000
_MOST_REMOVED_FOR_A_ROW = 10
_FEW = 100
_SHOW_PLANS = """
    LOAD 'auto_explain';
    SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on;
    SET auto_explain.log_analyze = on; SET auto_explain.log_buffers = on; SET auto_explain.log_timing = off;
    SET auto_explain.log_format = json; SET auto_explain.log_level = notice; SET client_min_messages = notice
"""
_CONDITIONS = ("Index Cond", "Recheck Cond", "Filter", "Hash Cond", "Join Filter", "Order By", "Sort Key")

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    query: str
    root: Node

    @property
    def nodes(self) -> Iterator[Node]:
        return _nodes(self.root)

    def outline(self) -> str:
        """The query and its steps, each with the rows it gave, dropped and how often it ran."""
        return f"{self.query.strip()}\n\n" + "\n".join(_outline(self.root, depth=0)) + "\n"

    @property
    def pages(self) -> int:
        return int(self.root["Shared Hit Blocks"] + self.root["Shared Read Blocks"])


@dataclass(frozen=True, slots=True)
class Inspection:
    plans: list[Plan]
    "In the order in which they ended: what a function does before what calls it."
    rows: int
    "In the answer."
    pages: int
    "Of 8 KiB that were looked at."

    @property
    def findings(self) -> list[str]:
        """What an index could have spared."""
        found = Counter(words for plan in self.plans for node in plan.nodes for words in _findings(node, self.rows))
        return [words if times == 1 else f"{words}, {times} times" for words, times in found.items()]


class _Notices(list[str]):
    """psycopg2 keeps the last fifty only, in a list."""

    def __delitem__(self, index: object) -> None:
        """Keep them."""


def make_inspector(superuser: URL) -> Engine:
    """An engine whose connections tell the plan of all that they run; to be given an address of a superuser's."""
    inspector = make_engine(superuser.render_as_string(), threads=1)
    event.listen(inspector, "connect", _show_plans)
    return inspector


def _show_plans(connection: Any, _: object) -> None:
    with connection, connection.cursor() as cursor:
        cursor.execute(_SHOW_PLANS)


def inspect(inspector: Engine, question: Question, viewer: Viewer, statements: Sequence[bytes]) -> Inspection:
    """Run the statements once more, with both walls up."""
    rows = pages = 0
    plans: list[Plan] = []
    with entered(inspector, question, viewer) as (session, _):
        connection = session.connection().connection.driver_connection
        assert connection is not None, "it is open"
        with connection.cursor() as cursor:
            for statement in statements:
                connection.notices = notices = _Notices()
                cursor.execute(statement)
                rows += cursor.rowcount if cursor.description is not None else 0
                told = [_plan(notice) for notice in notices if "plan:" in notice]
                pages += told[-1].pages if told else 0
                plans += told
    return Inspection(plans, rows, pages)


def _plan(notice: str) -> Plan:
    told = json.loads(notice[notice.index("{") :])
    return Plan(told["Query Text"], told["Plan"])


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.get("Plans", ()):
        yield from _nodes(child)


def _findings(node: Node, rows: int) -> Iterator[str]:
    loops = node["Actual Loops"]
    removed = int(loops * sum(count for name, count in node.items() if name.startswith("Rows Removed by")))
    passed = int(loops * node["Actual Rows"])
    if node["Node Type"] == "Seq Scan" and passed + removed > _MOST_SCANNED * loops:
        yield f"{_name(node)} reads {passed + removed:,} rows"
    elif node["Node Type"] != "Seq Scan" and removed > max(_FEW, _MOST_REMOVED_FOR_A_ROW * rows):
        yield f"{_name(node)} drops {removed:,} rows"
    if node["Node Type"] == "Sort" and passed > _MOST_SCANNED:
        yield f"Sort of {passed:,} rows"


def _name(node: Node) -> str:
    where = node.get("Index Name") or node.get("Relation Name") or node.get("Function Name") or ""
    return f"{node['Node Type']} {where}".strip()


def _outline(node: Node, *, depth: int) -> Iterator[str]:
    conditions = [f"{name}: {node[name]}" for name in _CONDITIONS if name in node]
    removed = [f"{name.lower()}: {count:,}" for name, count in node.items() if name.startswith("Rows Removed by")]
    ran = f"{node['Actual Rows']:,} rows, {node['Actual Loops']:,} times, {node['Shared Hit Blocks']:,} pages"
    yield "  " * depth + "; ".join([f"{_name(node)} ({ran})", *removed, *conditions])
    for child in node.get("Plans", ()):
        yield from _outline(child, depth=depth + 1)
