"""What a request writes: each row that stays is told by an event of the audit trail in the same request.

A request that only reads, and one that is refused, writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from portal.core.models.audit import ANSWERS
from portal.web.words import word

WRITE = re.compile(r'(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE|DELETE FROM) "(\w+)"(?: \(([^)]*)\))?')
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH")
ASSIGNED = re.compile(r'"(\w+)" = (?:"\w+"\.)?("\w+")?')

# Tables written without an event, each for its reason. A GET writes nothing else either.
UNTOLD = {
    "session": "a signed-in browser; when it was last used is no deed",
    "attempt": "tries at a door, forgotten after a day",
    "submission": "the one-time key of a form, whose first submit is told itself",
    "draft": "what somebody typed before the session ended, gone after an hour",
    "undo": "an offer of thirty seconds to take back what has its own event",
    "audit_head": "the end of the chain, moved by each event",
    "import_file": "what was sent, while it waits to be imported or thrown away",
    "import_job": "how far an import is; what it writes is told row by row",
}
# Columns of a row that may change without an event.
UNTOLD_COLUMNS = {
    "user": ({"language", "theme", "columns"}, "how a person likes to read, changed by nobody else"),
    "run": (
        {"rev", "round", "frozen", "checked_at"},
        "an item that changes begins the next round of signatures, and is told itself",
    ),
    "sample": ({"rev", "round"}, "rise with each change to the test, which is told itself"),
    "import": ({"choices", "version"}, "how a waiting file is read; nothing of it is written yet"),
}
# Rows that are told with another one: by the kind of its event, or by the first word of the verb. A table that does
# not stand here has events of its own.
TOLD_WITH = {
    "access_link": {"access_link", "user"},  # ends with the rights of the person
    "answer": {"answer", "file"},  # a file can be the answer
    "answer_event": {"answer", "file"},
    "attachment": {"file", "item"},
    "code_check": {"batch"},
    "feedback": {"sample"},
    "feedback_link": {"sample"},
    "import_row": {"import"},
    "main_category": {"business"},
    "price_break": {"quote"},
    "promise": {"inquiry"},
    "review_move": {"review"},
    "review_plan": {"review"},
    "run_event": {"run"},
    "sample_code": {"batch"},
    "setting_version": {"setting"},
    "signature": {"run", "sample"},
    "source": {"source", "quote"},  # who quotes a product is a source of it
    "stage_change": {"business"},
    "status_change": {"supplier"},
    "supplier_category": {"supplier"},
    "supplier_tag": {"supplier"},
    "template": {"template_version"},
    "take_over": {"supplier"},
    "tester": {"measurement", "sample"},  # who tests without being asked is a tester
    "verdict_proposal": {"sample"},
}
# Tables that no question of a list is put to: writing them alone leaves standing what the records say.
OF_ANSWERS = {"answer", "answer_event", "run", "undo", "submission", "session", "attempt"}
# First words of verbs whose event names a row without telling of a change to it.
NAMING = {"file", "review", "session"}
# One event tells of rows of many tables.
SWEEPING = {
    "supplier.merge": "names how many rows of each kind moved",
    "user.disable": "names how many rows of each kind the heir took over",
}


class Write(NamedTuple):
    table: str
    columns: frozenset[str]
    events: tuple[tuple[str, str], ...] = ()  # verb and kind of object of each event that was inserted


@dataclass
class Request:
    """The writes of a request, a list for each transaction or savepoint that is open: what is rolled back is gone."""

    open: list[list[Write]] = field(default_factory=lambda: [[]])

    def begin(self) -> None:
        self.open.append([])

    def commit(self) -> None:
        if len(self.open) > 1:
            kept = self.open.pop()
            self.open[-1] += kept

    def rollback(self) -> None:
        if len(self.open) > 1:
            self.open.pop()

    def note(self, sql: str, params: Any, touched: int) -> None:
        """`touched` is the number of rows, where the driver knows it before they are read."""
        if sql.startswith("SAVEPOINT"):
            self.begin()
        elif sql.startswith("RELEASE"):
            self.commit()
        elif sql.startswith("ROLLBACK TO"):
            self.rollback()
        elif sql.startswith(WRITES) and (touched or "RETURNING" in sql) and (write := read(sql, params)):
            self.open[-1].append(write)

    @property
    def writes(self) -> list[Write]:
        return [write for part in self.open for write in part]


_watched: ContextVar[Request | None] = ContextVar("watched request", default=None)


def read(sql: str, params: Any) -> Write | None:
    """The write a statement makes; None for one that only locks its rows, by giving a column its own value."""
    found = WRITE.search(sql)
    if found is None:
        return None
    table, named = found[1], re.findall(r'"(\w+)"', found[2] or "")
    if found[0].startswith("UPDATE"):
        assigned = ASSIGNED.findall(sql[found.end() :].split(" WHERE ")[0])
        if all(value == f'"{column}"' for column, value in assigned):
            return None
        named = [column for column, _value in assigned]
    events: tuple[tuple[str, str], ...] = ()
    if table == "audit_event":
        verbs, kinds = (params[named.index(column) :: len(named)] for column in ("verb", "object_type"))
        events = tuple(zip(verbs, kinds, strict=True))
    return Write(table, frozenset(named), events)


@contextmanager
def watching(database: Any) -> Iterator[Request]:
    attend(database)
    request = Request()
    token = _watched.set(request)
    try:
        yield request
    finally:
        _watched.reset(token)


def attend(database: Any) -> None:
    """Follow a database from its first request on.

    Peewee's query hooks know neither how many rows a statement touched nor where the outermost transaction ends, so
    the methods themselves are followed.
    """
    if "execute_sql" in vars(database):
        return
    execute = database.execute_sql

    def execute_sql(sql: str, params: Any = None) -> Any:
        cursor = execute(sql, params)
        if not sql.startswith("SELECT") and (request := _watched.get()) is not None:
            request.note(sql, params, cursor.rowcount)
        return cursor

    database.execute_sql = execute_sql
    for name in ("begin", "commit", "rollback"):
        setattr(database, name, followed(getattr(database, name), name))


def followed(method: Any, name: str) -> Any:
    def call(*args: Any, **options: Any) -> Any:
        answer = method(*args, **options)
        if (request := _watched.get()) is not None:
            getattr(request, name)()
        return answer

    return call


def faults(method: str, status: int, writes: list[Write]) -> list[str]:
    """What is wrong with the writes of a request: a line for each kind of fault, with its tables or events."""
    written = {write.table for write in writes if not private(write)}
    if method in ("GET", "HEAD") or status >= 400:
        return [f"a request that changes nothing wrote {sorted(written)}"] if written else []
    events = {event for write in writes for event in write.events}
    told = {verb.split(".")[0] for verb, _kind in events}
    told |= {kind for verb, kind in events if verb.split(".")[0] not in NAMING}
    uncounted = sorted(written - {"audit_event", *OF_ANSWERS}) if {kind for _verb, kind in events} <= ANSWERS else []
    untold = sorted(table for table in written - {"audit_event"} if not told & TOLD_WITH.get(table, {table}))
    wordless = sorted(f"{verb} of {kind}" for verb, kind in events if not in_words(verb, kind))
    if any(verb in SWEEPING for verb, _kind in events):
        untold = []
    said = [
        ("rows written without an event", untold),
        ("records changed without counting it", uncounted),
        ("events without a word", wordless),
    ]
    return [f"{fault}: {which}" for fault, which in said if which]


def in_words(verb: str, kind: str) -> bool:
    return word(verb, "verb") != verb and word(kind, "record") != kind


def private(write: Write) -> bool:
    columns, _reason = UNTOLD_COLUMNS.get(write.table, (set(), ""))
    return write.table in UNTOLD or bool(write.columns and write.columns <= columns)
