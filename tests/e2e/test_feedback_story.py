"""An outside tester answers on a phone through a link; the team reads it and counts it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from portal.feedback.models import FeedbackLink
from tests.products.makers import make_product
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("served")


@pytest.fixture
def sample(live):
    return make_sample(make_supplier("Lamp maker"), make_product("Desk lamp"))


@pytest.mark.parametrize("script", [True, False])
def test_a_link_is_made_answered_on_a_phone_and_counted(live, axe, sample, script):
    mei = live.open("mei", "zh", java_script_enabled=script)
    mei.goto(f"/samples/{sample.id}")
    mei.fill("#invite-people", "3")
    mei.get_by_role("button", name="生成链接").click()
    address = mei.locator("input[readonly]").input_value()
    codes = mei.locator(".slip .code").all_inner_texts()
    assert len(codes) == 3 and mei.locator(".slip svg").count() == 3
    tester = live.open(None, "en", phone=True, bypass_csp=True, java_script_enabled=True)
    for code, mark in zip(codes, (5, 4, 3), strict=True):
        tester.goto(address)
        assert tester.evaluate("document.documentElement.scrollWidth") <= 390
        tester.fill("#code", code)
        for name in ("quality", "use", "packing"):
            tester.locator(f"input[name={name}][value='{mark}']").check(force=True)
        tester.locator("input[name=buys][value=yes]").check(force=True)
        if mark == 5:
            assert axe(tester) == []
        tester.get_by_role("button", name="Send").click()
        expect(tester.locator("h1")).to_have_text("Thank you")
    tester.goto(address)
    expect(tester.locator("h1")).not_to_contain_text("Trial")
    mei.goto(f"/samples/{sample.id}")
    mei.get_by_role("button", name="计入得分", exact=True).click()
    expect(mei.locator("#outside")).to_contain_text("平均 4")
    expect(mei.locator("#sheet")).to_contain_text("目标用户评分")
    assert FeedbackLink.select().where(FeedbackLink.counts).exists()
