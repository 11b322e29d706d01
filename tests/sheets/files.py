"""Workbooks as other programs write them, good and hostile."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="供应商" sheetId="1" r:id="rId1"/>'
    '<sheet name="Other" sheetId="2" r:id="rId2"/></sheets></workbook>'
)
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>'
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>'
    '<numFmt numFmtId="165" formatCode="[Red]0.0%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
)
TEXTS = (
    f'<sst xmlns="{MAIN}"><si><t>名称</t></si><si><r><t>拓川</t></r><r><t>电子</t></r>'
    "<rPh><t>tuochuan</t></rPh></si></sst>"
)


def sheet(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def book(rows: str = "", **parts: str | bytes | None) -> bytes:
    """An XLSX with these rows on its first sheet; a part given as None is left out."""
    content: dict[str, str | bytes | None] = {
        "_rels/.rels": PACKAGE,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": LINKS,
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": TEXTS,
        "xl/worksheets/sheet1.xml": sheet(rows),
        "xl/worksheets/sheet2.xml": sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'),
    }
    return packed(content | parts)


SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
DOCUMENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    "<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
)
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{files}</manifest:manifest>'
)


def ods(rows: str = "", other: str = "", before: str = "", files: str = "", **parts: str) -> bytes:
    """An ODS with rows in either table; `before` stands before the document, `files` in the list of parts."""
    tables = f'<table:table table:name="表">{rows}</table:table><table:table table:name="other">{other}</table:table>'
    content = {
        "mimetype": SPREADSHEET,
        "META-INF/manifest.xml": MANIFEST.format(files=files),
        "content.xml": before + DOCUMENT.format(tables=tables),
    }
    return packed(content | parts)


def repeated(text: str, columns: int = 1, rows: int = 1, kind: str = "string", more: str = "") -> str:
    """A row of one cell, as often as it says."""
    return (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="{kind}" {more}'
        f' table:number-columns-repeated="{columns}"><text:p>{text}</text:p></table:table-cell></table:table-row>'
    )


def packed(content: Mapping[str, str | bytes | None]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            if part is not None:
                archive.writestr(name, part)
    return out.getvalue()
