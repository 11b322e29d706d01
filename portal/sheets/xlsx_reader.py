"""XLSX read as a stream: no DTD, no entity of its own, nothing outside the file, no more than was asked for."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from posixpath import normpath
from typing import Any
from xml.parsers import expat

from portal.sheets.rules.cells import MOST_COLUMNS, SERIAL_ZERO, BadTable, plain_figure, unguarded

CHUNK = 64 * 1024
DATE_FORMATS = {14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 55), 57, 58}  # ECMA-376 18.8.30, zh-CN among them
PERCENT_FORMATS = {9, 10}
SERIAL_ZERO_1904 = date(1904, 1, 1)
LARGEST_SERIAL = 2_958_465  # 31 December 9999
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError, OSError)

Start = Callable[[str, dict[str, str]], None]


class Workbook:
    """One opened file: the names of its sheets, and the rows of one of them."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.paths: dict[str, str] = {}
        self.zero = SERIAL_ZERO
        with self.archive() as archive:
            links = links_of(archive)
            self.read_book(archive, links)
        if not self.paths:
            raise BadTable("empty")

    @property
    def sheets(self) -> list[str]:
        return list(self.paths)

    @contextmanager
    def archive(self) -> Iterator[zipfile.ZipFile]:
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                yield archive
        except BROKEN:
            raise BadTable("broken") from None

    def read_book(self, archive: zipfile.ZipFile, links: dict[str, str]) -> None:
        def start(tag: str, about: dict[str, str]) -> None:
            if tag == "workbookPr" and about.get("date1904") in ("1", "true"):
                self.zero = SERIAL_ZERO_1904
            if tag == "sheet" and (path := links.get(about.get("id", ""))) and "worksheets" in path:
                self.paths[about.get("name", "")] = path

        for _ in parsed(archive, "xl/workbook.xml", start):
            pass

    def rows(self, sheet: str) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of each row that the sheet has, empty ones too."""
        with self.archive() as archive:
            texts = texts_of(archive)
            sheet_rows = SheetRows(texts, formats_of(archive), self.zero)
            for _ in parsed(archive, self.paths[sheet], sheet_rows.start, sheet_rows.end, sheet_rows.text):
                yield from sheet_rows.taken()
            yield from sheet_rows.taken()


def parsed(archive: zipfile.ZipFile, name: str, start: Start, end: Any = None, text: Any = None) -> Iterator[None]:
    """Parse a part chunk by chunk, prefixes left out of names; stops at a DTD."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, about: start(plain(tag), {plain(key): about[key] for key in about})
    if end:
        parser.EndElementHandler = lambda tag: end(plain(tag))
    if text:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        with archive.open(name) as part:
            while chunk := part.read(CHUNK):
                parser.Parse(chunk, False)
                yield
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise BadTable("broken") from None


def refuse(*_about: Any) -> None:
    raise BadTable("hostile")


def plain(tag: str) -> str:
    return tag.rsplit(":", 1)[-1]


def links_of(archive: zipfile.ZipFile) -> dict[str, str]:
    """Id of each relation of the workbook -> the part it leads to."""
    found: dict[str, str] = {}

    def start(tag: str, about: dict[str, str]) -> None:
        if tag == "Relationship" and about.get("TargetMode") != "External":
            target = about.get("Target", "")
            found[about.get("Id", "")] = normpath(target.lstrip("/") if target.startswith("/") else f"xl/{target}")

    for _ in parsed(archive, "xl/_rels/workbook.xml.rels", start):
        pass
    return found


