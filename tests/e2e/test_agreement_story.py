"""An agreement is written down with a clause missing, the gap is seen where people look, and one page is printed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from portal.agreements.models import Agreement
from tests.agreements.makers import written
from tests.e2e.test_two_people import new_supplier

pytestmark = pytest.mark.usefixtures("served")


def begun(page, name):
    """A supplier with an agreement signed, on the page that asks for its clauses."""
    supplier = new_supplier(page, name, "Maker")
    page.get_by_role("link", name="Add an agreement").click()
    page.fill("#title", "Frame agreement")
    page.fill("#signed_on", "2026-01-05")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("h1")).to_contain_text("What was agreed")
    return supplier


@pytest.mark.parametrize("javascript", [True, False])
def test_a_missing_clause_is_named_and_what_was_agreed_fits_one_page(live, javascript):
    page = live.open("mei", "en", java_script_enabled=javascript)
    supplier = begun(page, f"Clause Works {javascript}")
    page.fill("#price_notice_days", "15")
    page.fill("#claim_days", "7")
    page.check("#tolerance_na")
    page.locator("form").get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Say why it does not apply.")
    page.fill("#tolerance_note", "Sold by weight")
    page.locator("form").get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("needed clauses are missing")
    expect(page.locator("main")).to_contain_text("15 days")
    page.goto(f"/suppliers/{supplier.id}")
    expect(page.locator("#agreements")).to_contain_text("Rights and duties of both sides")


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
