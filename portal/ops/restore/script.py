"""The script that pg_restore writes, carried out on a connection of ours: statements, and rows between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

ROWS = re.compile(rb"COPY .+ FROM stdin;\n")
END_OF_ROWS = b"\\.\n"
# Words to psql alone, and a setting that servers before 17 do not know.
LEFT_OUT = (b"\\restrict ", b"\\unrestrict ", b"SET transaction_timeout ")


def run(connection: Any, lines: Iterable[bytes]) -> None:
    """All of it within the transaction that is open. Raises what the driver raises."""
    remaining, text = iter(lines), list[bytes]()
    cursor = connection.cursor()
    for line in remaining:
        if ROWS.fullmatch(line):
            perform(cursor, text)
            with cursor.copy(line) as copy:
                for row in rows(remaining):
                    copy.write(row)
        elif not line.startswith(LEFT_OUT):
            text.append(line)
    perform(cursor, text)


def rows(lines: Iterator[bytes]) -> Iterator[bytes]:
    yield from iter(lambda: next(lines), END_OF_ROWS)


def perform(cursor: Any, text: list[bytes]) -> None:
    if any(line.strip() and not line.startswith(b"--") for line in text):
        cursor.execute(b"".join(text))
    text.clear()
