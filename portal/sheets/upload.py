"""A sent table (CSV, XLSX, XLS, ODS) as rows of texts: what it is, how it was written, its rows within the limits."""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import dataclass, replace
from typing import Any

from portal.sheets.csv_reader import DELIMITERS, ENCODINGS, decoded, delimiter_of, encoding_of, rows
from portal.sheets.rules.cells import BadTable, Row, within_limits
from portal.sheets.workbooks import rows_of, sheets_of
from portal.web.uploads import MACROS, ODS, OLD_OFFICE, XLS, XLSX, ZIP, BadFile, archived

# What files of other kinds begin with, however they are named.
OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b",
               b"PK\x05\x06", b"{\\rtf")  # fmt: skip
# What old platforms call a workbook: Excel and WPS open it, with a warning.
PAGES = (b"<?xml", b"<!doctype", b"<html", b"<head", b"<meta", b"<style", b"<table")
MEDIA_TYPES = {"xlsx": XLSX, "xls": XLS, "ods": ODS}


@dataclass(frozen=True)
class SheetSource:
    """How a file is read: found from its bytes, or chosen by a person."""

    encoding: str = ""
    delimiter: str = ""
    kind: str = ""  # of a workbook: xlsx, xls, ods
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def look(data: bytes) -> SheetSource:
    """What the file is, as far as it tells itself. Raises BadTable for what is no table."""
    if not data.strip(b"\x00\r\n\t "):
        raise BadTable("empty")
    if data.startswith(OTHER_KINDS):
        raise BadTable("kind")
    if data[:200].removeprefix(BOM_UTF8).lstrip().lower().startswith(PAGES):
        raise BadTable("page")
    if kind := workbook_kind(data):
        sheets, first = sheets_of(data, kind)
        return SheetSource(kind=kind, sheet=first, sheets=tuple(sheets))
    encoding = encoding_of(data)
    return SheetSource(encoding=encoding, delimiter=delimiter_of(decoded(data, encoding)))


def workbook_kind(data: bytes) -> str:
    """Which kind of workbook it is, empty for none. What it unpacks to is looked at before anybody unpacks it."""
    if data.startswith(OLD_OFFICE):
        if MACROS in data:
            raise BadTable("macro")
        return "xls"
    if not data.startswith(ZIP):
        return ""
    try:
        return archived(data)
    except BadFile as bad:
        raise BadTable({"large": "unpacked", "kind": "macro"}.get(bad.reason, bad.reason)) from None


def chosen(data: bytes, source: SheetSource, **wanted: str) -> SheetSource:
    """The source with what a person chose instead; a choice that fits no such file is left out."""
    # A sheet may have an empty name.
    offered = {"sheet": source.sheets} if source.kind else {"encoding": ENCODINGS, "delimiter": DELIMITERS}
    fitting: dict[str, Any] = {name: value for name, value in wanted.items() if value in offered.get(name, ())}
    if fitting.get("encoding", source.encoding) != source.encoding and "delimiter" not in fitting:
        fitting["delimiter"] = delimiter_of(decoded(data, fitting["encoding"]))
    return replace(source, **fitting)


def table(data: bytes, source: SheetSource) -> list[Row]:
    """Number and cells of each row that holds something. Raises BadTable beyond the limits."""
    if source.kind:
        return rows_of(data, source.kind, source.sheets.index(source.sheet))
    return within_limits(rows(decoded(data, source.encoding), source.delimiter))
