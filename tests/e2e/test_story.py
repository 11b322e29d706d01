"""The main job, walked by two people at once, one of them on a phone; then once more without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

ITEM = "S09"  # a text item of the startup list: nobody's records answer it


@pytest.fixture
def stage(live):
    """The stage page of the second demo shop, which is in its startup stage."""
    shop = live.world.demo.businesses["digital"]

    def open_stage(who, language="en", **options):
        page = live.open(who, language, **options)
        page.context.add_cookies([{"name": "business", "value": str(shop.id), "url": live.url}])
        page.goto("/stages/startup")
        return page

    return open_stage


def field(page):
    return page.locator(f"#{ITEM} textarea, #{ITEM} input[type=text]").first


def test_two_people_answer_one_list_and_see_each_other_within_five_seconds(stage):
    mei, lin = stage("mei", "zh"), stage("lin", "en", phone=True)
    answer = mei.locator("#S06 input[type=radio]").first
    answer.check(force=True)
    expect(mei.locator("#S06 .st")).to_be_visible()
    expect(lin.locator("#S06")).to_contain_text("Mei Chen", timeout=5500)


def test_typed_text_and_focus_survive_a_colleagues_answer(stage):
    mei, lin = stage("mei"), stage("lin")
    field(lin).click()
    field(lin).press_sequentially("half a sent")
    mei.locator("#S16 input[type=radio]").first.check(force=True)
    expect(lin.locator("#S16")).to_contain_text("Mei Chen", timeout=5500)
    expect(field(lin)).to_be_focused()
    assert field(lin).input_value().endswith("half a sent")


def test_a_review_passes_by_one_press_and_can_be_taken_back(live):
    page = live.open("mei", "en")
    page.goto("/reviews")
    before = page.locator("#due-now").locator("xpath=../..").locator("li").count()
    page.locator("form[action$='/pass'] button").first.click()
    expect(page.locator(".toast")).to_contain_text("next on")
    page.locator(".toast button").click()
    page.goto("/reviews")
    assert page.locator("#due-now").locator("xpath=../..").locator("li").count() == before


def test_the_whole_way_works_without_javascript(live):
    page = live.sign_in("mei", "zh", java_script_enabled=False)
    page.goto("/suppliers/new")
    page.fill("#name", "无脚本供应商")
    page.locator("input[name=kind]").first.check(force=True)
    page.locator("form.card button").last.click()
    expect(page.locator("h1")).to_contain_text("无脚本供应商")
    page.goto("/products")
    expect(page.locator("h1")).to_be_visible()
    page.locator("form[action='/language'] button").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_keyboard_alone_reaches_the_main_content(live):
    page = live.open("mei", "en")
    page.goto("/suppliers")
    expect(page.locator("h1")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#main') !== null")
