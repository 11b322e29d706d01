"""From a need to a printed basket: products and suppliers ticked, a way chosen, one page of paper; no script needed."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import expect

from portal.core.models.record import Stamp
from portal.needs.models import Need, NeedCandidate
from portal.web.clock import now
from tests.baskets.makers import address, make_market
from tests.comparisons.makers import make_goods, make_offer, make_rival

pytestmark = pytest.mark.usefixtures("served")
FREIGHT = {"freight_per_order_state": "amount", "freight_per_order": Decimal(100)}


@pytest.fixture(scope="module")
def search(served: Any) -> Need:
    """A need for a desk set: North sells both parts of it, South one for less, East has a quote that ran out."""
    today = served[2].today
    lamp, clamp = make_goods(name="Desk lamp", monthly_units=600), make_goods(name="Desk clamp", monthly_units=100)
    north, south, east = (make_rival(name, agreement=False) for name in ("North desks", "South desks", "East desks"))
    about = {"quoted_on": today - timedelta(days=5), **FREIGHT}
    make_offer(north, lamp, "10", **about), make_offer(north, clamp, "5", **about)
    make_offer(south, clamp, "3", **about)
    make_offer(east, lamp, "1", **about, valid_until=today - timedelta(days=1))
    stamp = Stamp(None, now())
    facts = {"business": lamp.business_id, "product": lamp.id, "currency": "CNY", "monthly_units": 600}
    need = Need.add(stamp, title="A set for the desk", categories=[lamp.category_id, clamp.category_id], **facts)
    for supplier in (north, south, east):
        NeedCandidate.put(need.id, supplier.id, "", stamp)
    return need


@pytest.mark.parametrize("javascript", [True, False])
def test_from_a_need_to_a_printed_basket(live, search, javascript):
    page = live.open("guo", "en", java_script_enabled=javascript)
    page.goto(f"/needs/{search.id}")
    page.get_by_role("main").get_by_role("link", name="Basket", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Basket: A set for the desk")
    expect(page.get_by_label("Quantity: Desk lamp")).to_have_value("600")
    expect(page.get_by_role("checkbox", name="North desks")).to_be_checked()
    page.get_by_role("checkbox", name="East desks").check()
    page.get_by_role("button", name="Work out the basket").click()

    verdict = page.locator(".verdict")
    expect(verdict).to_contain_text("Split between North desks and South desks (2 suppliers): ¥6,500.00.")
    expect(verdict).to_contain_text("That saves ¥100.00 on buying everything from North desks.")
    expect(page.locator("main")).to_contain_text("East desks: the quote for Desk lamp has run out.")
    page.get_by_role("link", name="From one supplier").click()
    expect(verdict).to_contain_text("Everything from North desks: ¥6,600.00.")
    page.get_by_role("link", name="Print one page").click()
    expect(page.locator(".verdict")).to_contain_text("Everything from North desks")
    expect(page.locator(".phead")).to_contain_text("郭明")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    page.get_by_role("link", name="Back").click()
    page.get_by_role("link", name="¥3.00").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Desk clamp")


def test_a_missing_quantity_is_asked_for_beside_its_field(live, search):
    page = live.open("guo", "zh")
    page.goto(f"/baskets?need={search.id}")
    page.get_by_label("数量：Desk clamp").fill("")
    page.get_by_role("button", name="算采购组合").click()
    expect(page.get_by_label("数量：Desk clamp")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("数量：Desk clamp").fill("200")
    page.get_by_role("button", name="算采购组合").click()
    expect(page.locator(".verdict")).to_contain_text("¥6,800.00")


@pytest.fixture(scope="module")
def crowd(served: Any) -> Any:
    return make_market(5, 10, served[2].today, long=True)


@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="PAPER NOT TESTED: install poppler-utils")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("products", "suppliers"), [(2, 2), (4, 3), (6, 5), (10, 5)])
def test_a_basket_is_one_page_across_with_who_printed_it(live, crowd, tmp_path, language, products, suppliers):
    goods, sellers = crowd
    page, path = live.open("mei", language), tmp_path / "basket.pdf"
    page.goto(address(goods[:products], sellers[:suppliers], path="print"))
    page.pdf(path=str(path), prefer_css_page_size=True)
    about = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages:\s+1\n", about)
    assert "841.92 x 594.96" in about.replace("  ", " ") or "842 x 595" in about
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout
    assert live.world.today.isoformat() in text
    assert "Mei Chen" in text


@pytest.mark.parametrize(("scheme", "phone"), [("dark", False), ("light", True)])
def test_the_pages_can_be_read_by_everybody(live, axe, search, crowd, phone, scheme):
    goods, sellers = crowd
    page = live.open("mei", "zh", phone=phone, bypass_csp=True, color_scheme=scheme)
    whole, bad = address(goods, sellers), address(goods[:1], sellers)
    for path in ("/baskets", f"/baskets?need={search.id}", whole, bad, whole.replace("/show", "/print")):
        page.goto(path)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
