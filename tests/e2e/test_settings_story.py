"""The limits of a team on a phone: one save, with and without a script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("served")
SHORT = 2000  # pixels; it was 12,000
YEARS = "[name='screening.min_years']"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_of_all_limits_is_short_on_a_phone(live, language):
    page = live.open("lin", language, phone=True)
    page.goto("/settings/limits")
    assert page.evaluate("document.documentElement.scrollHeight") < SHORT
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("script", [True, False])
def test_a_limit_is_changed_and_goes_back_on_a_phone(live, script):
    page = live.open("lin", "en", phone=True, java_script_enabled=script)
    page.goto("/settings/limits")
    page.click("#g-screening summary")
    page.fill(YEARS, "many")
    page.click(".savebar button")
    expect(page.locator("#g-screening .err")).to_be_visible()
    page.fill(YEARS, "4")
    page.click(".savebar button")
    expect(page.locator("#g-screening .chg")).to_contain_text("Back to the starting value 3 years")
    page.check("#g-screening [type=checkbox]")
    page.click(".savebar button")
    expect(page.locator(YEARS)).to_have_value("3")
    expect(page.locator("#g-screening .chg")).to_have_count(0)
