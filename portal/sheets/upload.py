"""A sent CSV or XLSX as a table of texts: what it is, how it was written, and its rows within the limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from portal.sheets.csv_reader import DELIMITERS, ENCODINGS, decoded, delimiter_of, encoding_of, rows
from portal.sheets.rules.cells import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, BadTable
from portal.sheets.xlsx_reader import Workbook
from portal.web.uploads import BadFile, workbook

ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
# What files of other kinds begin with, however they are named.
OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b",
               b"PK\x05\x06", b"<?xml", b"<!DOCTYPE", b"<html", b"{\\rtf")  # fmt: skip
HEADINGS = 20  # rows that may stand above the data

Row = tuple[int, list[str]]


@dataclass(frozen=True)
class SheetSource:
    """How a file is read: found from its bytes, or chosen by a person."""

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def look(data: bytes) -> SheetSource:
    """What the file is, as far as it tells itself. Raises BadTable for what is no table."""
    if not data.strip(b"\x00\r\n\t "):
        raise BadTable("empty")
    if data.startswith(OLD_OFFICE):
        raise BadTable("old")
    if data.startswith(OTHER_KINDS):
        raise BadTable("kind")
    if data.startswith(ZIP):
        book = opened(data)
        return SheetSource(sheet=book.sheets[0], sheets=tuple(book.sheets))
    encoding = encoding_of(data)
    return SheetSource(encoding=encoding, delimiter=delimiter_of(decoded(data, encoding)))


def opened(data: bytes) -> Workbook:
    try:
        workbook(data)
    except BadFile as bad:
        raise BadTable({"large": "unpacked", "kind": "macro"}.get(bad.reason, bad.reason)) from None
    return Workbook(data)


def chosen(data: bytes, found: SheetSource, **wanted: str) -> SheetSource:
    """The source with what a person chose instead; a choice that fits no such file is left out."""
    offered = {"encoding": ENCODINGS, "delimiter": DELIMITERS, "sheet": found.sheets}
    fitting: dict[str, Any] = {
        name: value for name, value in wanted.items() if value in offered[name] and getattr(found, name)
    }
    if fitting.get("encoding", found.encoding) != found.encoding and "delimiter" not in fitting:
        fitting["delimiter"] = delimiter_of(decoded(data, fitting["encoding"]))
    return replace(found, **fitting)


def table(data: bytes, source: SheetSource) -> list[Row]:
    """Number and cells of each row that holds something. Raises BadTable beyond the limits."""
    if source.sheet:
        return within_limits(opened(data).rows(source.sheet))
    return within_limits(rows(decoded(data, source.encoding), source.delimiter))


def within_limits(found: Iterable[Row]) -> list[Row]:
    kept = list(counted(found))
    if not kept:
        raise BadTable("empty")
    return kept


def counted(found: Iterable[Row]) -> Iterator[Row]:
    characters = 0
    for place, (number, cells) in enumerate(found):
        if place >= MOST_ROWS + HEADINGS:
            raise BadTable("rows")
        while cells and not cells[-1].strip():
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            raise BadTable("columns")
        characters += sum(map(len, cells))
        if characters > MOST_CHARACTERS:
            raise BadTable("characters")
        if cells:
            yield number, cells
