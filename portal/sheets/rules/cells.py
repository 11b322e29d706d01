"""Cells of a spreadsheet as people fill them and as spreadsheet programs leave them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

MOST_ROWS, MOST_COLUMNS = 10_000, 100
HEADINGS = 20  # rows that may stand above the data
MOST_LINES = MOST_ROWS + HEADINGS
MOST_CHARACTERS = 20_000_000  # of all cells together
# A cell that begins with one of these is a formula to a spreadsheet, in full width too (CVE-2021-41270).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
FAULTY_CELLS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
FIRST_SERIAL, LAST_SERIAL = 10_000, 80_000  # days a five-digit number may mean: 1927 to 2119
SERIAL_ZERO = date(1899, 12, 30)

_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_MONTH = re.compile(r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})\s*月?|\s*年)?")
_ROUNDED = re.compile(r"[+-]?\d(?:\.\d+)?E\+?\d{2,3}", re.IGNORECASE)

SHARE = "%"  # marks a figure that its cell shows as a percentage
Row = tuple[int, list[str]]  # the number of a row as a spreadsheet program shows it, and its cells


class BadTable(Exception):
    """Why a file cannot be read as a table, as a code; `about` is what the sentence names."""

    def __init__(self, reason: str, about: str = "") -> None:
        super().__init__(f"{reason} {about}".strip())
        self.reason, self.about = reason, about


def within_limits(rows: Iterable[Row]) -> list[Row]:
    """The rows that hold something. Raises BadTable for a table that is too large, or empty."""
    kept = [row for row in counted(rows) if row[1]]
    if not kept:
        raise BadTable("empty")
    return kept


def counted(rows: Iterable[Row]) -> Iterator[Row]:
    characters = 0
    for place, (number, cells) in enumerate(rows):
        if place >= MOST_LINES:
            raise BadTable("rows")
        while cells and not cells[-1].strip():
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise BadTable("columns")
        characters += sum(map(len, cells))
        if characters > MOST_CHARACTERS:
            raise BadTable("characters")
        yield number, cells


def bound(rows: int, columns: int) -> None:
    """Raises BadTable for a table that spreads so far."""
    if rows > MOST_LINES:
        raise BadTable("rows")
    if columns > MOST_COLUMNS:
        raise BadTable("columns")


def guarded(text: str) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe before what would be one."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA) else text


def day(text: str) -> date:
    """A day in the usual spellings: 2026-1-5, 2026/01/05, 2026年1月5日, 20260105, a serial number of Excel.

    A time of day after it is dropped. ValueError for anything else, 5/1/2026 included: nobody knows its month.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if parts := _DAY.fullmatch(plain):
        return date(*map(int, parts.groups()))
    digits = re.sub(r"\.\d+$", "", plain)
    if re.fullmatch(r"[0-9]{8}", plain):
        return date(int(plain[:4]), int(plain[4:6]), int(plain[6:]))
    if re.fullmatch(r"[0-9]{5}", digits) and FIRST_SERIAL <= int(digits) <= LAST_SERIAL:
        return SERIAL_ZERO + timedelta(days=int(digits))
    raise ValueError(text)


def since(text: str) -> tuple[int, int | None]:
    """Year and month since when, of a year, a month or a day; ValueError for anything else."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if parts := _MONTH.fullmatch(plain):
        return int(parts[1]), int(parts[2]) if parts[2] else None
    known = day(plain)
    return known.year, known.month


def pieces(text: str) -> list[str]:
    """What stands between semicolons and line ends."""
    return [part.strip() for part in re.split(r"[;；\n]", text) if part.strip()]


def rounded(text: str) -> bool:
    """A long code that a spreadsheet took for a number: 9.14419E+17. Its digits are lost."""
    return bool(_ROUNDED.fullmatch(text.strip()))


def plain_figure(value: float) -> str:
    """A figure of a workbook as its cell shows it: 15 digits at most, as Excel keeps them."""
    if value == int(value) and abs(value) < 10**15:
        return str(int(value))
    text = f"{value:.15g}"
    if "e-" in text:
        return f"{value:.15f}".rstrip("0")
    return text.upper()


def shows_share(code: str) -> bool:
    """Whether a number format shows a percentage; a sign in quotation marks is only written."""
    return "%" in re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.', "", code)


def cell_text(value: Any, mark: str = "") -> str:
    """A value of a workbook as its cell shows it; `mark` is SHARE, or the error that the cell shows instead."""
    if mark and mark != SHARE:
        return mark
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)) and isfinite(value):
        return f"{plain_figure(value * 100)}%" if mark else plain_figure(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, time):
        return to_the_second(value).isoformat()
    return unguarded(value) if isinstance(value, str) else str(value)


def to_the_second(value: time) -> time:
    """A time of day is kept as a part of a day, which rarely meets the second."""
    return (datetime.combine(date.min, value) + timedelta(microseconds=500_000)).time().replace(microsecond=0)
