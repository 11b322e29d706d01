"""A need is written down, two suppliers are measured against it, it is closed; then once more without JavaScript."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from portal.core.models.record import Stamp
from portal.needs.models import Need
from portal.quotes.models import Quote
from portal.web.clock import now

pytestmark = pytest.mark.usefixtures("served")
FEES = ("freight_per_order", "freight_per_unit", "packing", "platform_fee", "other_fees")


def quoted(world, supplier, product, price):
    """A quote with nothing unknown, which holds for two months."""
    today = now().date()
    about = {f"{fee}_state": "zero" for fee in FEES} | {"currency": "CNY", "tax_basis": "included", "lead_days": 9}
    return Quote.record(
        Stamp(None, now()),
        [(1, Decimal(price))],
        supplier=world.demo.suppliers[supplier].id,
        product=world.demo.products[product].id,
        quoted_on=today,
        valid_until=today + timedelta(days=60),
        **about,
    )


@pytest.mark.parametrize("javascript", [True, False])
def test_two_suppliers_are_measured_against_a_need_until_it_is_closed(live, javascript):
    world = live.world
    product, near, dear = world.demo.products["shirt"], world.demo.suppliers["qinghe"], world.demo.suppliers["hengqi"]
    quoted(world, "qinghe", "shirt", "30"), quoted(world, "hengqi", "shirt", "55")
    page = live.open("mei", "en", java_script_enabled=javascript)
    page.goto(f"/needs/new?product={product.id}")
    page.fill("#title", f"A second shirt maker {javascript}")
    page.fill("#must", "Heavy cotton\nNo shrinking")
    page.fill("#margin", "40")
    page.fill("#first_order", "200")
    page.fill("#longest_lead", "14")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("¥41.40")

    need = Need.get(Need.title == f"A second shirt maker {javascript}")
    page.fill("#supplier", near.name)
    page.fill("#note", "Known from the fair")
    page.get_by_role("main").get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#candidates")).to_contain_text("Known from the fair")
    page.goto(f"/suppliers/{dear.id}")
    page.locator("#needs").get_by_role("link", name="Add as a candidate").click()
    page.select_option("#need", str(need.id))
    page.locator("form").get_by_role("button", name="Add").click()

    rows = page.locator("#candidates tbody tr")
    expect(rows.nth(0)).to_contain_text(near.name)
    expect(rows.nth(0)).to_contain_text("no sample has passed")
    expect(rows.nth(1)).to_contain_text("over the highest acceptable cost")
    page.goto(f"/products/{product.id}")
    expect(page.locator("main")).to_contain_text(f"Need: {need.title}")
    page.goto(f"/needs/{need.id}")
    page.fill("#reason", "Both are too slow to answer")
    page.get_by_role("button", name="Close the need").click()
    expect(page.locator("main")).to_contain_text("Both are too slow to answer")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_brief_fits_one_upright_page(live, language):
    need = Need.select().order_by(Need.id).first()
    reader = live.open("mei", language)
    reader.goto(f"/needs/{need.id}/print")
    paper = reader.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_the_pages_can_be_read_by_everybody(live, axe):
    need = Need.select().order_by(Need.id).first()
    page = live.open("mei", "zh", phone=True, bypass_csp=True)
    for path in ("/needs", f"/needs/{need.id}", f"/needs/{need.id}/edit", f"/needs/{need.id}/print"):
        page.goto(path)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
