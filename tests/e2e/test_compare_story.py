"""Comparing before a meeting: sliders that answer at once, a snapshot, and the same without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from portal.settings.models.rates import FxRate
from tests.comparisons.makers import address, make_meeting

pytestmark = pytest.mark.usefixtures("served")


@pytest.fixture(scope="module")
def meeting(served: Any) -> Any:
    FxRate.delete().execute()
    return make_meeting(served[2].today)


def test_a_slider_moves_the_result_and_keeps_the_focus_and_the_address_follows(live, meeting):
    goods, suppliers = meeting
    page = live.open("guo", "en")
    page.goto(address(goods, *suppliers[:3]))
    page.click("#weighing summary")
    slider = page.locator("#w_landed_cost")
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator("#share-landed_cost")).to_have_text("0%")
    expect(page.locator("#share-lead_time")).not_to_have_text("15%")
    expect(slider).to_be_focused()
    assert "w_landed_cost=0" in page.url
    assert "w_landed_cost=0" in page.locator("#tools a").last.get_attribute("href")
    page.reload()
    expect(page.locator("#share-landed_cost")).to_have_text("0%")


def test_all_weights_at_nothing_say_so_in_place_of_the_result(live, meeting):
    goods, suppliers = meeting
    page = live.open("guo", "zh")
    page.goto(address(goods, *suppliers[:2]))
    page.click("#weighing summary")
    for slider in page.locator("input[type=range]").all():
        slider.focus()
        page.keyboard.press("Home")
    expect(page.locator("#result .alert")).to_contain_text("至少给一个指标设权重")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("script", [True, False])
def test_on_a_phone_the_verdict_comes_first_and_the_sliders_are_folded(live, meeting, language, script):
    goods, suppliers = meeting
    page = live.open("guo", language, phone=True, java_script_enabled=script)
    page.goto(address(goods, *suppliers[:3]))
    expect(page.locator("#verdict")).to_be_in_viewport()
    expect(page.locator("#w_landed_cost")).not_to_be_visible()
    page.click("#weighing summary")
    expect(page.locator("#w_landed_cost")).to_be_visible()


def test_a_team_compares_keeps_a_snapshot_and_reads_two_side_by_side_without_javascript(live, meeting):
    goods, suppliers = meeting
    page = live.open("mei", "en", java_script_enabled=False)
    page.goto("/comparisons")
    page.select_option("select[name=product]", str(goods.id))
    page.click("text=Choose")
    for supplier in suppliers[2:]:
        page.uncheck(f"input[name=supplier][value='{supplier.id}']")
    page.fill("input[name=quantity]", "500")
    page.click("form[action='/comparisons/show'] button")
    for title in ("Before the call", "After the call"):
        page.click("text=Save a snapshot")
        page.fill("#title", title)
        page.fill("#conclusion", "拓能电子 for the first 500.")
        page.click("form[action='/snapshots'] button")
        expect(page.locator("h1")).to_have_text(title)
        page.click("text=Compare as of today")
    page.goto("/snapshots")
    for box in page.locator("input[name=snapshot]").all()[:2]:
        box.check()
    page.click("text=Read two side by side")
    expect(page.locator("table")).to_contain_text("Before the call")
    expect(page.locator("table")).to_contain_text("After the call")


@pytest.mark.parametrize(("scheme", "phone"), [("dark", False), ("light", True)])
def test_pages_of_a_comparison_are_accessible(live, meeting, axe, scheme, phone):
    goods, suppliers = meeting
    page = live.open("lin", "zh", phone=phone, color_scheme=scheme, bypass_csp=True)
    for path in (address(goods, *suppliers), f"/comparisons?product={goods.id}", "/snapshots"):
        page.goto(path)
        assert axe(page) == [], path
    page.goto(address(goods, *suppliers).replace("/comparisons/show", "/snapshots/new"))
    assert axe(page) == []


def test_a_phone_scrolls_the_table_and_never_the_page(live, meeting):
    goods, suppliers = meeting
    page = live.open("guo", "en", phone=True)
    page.goto(address(goods, *suppliers))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
