"""An XLSX of one sheet in which every cell is text: a string is never a formula, and a long code keeps its digits."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from tempfile import TemporaryDirectory
from traceback import clear_frames
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from portal.sheets.rules.cells import guarded

# Nothing is guessed from a text, and a row leaves memory as soon as it is written.
WRITER = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}
TEXT = {"num_format": "@"}
COLUMN_WIDTH = 18  # characters
LONGEST_CELL = 32_767  # characters, as many as Excel opens
# Characters that XML cannot carry, whatever the escape.
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def workbook(headings: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    """The bytes of the file; the headings stay in sight."""
    out = io.BytesIO()
    with only_sheet(out) as (book, sheet):
        text, heading = book.add_format(TEXT), book.add_format(TEXT | {"bold": True})
        sheet.set_column(0, max(1, len(headings)) - 1, COLUMN_WIDTH)
        sheet.freeze_panes(1, 0)
        write_row(sheet, 0, headings, heading)
        for number, line in enumerate(lines, 1):
            write_row(sheet, number, line, text)
    return out.getvalue()


@contextmanager
def only_sheet(out: io.BytesIO) -> Iterator[tuple[Workbook, Worksheet]]:
    """Its rows pass through a folder that is gone at the end, whatever happens. Raises OSError."""
    with TemporaryDirectory() as folder:
        book = Workbook(out, WRITER | {"tmpdir": folder})
        sheet = book.add_worksheet("1")
        try:
            yield book, sheet
            book.close()
        except (OSError, FileCreateError) as fault:
            let_go(sheet, fault)
            raise fault.args[0] if isinstance(fault, FileCreateError) else fault from None


def let_go(sheet: Worksheet, fault: Exception) -> None:
    """The library closes nothing when it fails: neither the file of the rows nor the archive it had begun."""
    with suppress(OSError):
        sheet.row_data_fh.close()
    clear_frames((fault.args[0] if isinstance(fault, FileCreateError) else fault).__traceback__)
    clear_frames(fault.__traceback__)


def write_row(sheet: Worksheet, number: int, values: Iterable[Any], look: Format) -> None:
    """Rows are counted from 0 and written one after the other; an empty cell is left out."""
    for column, value in enumerate(values):
        if text := written(value):
            sheet.write_string(number, column, text, look)


def written(value: Any) -> str:
    """A text that begins like one guarded for CSV is guarded once more, so that reading gives it back."""
    text = "" if value is None else str(value)
    return _UNSAYABLE.sub("", guarded(text) if text.startswith("'") else text)[:LONGEST_CELL]
