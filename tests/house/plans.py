"""How SQLite reads what a page asks for: the plan of each statement as it was sent, with order, limit and values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

SCAN = re.compile(r"SCAN (\w+)( USING COVERING INDEX)?")  # of a table, or of no more than one of its indexes
NAMED = re.compile(r'"(\w+)" AS "(\w+)"')
SORTED = "USE TEMP B-TREE FOR "
LIMITED = re.compile(r"LIMIT (\?|\d+)( OFFSET (\?|\d+))?$")


class Reading(NamedTuple):
    """A statement that reads rows, with its values."""

    sql: str
    values: tuple[Any, ...]


@contextmanager
def readings(database: Any) -> Iterator[list[Reading]]:
    seen: list[Reading] = []

    def note(event: Any) -> None:
        if event.sql.lstrip("( ").upper().startswith(("SELECT", "WITH")):
            seen.append(Reading(event.sql, tuple(event.params or ())))

    database.query_hooks.append(note)
    try:
        yield seen
    finally:
        database.query_hooks.remove(note)


def scanned(database: Any, reading: Reading) -> set[str]:
    """The tables that are read from end to end; in brackets where an index was enough.

    One that is read in the order asked for, until as many rows as fit the page are there, is not.
    """
    plan = database.execute_sql(f"EXPLAIN QUERY PLAN {reading.sql}", reading.values).fetchall()
    tables = {alias: table for table, alias in NAMED.findall(reading.sql)}
    lines = [(parent, text) for _key, parent, _unused, text in plan]
    scans = [place for place, (_parent, text) in enumerate(lines) if SCAN.match(text)]
    if scans[:1] == [0] and LIMITED.search(reading.sql) and not sorts(lines):
        scans = scans[1:]
    read = [SCAN.match(lines[place][1]) for place in scans]
    names = [(tables.get(found[1], found[1]), found[2]) for found in read if found]
    return {f"({table})" if narrow else table for table, narrow in names}


def sorts(lines: list[tuple[int, str]]) -> bool:
    """Whether all rows must be there before the first can be shown."""
    return any(parent == 0 and text.startswith(SORTED) and "LAST" not in text for parent, text in lines)
