"""A supplier gets a workbook, sends it back filled in, and what it says is looked at, written and taken over."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.test_two_people import new_supplier
from tests.inquiries.filled_sheets import typed_in
from tests.inquiries.makers import make_inquiry
from tests.suppliers.makers import make_category

pytestmark = pytest.mark.usefixtures("served")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_sheet_goes_out_comes_back_and_its_facts_flow_on(live, javascript):
    page = live.open("mei", "en", java_script_enabled=javascript)
    supplier = new_supplier(page, f"Sheet Works {javascript}", "Maker")
    inquiry = make_inquiry(supplier, "moq", "return_days", "warranty_days")
    page.goto(f"/inquiries/{inquiry.id}")
    with page.expect_download() as download:
        page.get_by_role("link", name="English XLSX").click()
    blank = download.value.path().read_bytes()
    back = typed_in(blank, "D", moq="２万件", return_days="15天", warranty_days="about a year")
    sent = {"name": "back.xlsx", "mimeType": "application/octet-stream", "buffer": back}
    page.set_input_files("#file", files=[sent])
    page.get_by_role("button", name="Send and look").click()
    expect(page.locator("main")).to_contain_text("“about a year” is no figure in days")
    page.get_by_label("What is the MOQ per spec?").uncheck()
    page.get_by_role("button", name="Take over what is ticked").click()
    expect(page.locator("main")).to_contain_text("15 days")
    expect(page.locator("main")).not_to_contain_text("20,000 pieces")
    page.locator("#promises").get_by_role("button", name="Take over what is ticked").click()
    expect(page.locator("#promises")).to_contain_text("15 days")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(page.locator("#promises")).to_contain_text("new")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_its_pages_can_be_read_by_everybody(live, axe, language):
    page = live.open("mei", "en")
    supplier = new_supplier(page, f"Sheet Readers {language}", "Maker")
    inquiry = make_inquiry(supplier, "moq", "return_days")
    reader = live.open("mei", language, phone=True)
    reader.goto(f"/inquiries/{inquiry.id}")
    with reader.expect_download() as download:
        reader.get_by_role("link", name="中文 XLSX").click()
    back = typed_in(download.value.path().read_bytes(), "D", moq="5", return_days="?")
    reader.set_input_files("#file", files=[{"name": "b.xlsx", "mimeType": "application/zip", "buffer": back}])
    reader.locator("#answer-sheet button").click()
    reader.wait_for_url("**/answer-sheets/*")
    assert axe(reader) == []
    reader.locator("main form button").click()
    reader.wait_for_url(f"**/inquiries/{inquiry.id}")
    assert axe(reader) == []
    reader.locator("#promises form button").click()
    reader.wait_for_url("**/suppliers/*")
    assert axe(reader) == []
    assert reader.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_category_gets_a_question_of_its_own_and_the_next_inquiry_asks_it(live, axe, language):
    category = make_category(f"Lamps {language}")
    admin = live.open("lin", language, phone=True)
    admin.goto("/question-sets")
    assert axe(admin) == []
    admin.get_by_role("link", name=category.name).click()
    admin.fill("#mine-0-en", "How long do the lamps last?")
    admin.fill("#mine-0-way", "number:hour")
    assert axe(admin) == []
    admin.locator("main form button").click()
    admin.wait_for_url("**/question-sets")
    admin.goto(f"/inquiries/new?category={category.id}&goods=physical")
    expect(admin.get_by_label("How long do the lamps last?")).to_be_checked()
    assert axe(admin) == []
