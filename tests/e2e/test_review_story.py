"""The review calendar: a day is pressed and a review planned on it; other dates are switched on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.usefixtures("served")


def plan(page: Page) -> None:
    page.goto("/reviews")
    page.locator("a.day").last.click()
    form = page.locator("#planning")
    expect(form.locator("[name=first_on]")).not_to_have_value("")
    supplier = form.locator("[name=supplier]")
    if supplier.evaluate("field => field.tagName") == "SELECT":
        supplier.select_option(index=1)
    else:
        supplier.fill(form.locator("datalist option").first.get_attribute("value") or "")
    form.locator("button").click()


def test_a_day_of_the_calendar_opens_the_form_in_place_and_the_planning_can_be_taken_back(live):
    page = live.open("mei", "en")
    plan(page)
    expect(page.locator(".toast")).to_contain_text("review on")
    page.locator(".toast button").click()
    expect(page.locator(".toast")).to_have_count(0)


def test_a_review_is_planned_without_javascript(live):
    page = live.open("mei", "zh", java_script_enabled=False)
    plan(page)
    expect(page.locator(".toast")).to_contain_text("复核在")


def test_other_dates_are_switched_on_by_a_press_and_stay_in_the_address(live):
    page = live.open("guo", "en")
    page.goto("/reviews")
    page.click("#layers label:has([value=samples])")
    expect(page.locator("#others")).to_be_visible()
    assert "with=samples" in page.url
    expect(page.locator("#layers [value=samples]")).to_be_checked()
