"""XLSX, XLS and ODS, opened in a process that may run out of memory or time without harm: what it answered."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from typing import Any

from portal.sheets import readers
from portal.sheets.readers.process import MOST_SECONDS
from portal.sheets.rules.cells import BadTable, Row

log = logging.getLogger("portal")
REASONS = {0: "", 1: "broken"}  # by the status it ended with; any other: it was ended


def sheets_of(data: bytes, kind: str) -> tuple[list[str], str]:
    """The names of the sheets, and the first one that is not hidden. Raises BadTable."""
    answer = ask(data, kind)
    return answer["sheets"], answer["first"]


def rows_of(data: bytes, kind: str, place: int) -> list[Row]:
    """Number and cells of each row of the sheet at this place that holds something. Raises BadTable."""
    return [(number, cells) for number, cells in ask(data, kind, str(place))["rows"]]


def ask(data: bytes, kind: str, *wanted: str) -> dict[str, Any]:
    command = [sys.executable, "-P", "-S", "-m", f"{readers.__name__}.{kind}", *wanted]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, env=surroundings(), timeout=2 * MOST_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise BadTable("heavy") from None
    if reason := REASONS.get(done.returncode, "heavy"):
        log.info(
            "workbook not read",
            extra={"about": {"status": done.returncode, "why": done.stderr[-200:].decode(errors="replace")}},
        )
        raise BadTable(reason)
    answer: dict[str, Any] = json.loads(done.stdout)
    if "bad" in answer:
        raise BadTable(*answer["bad"])
    return answer


def surroundings() -> dict[str, str]:
    """What this process imports from, and none of its secrets."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
