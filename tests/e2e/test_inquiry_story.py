"""A supplier is asked, its answers are typed in, what it dodged is named, and the sheet speaks both languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.cast import NOW
from tests.e2e.test_two_people import new_supplier
from tests.inquiries.makers import make_inquiry, replied

pytestmark = pytest.mark.usefixtures("served")


@pytest.mark.parametrize("javascript", [True, False])
def test_what_a_supplier_was_asked_answered_and_dodged(live, javascript):
    page = live.open("mei", "en", java_script_enabled=javascript)
    supplier = new_supplier(page, f"Asked Works {javascript}", "Maker")
    page.get_by_role("link", name="Ask the supplier").click()
    page.get_by_label("Within how many days can goods be returned?").uncheck()
    page.fill("#asked_at", "2026-01-05T10:00")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("longer than")
    page.get_by_role("link", name="Write down the answers").click()
    page.fill("#q_moq", "100")
    page.check("#q_warranty_days_dodged")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Say when the first reply came.")
    page.fill("#first_reply_at", "2026-01-05T13:30")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("3.5 h of working time")
    expect(page.locator("main")).to_contain_text("1 question was talked around")
    expect(page.locator("main")).to_contain_text("100 pieces")
    expect(page.locator("main")).not_to_contain_text("can goods be returned")
    page.get_by_role("link", name="Question sheet").click()
    expect(page.get_by_label("To copy into a chat or a mail")).to_have_value(re.compile("What is the MOQ per spec"))
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_label("复制到聊天或邮件")).to_have_value(re.compile("每个规格的起订量是多少"))
    page.goto(f"/suppliers/{supplier.id}")
    expect(page.locator("#inquiries")).to_contain_text("1 talked around")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_its_pages_can_be_read_by_everybody_and_the_answers_fit_a_landscape_page(live, axe, language):
    page = live.open("mei", "en")
    two = [new_supplier(page, f"Rival {name} {language}", "Maker") for name in ("A", "B")]
    first, _second = [make_inquiry(one, first_reply_at=NOW, answers=replied(moq=9, dodged=["deposit"])) for one in two]
    reader, pair = live.open("mei", language), "&".join(f"supplier={one.id}" for one in two)
    places = [f"/{first.id}", f"/{first.id}/replies", f"/{first.id}/sheet", "/new", f"/matrix?{pair}", ""]
    for place in places:
        reader.goto(f"/inquiries{place}")
        assert axe(reader) == []
    reader.goto(f"/inquiries/matrix/print?{pair}")
    paper = reader.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
