"""Workbooks as other programs write them, good and hostile."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
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
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": LINKS,
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": TEXTS,
        "xl/worksheets/sheet1.xml": sheet(rows),
        "xl/worksheets/sheet2.xml": sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'),
    }
    content |= parts
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            if part is not None:
                archive.writestr(name, part)
    return out.getvalue()
