"""A sample test in the browser: cells that save by themselves, two windows, a photo, and without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from portal.core.models.users import User
from portal.products.models import Product
from portal.samples.models.measurements import Measurement
from portal.settings.models.businesses import Business
from portal.suppliers.models.suppliers import Supplier
from tests.cast import stamp
from tests.samples.makers import batches_of, close, fill, make_sample, picture

pytestmark = pytest.mark.usefixtures("served")


@pytest.fixture
def sample(served: Any) -> Any:
    business = Business.select().order_by(Business.id).get()
    about = {"business": business, "kind": "physical", "currency": "CNY", "search": "kettle"}
    kettle = Product.add(stamp(), name="Kettle", **about)
    return make_sample(Supplier.select().order_by(Supplier.id).get(), kettle)


def person(name: str) -> Any:
    return User.get(User.username == name)


def test_a_cell_saves_when_it_is_left_and_the_next_one_has_the_focus(live, sample):
    page = live.open("mei", "en")
    page.goto(f"/samples/{sample.id}/test")
    page.fill("#PH02-deviation", "1.5")
    page.keyboard.press("Tab")
    expect(page.locator("#f-PH02")).to_have_class("ask done")
    expect(page.locator("#tally")).to_contain_text("1 of 12")
    page.fill("#PH02-deviation", "9")
    page.locator("#PH04-pass_rate").click()
    expect(page.locator("#f-PH02")).to_have_class("ask late")
    expect(page.locator("#PH04-pass_rate")).to_be_focused()
    page.locator("label", has=page.locator("#PH08-score-5")).click()
    expect(page.locator("#f-PH08")).to_have_class("ask done")


def test_figures_of_one_line_typed_quickly_are_all_kept(live, sample):
    page = live.open("mei", "en")
    page.goto(f"/samples/{sample.id}/test")
    for key in ("critical", "major", "minor"):
        page.fill(f"#PH01-{key}", "0")
        page.keyboard.press("Tab")
    expect(page.locator("#f-PH01")).to_have_class("ask done")
    batch = batches_of(sample)[0]
    kept = Measurement.get(Measurement.batch == batch, Measurement.code == "PH01")
    assert kept.values == {"critical": "0", "major": "0", "minor": "0"}


def test_two_windows_of_one_tester_show_both_and_one_press_decides(live, sample):
    first = live.open("mei", "en")
    second = first.context.new_page()
    for page in (first, second):
        page.goto(f"/samples/{sample.id}/test")
    first.fill("#PH02-deviation", "1")
    first.keyboard.press("Tab")
    expect(first.locator("#f-PH02")).to_have_class("ask done")
    second.fill("#PH02-deviation", "1.8")
    second.keyboard.press("Tab")
    expect(second.locator("#f-PH02 .alert")).to_contain_text("Saved: 1%")
    expect(second.locator("#PH02-deviation")).to_have_value("1.8")
    second.click("#k-PH02")
    expect(second.locator("#f-PH02")).to_have_class("ask done")
    first.reload()
    expect(first.locator("#PH02-deviation")).to_have_value("1.8")


def test_a_photo_is_added_beside_its_line_and_taken_back(live, sample):
    page = live.open("mei", "en", phone=True)
    page.goto(f"/samples/{sample.id}/test")
    photo = {"name": "corner.png", "mimeType": "image/png", "buffer": picture().getvalue()}
    page.set_input_files("#photo-PH08", photo)
    expect(page.locator("#p-PH08 img")).to_have_attribute("alt", "Photo corner.png")
    page.click("#p-PH08 .shot button")
    expect(page.locator("#toasts")).to_contain_text("corner.png removed")
    expect(page.locator("#p-PH08 img")).to_have_count(0)


def test_a_test_signed_meanwhile_says_so_and_keeps_what_was_typed(live, sample):
    page = live.open("mei", "en")
    page.goto(f"/samples/{sample.id}/test")
    fill(sample, person("lin"))
    close(sample, person("lin"), person("mei"))
    page.fill("#PH02-deviation", "1")
    page.keyboard.press("Tab")
    expect(page.locator("#toasts")).to_contain_text("The verdict is signed")
    expect(page.locator("#PH02-deviation")).to_have_value("1")


def test_without_javascript_a_line_is_saved_and_a_verdict_signed(live, sample):
    fill(sample, person("lin"))
    page = live.open("mei", "en", java_script_enabled=False)
    page.goto(f"/samples/{sample.id}/test")
    page.fill("#PH02-deviation", "1")
    page.click("#f-PH02 noscript button")
    assert page.url.endswith("#PH02")
    page.goto(f"/samples/{sample.id}")
    page.locator("#verdict summary", has_text="Give a verdict").click()
    page.click("#verdict label:has(input[value=pass])")
    page.fill("#verdict-reason", "Measured twice")
    page.click("#verdict button:has-text('Submit for signature')")
    page.click("#verdict button:has-text('Sign: Passed')")
    expect(page.locator("#verdict .list")).to_contain_text("Mei")


@pytest.mark.parametrize(("language", "scheme", "phone"), [("zh", "light", False), ("en", "dark", True)])
def test_pages_of_a_sample_hold_to_the_accessibility_rules(live, axe, sample, language, scheme, phone):
    fill(sample, person("lin"), failing={"PH08"})
    page = live.open("mei", language, phone, bypass_csp=True, color_scheme=scheme)
    for path in ("", "/test", "/print", "/print?blank=1", "/limits", "/edit"):
        page.goto(f"/samples/{sample.id}{path}")
        assert not axe(page), path
    page.goto("/samples?show=all")
    assert not axe(page)
