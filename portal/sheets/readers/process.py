"""A workbook is read in a process of its own, in bounds of memory and time: a bad one can end the process it is in.

Its bytes come in on the standard input. Out goes JSON: the names of its sheets and the first to be seen, or, when the
place of a sheet is the argument, the rows of that; or why it is refused.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Protocol

from portal.sheets.rules.cells import BadTable, Row, within_limits

MOST_MEMORY, MOST_SECONDS = 768 * 1024 * 1024, 30  # of work
OUT_OF_MEMORY = 2  # the status it ends with


class OpenedBook(Protocol):
    sheets: dict[str, bool]  # the name of each, and whether it is hidden

    def rows(self, place: int) -> Iterator[Row]: ...


def answer(opened: Callable[[bytes], OpenedBook]) -> None:
    """What this program is for."""
    limit()
    try:
        content = content_of(opened(sys.stdin.buffer.read()), *map(int, sys.argv[1:]))
    except BadTable as bad:
        content = {"bad": [bad.reason, bad.about]}
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    sys.stdout.write(json.dumps(content))


def limit() -> None:
    """Where the system has such limits, and takes ours."""
    try:
        import resource
    except ImportError:
        return
    limits = {resource.RLIMIT_AS: MOST_MEMORY, resource.RLIMIT_CPU: MOST_SECONDS, resource.RLIMIT_CORE: 0}
    for limited, most in limits.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(limited, (most, most))


def content_of(book: OpenedBook, *place: int) -> dict[str, Any]:
    if place:
        return {"rows": within_limits(book.rows(*place))}
    if not book.sheets:
        raise BadTable("empty")
    visible = [name for name, hidden in book.sheets.items() if not hidden]
    return {"sheets": [*book.sheets], "first": [*visible, *book.sheets][0]}
