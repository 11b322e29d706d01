"""An XLSX of one sheet in which every cell is text: a string is never a formula, and a long code keeps its digits.

A list to read is a `workbook`; a form to fill in, its questions locked, is a `locked` one.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from portal.domain.tables import guarded

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"

BORDER = "".join(
    f'<{side} style="thin"><color rgb="FF9AA3AF"/></{side}>' for side in ("left", "right", "top", "bottom")
)


def wrapped(font: int, fill: int, border: int, protection: str = "") -> str:
    """A style of text that wraps at the width of its column."""
    about = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"'
    return (
        f'<xf numFmtId="49" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" {about}>'
        f'<alignment vertical="top" wrapText="1"/>{protection}</xf>'
    )


PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    # Style 1 is text, number format 49; style 2 the same in bold, for headings. 3 to 6 wrap, for forms: a locked text,
    # a title, a heading, and a cell to type in, which is not locked.
    "xl/styles.xml": (
        f'<styleSheet xmlns="{MAIN}"><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="14"/><name val="Calibri"/></font></fonts>'
        '<fills count="4"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill>'
        '<fill><patternFill patternType="solid"><fgColor rgb="FFFFF8DC"/></patternFill></fill>'
        '<fill><patternFill patternType="solid"><fgColor rgb="FFEFF1F4"/></patternFill></fill></fills>'
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>'
        + BORDER
        + "<diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
        + wrapped(0, 0, 1) + wrapped(2, 0, 0) + wrapped(1, 3, 1) + wrapped(0, 2, 1, '<protection locked="0"/>')
        + "</cellXfs></styleSheet>"
    ),
}  # fmt: skip
TEXT_STYLE, HEADING_STYLE = 1, 2
LOCKED, TITLE, LOCKED_HEADING, OPEN = 3, 4, 5, 6
COLUMN_WIDTH = 18  # characters
# Characters that XML cannot carry, whatever the escape.
_UNSAYABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def workbook(headings: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    """The bytes of the file; the headings stay in sight."""

    def parts() -> Iterator[str]:
        yield f"{pane(1)}<cols>{columns(1, max(1, len(headings)), COLUMN_WIDTH)}</cols><sheetData>"
        yield row(1, headings, HEADING_STYLE)
        for number, line in enumerate(lines, 2):
            yield row(number, line, TEXT_STYLE)
        yield "</sheetData>"

    return packed(parts())


def packed(parts: Iterable[str]) -> bytes:
    """A workbook whose one sheet is made of these parts of XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, HEAD + content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'{HEAD}<worksheet xmlns="{MAIN}">'.encode())
            for part in parts:
                sheet.write(part.encode())
            sheet.write(b"</worksheet>")
    return out.getvalue()


def pane(rows: int) -> str:
    """So many rows stay in sight."""
    return (
        f'<sheetViews><sheetView workbookViewId="0"><pane ySplit="{rows}" topLeftCell="A{rows + 1}"'
        ' activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    )


def columns(first: int, last: int, width: int, hidden: bool = False) -> str:
    """Width of some columns in characters; hidden ones carry what only programs read."""
    about = ' hidden="1"' if hidden else ""
    return f'<col min="{first}" max="{last}" width="{width}" customWidth="1"{about}/>'


def row(number: int, values: Sequence[Any], style: int | Sequence[int], height: int = 0) -> str:
    """One style for all cells, or one for each; a cell with a style of its own is there when it is empty, too."""
    styles = [style] * len(values) if isinstance(style, int) else style
    cells = (
        cell(f"{letters(place)}{number}", written(value), one, isinstance(style, int))
        for place, (value, one) in enumerate(zip(values, styles, strict=True))
    )
    about = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{number}"{about}>{"".join(cells)}</row>'


def cell(place: str, text: str, style: int, left_out: bool) -> str:
    if text:
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return "" if left_out else f'<c r="{place}" s="{style}"/>'


def written(value: Any) -> str:
    """A text that begins like one guarded for CSV is guarded once more, so that reading gives it back."""
    text = "" if value is None else str(value)
    return escape(_UNSAYABLE.sub("", guarded(text) if text.startswith("'") else text))


def letters(place: int) -> str:
    """The letters of a column, from 0: A, B, ... Z, AA."""
    found = ""
    while place >= 0:
        found = chr(ord("A") + place % 26) + found
        place = place // 26 - 1
    return found
