"""Answer sheets: locked questions go out; what comes back is looked at, chosen from, written once, and undone."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta

import pytest
import time_machine

from portal.spreadsheets import look, table
from tests.cast import NOW
from tests.makers.inquiries import make_inquiry
from tests.makers.suppliers import make_supplier

pytestmark = pytest.mark.usefixtures("_noon")


@pytest.fixture
def _noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def supplier(cast):
    return make_supplier(status="screening", owner=cast.mei.id)


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


def blank(browser, inquiry, language="en"):
    return browser.get(f"/inquiries/{inquiry.id}/answer-sheets/blank-{language}.xlsx")


def part(data, name="xl/worksheets/sheet1.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_a_sheet_asks_in_either_language_one_row_a_question(mei, supplier):
    inquiry = make_inquiry(supplier, "moq", "defect_remedy", "quality_promise", "price_list")
    page = mei.get(f"/inquiries/{inquiry.id}").text
    assert f"/inquiries/{inquiry.id}/answer-sheets/blank-zh.xlsx" in page
    data = blank(mei, inquiry).data
    rows = table(data, look(data))
    assert rows[3][1][1:] == ["Question", "Unit or way", "Your answer", "Note, or why not"]
    assert rows[4][1] == ["moq", "1. What is the MOQ per spec?", "pieces"]
    chinese = blank(mei, inquiry, "zh").data
    assert table(chinese, look(chinese))[4][1] == ["moq", "1. 每个规格的起订量是多少？", "件"]
    assert mei.get(f"/inquiries/{inquiry.id}/answer-sheets/blank-fr.xlsx").status_code == 404


def test_only_answers_and_notes_can_be_typed_and_a_choice_is_a_list_in_words(mei, supplier):
    data = blank(mei, make_inquiry(supplier, "moq", "defect_remedy", "quality_promise")).data
    sheet, styles = part(data), part(data, "xl/styles.xml").split("<cellXfs")[1]
    every = re.findall(r"<xf [^>]*/>|<xf [^>]*>.*?</xf>", styles)
    unlocked = {str(number) for number, one in enumerate(every) if 'locked="0"' in one}
    open_cells = {place for place, style in re.findall(r'<c r="(\w+)" s="(\d+)"', sheet) if style in unlocked}
    assert '<sheetProtection sheet="1"' in sheet
    assert open_cells == {"D5", "E5", "D6", "E6", "D7", "E7"}
    assert re.findall(r'sqref="(\w+)"><formula1>([^<]+)', sheet) == [("D6", "$F$6:$I$6"), ("D7", "$F$7:$G$7")]
    assert table(data, look(data))[5][1][5:] == ["Replace or re-issue", "Refund", "Credit note", "Nothing"]
    assert '<col min="1" max="1" width="10" customWidth="1" hidden="1"/>' in sheet


def test_it_says_who_asks_and_until_when_while_that_day_is_to_come(mei, cast, supplier):
    inquiry = make_inquiry(supplier, "moq", asked_by=cast.mei.id)
    data = blank(mei, inquiry).data
    assert "Asked by Mei Chen on 2026-11-23." in part(data)
    assert "Please answer by 2026-11-25." in part(data)
    old = make_inquiry(supplier, "moq", asked_at=NOW - timedelta(days=9))
    assert "Please answer by" not in part(blank(mei, old).data)


def test_nothing_that_was_noted_before_goes_out(mei, supplier):
    inquiry = make_inquiry(supplier, "moq", note="They sound weak", answers={"moq": {"dodged": True, "note": "Lies"}})
    assert not {"They sound weak", "Lies"} & set(re.findall(r">([^<>]+)</t>", part(blank(mei, inquiry).data)))
