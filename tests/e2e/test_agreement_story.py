"""An agreement is written down with a clause missing, the gap is seen where people look, and one page is printed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from portal.agreements.models import Agreement
from tests.agreements.makers import written
from tests.e2e.test_two_people import new_supplier

pytestmark = pytest.mark.usefixtures("served")


def begun(page, name, signed="2026-01-05"):
    """A supplier with an agreement, on the page that asks for its clauses."""
    supplier = new_supplier(page, name, "Maker")
    page.get_by_role("link", name="Add an agreement").click()
    page.fill("#title", "Frame agreement")
    page.fill("#signed_on", signed)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_contain_text("What was agreed")
    return supplier


def set_aside(page, key, why):
    """A clause that does not apply, with its reason or without."""
    clause = page.locator(f"#c-{key}")
    if clause.locator("details:not([open])").count():
        clause.locator("summary").click()
    clause.get_by_label("Note").fill(why)
    clause.get_by_label("Does not apply").check()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_missing_clause_is_named_and_what_was_agreed_is_read(live, javascript):
    page = live.open("mei", "en", java_script_enabled=javascript)
    supplier = begun(page, f"Clause Works {javascript}")
    page.fill("#price_notice_days", "15")
    page.fill("#return_days", "7")
    set_aside(page, "tolerance", "")
    page.locator("form").get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Say why it does not apply.")
    set_aside(page, "tolerance", "Sold by weight")
    page.locator("form").get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("core clauses are missing")
    expect(page.locator("main")).to_contain_text("15 days")
    page.goto(f"/suppliers/{supplier.id}")
    expect(page.locator("#agreements")).to_contain_text("Lead time")
    expect(page.locator("#agreements")).not_to_contain_text("Rights and duties of both sides")


def test_a_draft_saves_itself_and_what_is_missing_follows_without_a_reload(live):
    mei, lin = live.open("mei", "en"), live.open("lin", "en")
    begun(mei, "Draft Works", signed="")
    expect(mei.locator("#standing")).to_contain_text("Return period")
    lin.goto(mei.url)
    mei.fill("#return_days", "7")
    mei.press("#return_days", "Tab")
    expect(mei.locator("#c-return_days")).to_contain_text("Saved")
    expect(mei.locator("#standing")).not_to_contain_text("Return period")
    expect(mei.locator("#standing")).to_contain_text("1 of")
    mei.fill("#return_days", "8")
    mei.press("#return_days", "Enter")
    expect(mei.locator("#c-return_days input[name=seen]")).not_to_have_value("return_days.")
    mei.locator("#t-price summary").first.click()
    mei.fill("#price_valid_days", "90")
    mei.press("#price_valid_days", "Tab")
    expect(mei.locator("#n-price")).to_contain_text("1 of")
    lin.fill("#return_days", "30")
    lin.press("#return_days", "Tab")
    expect(lin.locator("#c-return_days")).to_contain_text("Mei Chen was faster")
    expect(lin.locator("#return_days")).to_have_value("30")
    lin.get_by_role("button", name="Save mine").click()
    expect(lin.locator("#c-return_days")).not_to_contain_text("Mei Chen was faster")
    mei.reload()
    expect(mei.locator("#return_days")).to_have_value("30")
    expect(mei.locator("#price_valid_days")).to_have_value("90")


def test_without_script_a_draft_has_one_button(live):
    page = live.open("mei", "en", java_script_enabled=False)
    begun(page, "Plain Works", signed="")
    page.fill("#return_days", "7")
    page.locator("main form").get_by_role("button", name="Save").click()
    expect(page.locator("#c-return_days")).to_contain_text("7 days")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_clause_and_the_signatures_fit_one_page(live, language):
    page = live.open("mei", "en")
    supplier = begun(page, f"Paper Works {language}")
    agreement = Agreement.get(Agreement.supplier == supplier)
    long_text = "每批随货附检验报告，供方对来源和授权负责，逾期按约定承担责任，双方书面确认后方可变更。"
    clauses = written(quality_standard=long_text, tolerance=long_text, exit_handover=long_text)
    Agreement.update(clauses=clauses, goods="both").where(Agreement.id == agreement.id).execute()
    reader = live.open("mei", language)
    reader.goto(f"/agreements/{agreement.id}/print")
    paper = reader.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
