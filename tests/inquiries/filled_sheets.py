"""Answer sheets in a supplier's hands: blank, filled in, saved by another program, sent back."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape

from portal.sheets.upload import look, table
from tests.sheets.files import ods


def blank(browser, inquiry, language="en"):
    return browser.get(f"/inquiries/{inquiry.id}/answer-sheets/blank-{language}.xlsx")


def part(data, name="xl/worksheets/sheet1.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def filled(browser, inquiry, language="en", notes=None, **typed):
    """The blank sheet with some cells typed in."""
    return typed_in(typed_in(blank(browser, inquiry, language).data, "D", **typed), "E", **(notes or {}))


def typed_in(data, column, **cells):
    """A sheet with these cells of a column, as a spreadsheet program would save it."""
    sheet = part(data)
    for key, text in cells.items():
        number = re.search(rf'r="A(\d+)"[^>]*><is><t>{key}<', sheet)[1]
        empty = re.search(rf'<c r="{column}{number}" s="(\d+)"/>', sheet)
        cell = f'<c r="{column}{number}" s="{empty[1]}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        sheet = sheet.replace(empty[0], cell)
    return with_part(data, sheet)


def with_part(data, sheet):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return out.getvalue()


def saved_as_ods(data):
    """The same sheet as WPS or LibreOffice saves it in the open format."""
    cells = dict(table(data, look(data)))
    rows = (cells.get(number, []) for number in range(1, max(cells) + 1))
    return ods("".join(f"<table:table-row>{''.join(map(text_cell, row))}</table:table-row>" for row in rows))


def text_cell(text):
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'


def send(browser, inquiry, data, name="answers.xlsx", **about):
    sent = {"file": (io.BytesIO(data), name), **about}
    return browser.post(f"/inquiries/{inquiry.id}/answer-sheets", data=sent, content_type="multipart/form-data")


def rows_of(page):
    """Question -> outcome and whether it is ticked."""
    lines = {}
    for row in page.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]:
        key = re.search(r'name="take" value="(\w+)"( checked)?', row)
        lines[key[1] if key else "-"] = (re.findall(r'class="tag[^>]*>([^<]+)<', row)[0], bool(key and key[2]))
    return lines


def take(browser, inquiry, place, **about):
    data = {"version": inquiry.version, "came_at": "2026-11-24T11:00"} | about
    return browser.post(place, data=data, follow_redirects=False)
