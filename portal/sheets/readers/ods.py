"""What calamine does not tell of an ODS: which figures are shown as percentages, and which error a cell shows."""

from __future__ import annotations

import io
import zipfile

from portal.sheets.readers.process import answer
from portal.sheets.readers.zipped import ERROR, About, Marks, ZippedBook, parse
from portal.sheets.rules.cells import FAULTY_CELLS, MOST_COLUMNS, MOST_LINES, SHARE, BadTable


class OdsMarks:
    def __init__(self, data: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        if b"encryption-data" in self.archive.read("META-INF/manifest.xml"):
            raise BadTable("password")

    def of(self, place: int) -> Marks:
        """Of the table at this place; what is repeated is marked as often as it may be read."""
        marks, table, row, column, rows, columns, mark = Marks(), -1, 0, 0, 0, 0, ""

        def start(tag: str, about: About) -> None:
            nonlocal table, row, column, rows, columns, mark
            if tag == "table":
                table, row, rows = table + 1, 0, 0
            elif tag == "table-row":
                row, rows = row + rows, int(about.get("table:number-rows-repeated", 1))
                column, columns = 0, 0
            elif tag in ("table-cell", "covered-table-cell"):
                column, columns = column + columns, int(about.get("table:number-columns-repeated", 1))
                mark = self.mark_of(about) if table == place else ""
                marks.update(dict.fromkeys(area(row, rows, column, columns) if mark else (), mark))

        def text(content: str) -> None:
            if mark == ERROR and content in FAULTY_CELLS:
                marks.update(dict.fromkeys(area(row, rows, column, columns), content))

        parse(self.archive, "content.xml", start, text)
        return marks

    def mark_of(self, cell: About) -> str:
        if cell.get("calcext:value-type") == "error":
            return ERROR
        return SHARE if cell.get("office:value-type") == "percentage" else ""


def area(row: int, rows: int, column: int, columns: int) -> list[tuple[int, int]]:
    across = range(column, min(column + columns, MOST_COLUMNS))
    return [(y, x) for y in range(row, min(row + rows, MOST_LINES)) for x in across]


if __name__ == "__main__":
    answer(lambda data: ZippedBook(data, OdsMarks(data)))