def texts_of(archive: zipfile.ZipFile) -> list[str]:
    """The shared strings, in their order; pronunciation guides left out."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    found: list[str] = []
    parts: list[str] = []
    inside: list[str] = []

    def start(tag: str, _about: dict[str, str]) -> None:
        inside.append(tag)

    def end(tag: str) -> None:
        inside.pop()
        if tag == "si":
            found.append("".join(parts))
            parts.clear()

    def text(data: str) -> None:
        if inside[-1] == "t" and "rPh" not in inside:
            parts.append(data)

    for _ in parsed(archive, "xl/sharedStrings.xml", start, end, text):
        pass
    return found


def formats_of(archive: zipfile.ZipFile) -> list[str]:
    """What the number of a cell of each style is: day, percent, or nothing special."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    own: dict[int, str] = {}
    found: list[str] = []
    inside: list[str] = []

    def start(tag: str, about: dict[str, str]) -> None:
        if tag == "numFmt":
            own[int(about.get("numFmtId", 0))] = meaning(about.get("formatCode", ""))
        if tag == "xf" and inside[-1:] == ["cellXfs"]:
            key = int(about.get("numFmtId", 0))
            usual = "day" if key in DATE_FORMATS else "percent" if key in PERCENT_FORMATS else ""
            found.append(own.get(key, usual))
        inside.append(tag)

    for _ in parsed(archive, "xl/styles.xml", start, lambda _tag: inside.pop()):
        pass
    return found


def meaning(code: str) -> str:
    """Of a number format somebody made: "yyyy-mm-dd" shows a day, "0.0%" a percentage."""
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.', "", code).lower()
    return "day" if "y" in bare or ("d" in bare and "m" in bare) else "percent" if "%" in bare else ""


class SheetRows:
    """Builds rows from the tags of a sheet as they come by."""

    def __init__(self, texts: list[str], formats: list[str], zero: date) -> None:
        self.texts, self.formats, self.zero = texts, formats, zero
        self.done: list[tuple[int, list[str]]] = []
        self.number = 0
        self.cells: list[str] = []
        self.column, self.kind, self.format = 0, "", ""
        self.parts: list[str] = []
        self.inside = ""
        self.aside = 0  # depth inside a pronunciation guide

    def taken(self) -> list[tuple[int, list[str]]]:
        done, self.done = self.done, []
        return done

    def start(self, tag: str, about: dict[str, str]) -> None:
        if tag == "row":
            self.number = int(about.get("r", self.number + 1))
            self.cells, self.column = [], 0
        elif tag == "c":
            self.column = column_number(about["r"]) if "r" in about else self.column + 1
            style = int(about.get("s", 0))
            self.kind = about.get("t", "n")
            self.format = self.formats[style] if 0 <= style < len(self.formats) else ""
            self.parts = []
        elif tag == "rPh":
            self.aside += 1
        self.inside = tag

    def end(self, tag: str) -> None:
        if tag == "c" and (value := self.value("".join(self.parts))):
            if self.column > MOST_COLUMNS:
                raise BadTable("columns")
            self.cells += [""] * (self.column - len(self.cells) - 1) + [value]
        elif tag == "row":
            self.done.append((self.number, self.cells))
        elif tag == "rPh":
            self.aside -= 1
        self.inside = ""

    def text(self, data: str) -> None:
        if self.inside in ("v", "t") and not self.aside:
            self.parts.append(data)

    def value(self, raw: str) -> str:
        if not raw:
            return ""
        if self.kind == "s":
            return unguarded(self.texts[int(raw)]) if 0 <= int(raw) < len(self.texts) else ""
        if self.kind == "b":
            return "TRUE" if raw == "1" else "FALSE"
        if self.kind == "d":
            return raw.split("T")[0]
        return figure(raw, self.format, self.zero) if self.kind == "n" else unguarded(raw)


def column_number(reference: str) -> int:
    """The column of a cell, from 1: "C7" is in column 3."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number


def figure(raw: str, kind: str, zero: date) -> str:
    """A number as the cell shows it: a day, a percentage, or the figure."""
    value = float(raw)
    if abs(value) > 1e300 or value != value:
        return raw
    if kind == "day" and 1 <= value <= LARGEST_SERIAL:
        return (zero + timedelta(days=int(value))).isoformat()
    return f"{plain_figure(value * 100)}%" if kind == "percent" else plain_figure(value)
