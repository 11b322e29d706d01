"""What calamine does not tell of an XLSX: which figures are shown as percentages, and which error a cell shows."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from posixpath import normpath

from portal.sheets.readers.process import answer
from portal.sheets.readers.zipped import ERROR, About, Marks, ZippedBook, bare, parse
from portal.sheets.rules.cells import MOST_COLUMNS, SHARE, bound, shows_share

SHARE_FORMATS = frozenset({"9", "10"})  # ECMA-376 18.8.30


class XlsxMarks:
    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.parts = sheet_parts(self.archive)
        self.shares = share_styles(self.archive)
        if "xl/sharedStrings.xml" in self.archive.namelist():
            parse(self.archive, "xl/sharedStrings.xml")

    def of(self, place: int) -> Marks:
        """Of the sheet at this place; it is bounded here, before calamine spreads it out."""
        marks, row, column, mark = Marks(), 0, 0, ""

        def start(tag: str, about: About) -> None:
            nonlocal row, column, mark
            if tag == "c":
                column = column_number(about["r"].rstrip("0123456789")) if "r" in about else column + 1
                mark = self.mark_of(about)
            elif tag == "row":
                row, column = int(about.get("r", row + 1)), 0
            elif tag in ("v", "is"):
                bound(row, column)
                if mark:
                    marks[row - 1, column - 1] = mark

        def text(content: str) -> None:
            if mark == ERROR and (row - 1, column - 1) in marks:
                marks[row - 1, column - 1] = content

        parse(self.archive, self.parts[place], start, text)
        return marks

    def mark_of(self, cell: About) -> str:
        kind = cell.get("t", "n")
        return ERROR if kind == "e" else SHARE if kind == "n" and cell.get("s", "0") in self.shares else ""


def sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """The part of each sheet, in the order of the workbook."""
    targets: dict[str, str] = {}
    parts: list[str] = []

    def link(tag: str, about: About) -> None:
        if tag == "Relationship" and about.get("TargetMode") != "External":
            target = about["Target"]
            targets[about["Id"]] = normpath(target if target.startswith("/") else f"/xl/{target}")[1:]

    def sheet(tag: str, about: About) -> None:
        if tag == "sheet":
            parts.append(targets[next(about[name] for name in about if bare(name) == "id")])

    parse(archive, "xl/_rels/workbook.xml.rels", link)
    parse(archive, "xl/workbook.xml", sheet)
    return parts


def share_styles(archive: zipfile.ZipFile) -> set[str]:
    """The numbers of the styles that show a figure as a percentage."""
    formats, styles, family = set(SHARE_FORMATS), list[str](), ""

    def start(tag: str, about: About) -> None:
        nonlocal family
        if tag == "numFmt" and shows_share(about.get("formatCode", "")):
            formats.add(about.get("numFmtId", ""))
        elif tag == "xf" and family == "cellXfs":
            styles.append(about.get("numFmtId", "0"))
        elif tag in ("cellStyleXfs", "cellXfs", "cellStyles"):
            family = tag

    if "xl/styles.xml" in archive.namelist():
        parse(archive, "xl/styles.xml", start)
    return {str(place) for place, number in enumerate(styles) if number in formats}


@lru_cache(maxsize=MOST_COLUMNS)
def column_number(letters: str) -> int:
    """The column of a cell, from 1: "C" is 3."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number


if __name__ == "__main__":
    answer(lambda data: ZippedBook(data, XlsxMarks(data)))
