"""Counting statements: a budget is a sentence of the specification."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")


@contextmanager
def counting(database: Any) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(event: Any) -> None:
        if not event.sql.lstrip().upper().startswith(CONTROL):
            seen.append(event.sql)

    database.query_hooks.append(note)
    try:
        yield seen
    finally:
        database.query_hooks.remove(note)
