"""An XLS, of Excel 2003 and before, as xlrd reads it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import xlrd
from xlrd.sheet import Cell
from xlrd.xldate import xldate_as_datetime

from portal.sheets.readers.process import answer
from portal.sheets.rules.cells import SHARE, BadTable, Row, bound, cell_text, shows_share

WRAPPED = "EncryptedPackage".encode("utf-16-le")  # an XLSX with a password


class XlsBook:
    def __init__(self, data: bytes) -> None:
        if WRAPPED in data:
            raise BadTable("password")
        try:
            with open(os.devnull, "w") as silent:
                self.book = xlrd.open_workbook(
                    file_contents=data, logfile=silent, formatting_info=True, ragged_rows=True
                )
        except xlrd.XLRDError as error:
            raise BadTable("password" if "encrypted" in str(error) else "broken") from None
        self.sheets = {sheet.name: bool(sheet.visibility) for sheet in self.book.sheets()}

    def rows(self, place: int) -> Iterator[Row]:
        """Number and cells of each row, empty and hidden ones too."""
        sheet = self.book.sheet_by_index(place)
        bound(sheet.nrows, sheet.ncols)
        for row in range(sheet.nrows):
            yield row + 1, [self.text(cell) for cell in sheet.row(row)]

    def text(self, cell: Cell) -> str:
        value: Any = cell.value
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code[value]
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return cell_text(bool(value))
        if cell.ctype == xlrd.XL_CELL_DATE:
            return cell_text(self.moment(value, self.format_of(cell)))
        share = cell.ctype == xlrd.XL_CELL_NUMBER and shows_share(self.format_of(cell))
        return cell_text(value, SHARE if share else "")

    def format_of(self, cell: Cell) -> str:
        return self.book.format_map[self.book.xf_list[cell.xf_index].format_key].format_str

    def moment(self, value: float, code: str) -> Any:
        """A day, a time of day, or for how long."""
        if "[h" in code:
            return timedelta(days=value)
        try:
            day_and_time = xldate_as_datetime(value, self.book.datemode)
        except (ValueError, OverflowError):
            return value
        return day_and_time if value >= 1 else day_and_time.time()


if __name__ == "__main__":
    answer(XlsBook)
