"""XLSX and ODS, archives of XML, as calamine reads them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol
from xml.parsers import expat

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from portal.sheets.rules.cells import BadTable, Row, bound, cell_text

Marks = dict[tuple[int, int], str]  # row and column, from 0 -> SHARE, or the text of the error
About = Mapping[str, str]  # the attributes of a tag
ERROR = "#VALUE!"  # until its text is read


class Unsaid(Protocol):
    """What calamine leaves unsaid of the cells of a sheet, by the place of the sheet."""

    def of(self, place: int) -> Marks: ...


class ZippedBook:
    """A workbook, and what calamine leaves unsaid."""

    def __init__(self, data: bytes, marks: Unsaid) -> None:
        self.marks = marks
        self.book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        tables = [about for about in self.book.sheets_metadata if about.typ is SheetTypeEnum.WorkSheet]
        self.sheets = {about.name: about.visible is not SheetVisibleEnum.Visible for about in tables}

    def rows(self, place: int) -> Iterator[Row]:
        """Number and cells of each row, empty and hidden ones too."""
        name = [*self.sheets][place]
        marks = self.marks.of(self.book.sheet_names.index(name))
        sheet = self.book.get_sheet_by_name(name)
        if sheet.end is None:
            return
        bound(sheet.end[0] + 1, sheet.end[1] + 1)
        for row, cells in enumerate(sheet.to_python(skip_empty_area=False)):
            yield row + 1, [cell_text(cell, marks.get((row, column), "")) for column, cell in enumerate(cells)]


def parse(
    archive: zipfile.ZipFile,
    part: str,
    start: Callable[[str, About], None] = lambda tag, about: None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Hand over each tag that begins, without its prefix, and each text. Refuses a DTD."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda tag, about: start(bare(tag), about)
    parser.CharacterDataHandler = text
    with archive.open(part) as stream:
        parser.ParseFile(stream)


def refuse(*_about: object) -> None:
    raise BadTable("hostile")


def bare(name: str) -> str:
    return name.rpartition(":")[2]
