"""A buyer works through the screening, the gate stays shut, an administrator passes it with a reason."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from portal.needs.models import Need
from portal.path.models.passages import Passage
from tests.e2e.test_two_people import new_supplier

pytestmark = pytest.mark.usefixtures("served")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_gate_refuses_a_buyer_and_lets_an_administrator_pass_with_a_reason(live, javascript):
    mei = live.open("mei", "zh", java_script_enabled=javascript)
    en = live.open("mei", "en")
    supplier = new_supplier(en, f"Gate Works {javascript}", "Maker")
    mei.goto(f"/suppliers/{supplier.id}")
    mei.get_by_role("link", name="打开清单：初筛").click()
    mei.get_by_role("button", name="开始这份清单").click()
    expect(mei.locator("#gate")).to_contain_text("必答项没过")
    if javascript:
        mei.locator("#P09 .seg label").first.click()
        expect(mei.locator("#prog")).to_contain_text("已答")
        mei.reload()
    expect(mei.locator("#gate")).to_contain_text("管理员")
    expect(mei.get_by_role("button", name="进入首次沟通")).to_have_count(0)

    lin = live.open("lin", "zh", java_script_enabled=javascript)
    lin.goto(f"/steps/screening/{supplier.id}")
    lin.get_by_role("button", name="进入首次沟通").click()
    expect(lin.locator("#gate")).to_contain_text("请写明必答项没满足为什么还要往下走")
    lin.fill("#why-go", "展会上当面谈过，执照下周补")
    lin.get_by_role("button", name="进入首次沟通").click()
    expect(lin.locator("h1")).to_contain_text("首次联系清单")
    expect(lin.locator(".steps")).to_contain_text("补录放行")
    assert Passage.get(Passage.supplier == supplier.id).by_id is not None

    mei.goto(f"/steps/screening/{supplier.id}")
    expect(mei.locator("#gate")).to_contain_text("展会上当面谈过，执照下周补")
    mei.goto("/steps")
    expect(mei.locator("main")).to_contain_text(f"Gate Works {javascript}")


@pytest.mark.parametrize("phone", [False, True])
def test_the_board_and_a_list_can_be_read_by_everybody(live, axe, phone):
    supplier = live.world.demo.suppliers["wanli"]
    page = live.open("mei", "zh", phone=phone, bypass_csp=True)
    for path in ("/steps", f"/steps/contact/{supplier.id}", f"/steps/trial/{supplier.id}"):
        page.goto(path)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_list_on_paper_names_the_supplier_and_the_need(live):
    need = Need.select().where(Need.title.startswith("换一家")).get()
    page = live.open("mei", "zh")
    page.goto(f"/steps/contact/{live.world.demo.suppliers['wanli'].id}?need={need.id}")
    page.emulate_media(media="print")
    for name in ("万砾源", need.title):
        expect(page.locator("section[aria-labelledby=path-h] header").get_by_text(name)).to_be_visible()
