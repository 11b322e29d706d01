"""A workbook whose sheets have no names, and the way out of any import."""

from __future__ import annotations

import io
import zipfile

import pytest
from xlsxwriter import Workbook

from portal.imports.models.imports import Import, ImportFile
from tests.imports.desk import Desk
from tests.products.makers import make_business

pytestmark = pytest.mark.usefixtures("noon")
TABLES = [["厂家", "品名规格"], ["North Star", "杯"]], [["厂家", "品名规格"], ["South Star", "壶"]]


@pytest.fixture
def desk(signed_in, cast):
    make_business("主店")
    return Desk(signed_in(cast.mei, "en"))


def workbook(*names: str) -> bytes:
    """An XLSX with sheets of these names, also of names that no program gives."""
    out, renamed = io.BytesIO(), io.BytesIO()
    with Workbook(out) as book:
        for number, rows in enumerate(TABLES[: len(names)]):
            sheet = book.add_worksheet(f"Sheet{number}")
            for line, cells in enumerate(rows):
                sheet.write_row(line, 0, cells)
    with zipfile.ZipFile(out) as source, zipfile.ZipFile(renamed, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            for number, name in enumerate(names):
                content = content.replace(f'name="Sheet{number}"'.encode(), f'name="{name}"'.encode())
            target.writestr(part, content)
    return renamed.getvalue()


@pytest.mark.parametrize("names", [("",), ("", "b"), ("a", ""), ("", ""), (" ", "b"), ("a", "a")])
def test_a_workbook_with_a_nameless_sheet_is_read_or_refused_in_words(desk, names):
    sent = desk.send(workbook(*names), "prices.xlsx")
    assert sent.status_code in (303, 422)
    if sent.status_code == 303:
        page = desk.browser.get(sent.location)
        assert page.status_code == 200 and "Star" in page.text


@pytest.mark.parametrize(("names", "second"), [(("", "b"), "b"), (("a", ""), "")])
def test_the_other_sheet_of_it_can_be_read(desk, names, second):
    assert "North Star" in desk.open(workbook(*names), name="prices.xlsx")
    assert desk.press("source", sheet=second).status_code == 303
    page = desk.browser.get(desk.url).text
    assert "South Star" in page and "North Star" not in page


def test_an_import_is_thrown_away_from_the_list_without_a_look_at_its_file(desk):
    desk.open(workbook("a"), name="prices.xlsx")
    row = Import.get()
    ImportFile.update(content=b"\x00").where(ImportFile.part_of == row).execute()
    Import.update(choices={"columns": 7, "sheet": [], "heading": "x"}).where(Import.id == row.id).execute()
    assert f'action="/imports/{row.id}/drop"' in desk.browser.get("/imports").text
    assert desk.browser.post(f"/imports/{row.id}/drop").status_code == 303
    assert not Import.select().exists() and not ImportFile.select().exists()


def test_an_import_that_is_done_is_not_thrown_away(desk):
    row = desk.bring(workbook("a"), name="prices.xlsx")
    assert f'action="/imports/{row.id}/drop"' not in desk.browser.get("/imports").text
