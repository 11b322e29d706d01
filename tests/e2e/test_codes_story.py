"""Codes are pasted, refused, pasted again, told apart and looked at again; at no time does a page bring them back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.codes.makers import batch_of, invented, make_codes, make_digital
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("served")
CODES = "QX7Z-93KM-55TP-W8RD\nQX7Z93KM55TPW8RD"


@pytest.fixture
def path(served):
    today = served[2].today
    sample = make_digital(make_supplier("Top-up house"), asked_on=today)
    make_codes(batch_of(sample), invented(10), on=today - timedelta(days=1))
    return f"/samples/{sample.id}/batches/{batch_of(sample).id}/codes"


@pytest.mark.parametrize("script", [True, False])
def test_a_refused_paste_stays_in_the_browser_and_never_comes_back_from_the_portal(live, axe, path, script):
    mei = live.open("mei", "en", phone=True, bypass_csp=True, java_script_enabled=script)
    mei.goto(path)
    assert axe(mei) == [] if script else True
    mei.fill("#codes", f"{CODES}\nAB-12")
    mei.locator("form:has(#codes)").get_by_role("button", name="Save").click()
    expect(mei.locator("#codes-fault")).to_contain_text("line 3")
    expect(mei.locator("#codes")).to_have_value(f"{CODES}\nAB-12" if script else "")
    mei.fill("#codes", CODES)
    mei.locator("form:has(#codes)").get_by_role("button", name="Save").click()
    expect(mei.locator("#list")).to_contain_text("a second time in this batch")
    expect(mei.locator("#codes")).to_have_value("")
    assert "QX7Z" not in mei.content()
    mei.fill("#d1-alive", "9")
    mei.locator("#day-1").get_by_role("button", name="Save").click()
    expect(mei.locator("#day-1")).to_contain_text("90% alive (n = 10)")
    mei.goto(path.split("/batches")[0])
    expect(mei.locator("#codes")).to_contain_text("90% (10)")
    assert not script or mei.evaluate("document.documentElement.scrollWidth") <= 390
